#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/notice_words.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kNotices = "notices";

}  // namespace

std::string notice_days(const Ui& ui, const offline_cache::LocalNotice& notice)
{
    if (notice.from == notice.until) return short_date(ui, notice.from);
    return ui.tr("notice.days",
                 {{"from", day_and_month(ui, notice.from)}, {"until", short_date(ui, notice.until)}});
}

void draw_notice(Flow& flow, const offline_cache::LocalNotice& notice)
{
    const Ui& ui = flow.ui();
    flow.note(Icon::Place, ui.tr("notice.mark"), Tone::Warn);
    flow.words(notice.title, {.face = Face::Title, .leading = 1.3F}, 3);
    flow.words(notice_days(ui, notice), {.face = Face::Small, .quiet = true}, 4);
    flow.words(notice.text, {}, 4);
}

/// What the commune's staff wrote at this machine: all of it, one below the other.
Action draw_notices(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("notice.title")}, action);
    if (scrolls(ui, kNotices, state.visit().number))
        page_buttons(ui, page.body.cut_bottom(button_height(ui), part_gap(ui)), kNotices,
                     state.visit().number);
    const Rect inside = card(ui, page.reading());
    ScrollArea scroll{ui, inside, kNotices, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    bool first = true;
    if (state.notices)
        for (const staff::Notice& notice : *state.notices) {
            if (!staff::shows(notice, protocol::local_date(state.wall))) continue;
            if (!first) {
                flow.gap(4);
                rule(ui, flow.place(ui.mm(1), 6));
            }
            first = false;
            draw_notice(flow, notice.text);
        }
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
