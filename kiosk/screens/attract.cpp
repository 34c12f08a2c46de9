#include <algorithm>
#include <string>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// What would make one come nearer: the urgent, the next meeting, the newest.
void draw_news(const State& state, Ui& ui, Rect area)
{
    if (!state.home) return;
    const protocol::Date today = protocol::local_date(state.wall);
    if (state.home->bulletin) {
        const auto& row = *state.home->bulletin;
        const std::string words = bulletin_words(row);
        const float height = banner_height(ui, area.width(), words);
        if (height > area.height()) return;
        banner(ui, area.cut_top(height, ui.mm(6)), row.kind == "danger" ? Tone::Danger : Tone::Warn,
               Icon::Warning, words);
    }
    std::vector<std::string> lines;
    if (state.home->next_meeting) {
        const auto& row = *state.home->next_meeting;
        std::string line = "**" + row.title + "** · " + meeting_line(ui, row, today);
        if (row.start) line += " · " + long_date(ui, protocol::local_date(*row.start));
        lines.push_back(std::move(line));
    }
    for (const auto& row : state.home->newest)
        if (row.type != "meeting" && row.type != "bulletin" && lines.size() < 4) lines.push_back(row.title);
    for (const std::string& words : lines) {
        const float height = text_height(ui, area.width() - ui.mm(14), words, {.rich = true});
        if (height + ui.mm(5) > area.height()) return;
        Rect row = area.cut_top(height, ui.mm(5));
        const Rect mark = row.cut_left(ui.mm(9), ui.mm(5)).with_height(line_height(ui, Face::Body));
        icon(ui, mark, &words == &lines.front() && state.home->next_meeting ? Icon::Calendar : Icon::Document,
             ui.mm(9), ui.theme().primary);
        (void)text(ui, row, words, {.rich = true});
    }
}

void draw_welcome(Ui& ui, Rect area)
{
    paragraph(ui, area, ui.tr("attract.motto"), {.face = Face::Body, .align = Align::Centre, .quiet = true},
              ui.mm(8));
    paragraph(ui, area, ui.tr("attract.welcome"),
              {.face = Face::Display, .align = Align::Centre, .leading = 1.3F}, ui.mm(6));
    paragraph(ui, area, ui.tr("attract.words"), {.align = Align::Centre}, 0);
}

}  // namespace

Action draw_attract(const State& state, Ui& ui)
{
    Rect area = ui.safe();
    home_header(ui, area.cut_top(header_height(ui), ui.mm(6)), commune_name(state, ui),
                ui.tr("home.subtitle"), clock_text(state.wall),
                long_date(ui, protocol::local_date(state.wall)));
    information_line(state, ui, area);
    // The whole lower edge invites; a touch anywhere wakes the machine, so this needs no answer.
    const Rect invite = area.cut_bottom(ui.mm(ui.portrait() ? 60 : 44), ui.mm(10));
    (void)button(ui, invite, "attract.touch", ui.tr("attract.touch"),
                 {.kind = ButtonKind::Primary, .icon = Icon::Touch});
    if (ui.portrait()) {
        (void)area.cut_top(ui.mm(16));
        draw_welcome(ui, area.cut_top(ui.mm(96), ui.mm(8)));
        draw_news(state, ui, area);
        return {};
    }
    const auto halves = columns(area, {1.0F, 1.1F}, ui.mm(12));
    draw_welcome(ui, halves[0]);
    draw_news(state, ui, halves[1]);
    return {};
}

}  // namespace kiosk
