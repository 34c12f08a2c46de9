#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/ornament.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// One thing worth coming nearer for.
struct News {
    Icon icon = Icon::Document;
    std::string title;
    std::string detail;
};

std::vector<News> news_of(const State& state, const Ui& ui)
{
    std::vector<News> news;
    if (!state.home) return news;
    const auto day = today(state);
    if (state.home->next_meeting) {
        const auto& row = *state.home->next_meeting;
        std::string detail = row.start ? long_date(ui, protocol::local_date(*row.start)) : std::string{};
        const std::string line = meeting_line(ui, row, day);
        detail += (detail.empty() || line.empty() ? "" : " · ") + line;
        news.push_back({Icon::Calendar, row.title, detail});
    }
    for (const auto& row : state.home->newest)
        if (row.type != "meeting" && row.type != "bulletin" && news.size() < 4)
            news.push_back({Icon::Document, row.title, row_words(ui, row, believed_time(state)).overline});
    return news;
}

/// As many as fit, on one card with rules between them.
void draw_news(const State& state, Ui& ui, Rect area)
{
    if (state.home && !state.home->bulletins.empty()) {
        const auto& row = state.home->bulletins.front();
        const bool title_only = ui.text_scale() > 1.5F && state.home->bulletins.size() == 1;
        const std::string words =
            title_only ? "**" + row.title + "**" : bulletins_words(ui, state.home->bulletins);
        const float height = banner_height(ui, area.width(), words);
        if (height <= area.height())
            banner(ui, area.cut_top(height, part_gap(ui)), row.kind == "danger" ? Tone::Danger : Tone::Warn,
                   Icon::Warning, words);
    }
    const float pad = card_padding(ui);
    const float side = ui.mm(9) * ui.text_scale();
    const float gap = ui.mm(4);
    const float width = area.width() - 2 * pad - side - gap;
    const TextStyle title{.face = Face::BodyBold, .max_lines = 4, .leading = 1.3F};
    const TextStyle detail{.face = Face::Small, .quiet = true, .max_lines = 3};
    std::vector<News> all = news_of(state, ui);
    std::vector<float> heights;
    float used = 2 * pad;
    for (const News& one : all) {
        const float height =
            text_height(ui, width, one.title, title) + text_height(ui, width, one.detail, detail);
        const float more = height + (heights.empty() ? 0 : 2 * gap);
        if (used + more > area.height()) break;
        used += more;
        heights.push_back(height);
    }
    if (heights.empty()) return;
    Rect inside = card(ui, area.with_height(used));
    for (std::size_t i = 0; i < heights.size(); ++i) {
        if (i > 0) rule(ui, inside.cut_top(2 * gap));
        Rect row = inside.cut_top(heights[i]);
        icon(ui, row.cut_left(side, gap).with_height(line_height(ui, Face::BodyBold, 1.3F)), all[i].icon,
             side, ui.theme().primary);
        paragraph(ui, row, all[i].title, title, 0);
        paragraph(ui, row, all[i].detail, detail, 0);
    }
}

/// Whose machine it is, that one is welcome, and what for.
void draw_welcome(const State& state, Ui& ui, Rect area)
{
    const Colour ink = hero_ink(ui);
    const auto [clock, date] = now_words(state, ui);
    const float line_of_clock = line_height(ui, Face::Title, 1.25F);
    const float of_when = line_of_clock + line_height(ui, Face::Small, 1.3F);
    Rect top = area.cut_top(std::max(ui.mm(22), of_when), ui.mm(4));
    icon(ui, top.cut_left(ui.mm(20), ui.mm(5)), Icon::Hall, ui.mm(19), ink);
    const float wide = std::max(text_width(ui, clock, Face::Title), text_width(ui, date, Face::Small)) + 2;
    Rect when = top.cut_right(wide).centred(wide, of_when);
    line(ui, when.cut_top(line_of_clock), clock,
         {.face = Face::Title, .align = Align::Right, .colour = &ink});
    line(ui, when, date, {.face = Face::Small, .align = Align::Right, .colour = &ink});

    const std::string commune = commune_name(state, ui);
    const TextStyle small{.face = Face::Title, .leading = 1.3F, .colour = &ink};
    // The name is as big as fits on one line.
    const bool huge = text_width(ui, commune, Face::Huge) <= area.width();
    const TextStyle name{.face = huge ? Face::Huge : Face::Display, .leading = 1.2F, .colour = &ink};
    const TextStyle words{.colour = &ink};
    const TextStyle motto{.face = Face::Small, .leading = 1.5F, .colour = &ink};
    const float height = text_height(ui, area.width(), ui.tr("attract.welcome"), small) + ui.mm(1) +
                         text_height(ui, area.width(), commune, name) + ui.mm(5) +
                         text_height(ui, area.width(), ui.tr("attract.words"), words);
    const float of_motto = text_height(ui, area.width(), ui.tr("attract.motto"), motto) + ui.mm(6);
    const bool room_for_motto = height + of_motto <= area.height();
    area.cut_top(std::max(0.0F, std::floor((area.height() - height - (room_for_motto ? of_motto : 0)) / 2)));
    paragraph(ui, area, ui.tr("attract.welcome"), small, ui.mm(1));
    paragraph(ui, area, commune, name, ui.mm(5));
    paragraph(ui, area, ui.tr("attract.words"), words, ui.mm(6));
    if (room_for_motto) paragraph(ui, area, ui.tr("attract.motto"), motto, 0);
}

}  // namespace

Action draw_attract(const State& state, Ui& ui)
{
    const Rect safe = ui.safe();
    // The whole lower edge invites; a touch anywhere wakes the machine, so this needs no answer.
    Rect rest = safe;
    Rect ground = ui.area();
    if (ui.portrait()) {
        const float height = std::round(ui.area().height() * (ui.text_scale() > 1.5F ? 0.5F : 0.42F));
        rest.y0 = ground.y0 + height + ui.mm(8);
        ground = ground.with_height(height);
    } else {
        rest.x0 = std::round(ui.area().width() * 0.5F) + ui.mm(10);
        ground.x1 = std::round(ui.area().width() * 0.5F);
    }
    Rect room = hero(ui, ground);
    room =
        room.intersect({safe.x0, safe.y0, ui.portrait() ? safe.x1 : room.x1 - ui.mm(10), room.y1 - ui.mm(4)});
    draw_welcome(state, ui, room);
    (void)invitation(ui, rest.cut_bottom(ui.mm(ui.portrait() ? 52 : 44), ui.mm(8)), "attract.touch",
                     ui.tr("attract.touch"));
    information_line(state, ui, rest);
    draw_news(state, ui, rest);
    return {};
}

}  // namespace kiosk
