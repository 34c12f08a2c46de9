#include <algorithm>
#include <array>
#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/notice_words.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/stepper.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kList = "staff_notices";
constexpr std::string_view kPreview = "staff_preview";

struct Standing {
    std::string_view key;
    Tone tone;
};

Standing standing(const staff::Notice& notice, protocol::Date today)
{
    if (notice.published) return {"staff.notice.published", Tone::Good};
    if (today > notice.text.until) return {"staff.notice.over", Tone::Plain};
    if (today < notice.text.from) return {"staff.notice.ahead", Tone::Warn};
    return {"staff.notice.shows", Tone::Primary};
}

float row_height(Ui& ui)
{
    return 2 * card_padding(ui) + chip_height(ui) + ui.mm(2) + 2 * line_height(ui, Face::BodyBold) +
           ui.mm(3) + button_height(ui);
}

void draw_row(const State& state, Ui& ui, const Rect& place, const staff::Notice& notice, Action& action)
{
    const std::int64_t n = notice.text.n;
    Rect inside = card(ui, place);
    Rect buttons = inside.cut_bottom(button_height(ui), ui.mm(3));
    Rect head = inside.cut_top(chip_height(ui), ui.mm(2));
    const Standing how = standing(notice, protocol::local_date(state.wall));
    (void)head.cut_left(chip(ui, head, ui.tr(how.key), how.tone), ui.mm(4));
    const std::string days = notice_days(ui, notice.text);
    if (text_width(ui, days, Face::Small) <= head.width())
        line(ui, head, days, {.face = Face::Small, .quiet = true});
    (void)text(ui, inside, notice.text.title, {.face = Face::BodyBold, .max_lines = 2});
    const auto two = columns(buttons, 2, part_gap(ui));
    const std::string name = "staff_notices." + std::to_string(n);
    if (button(ui, two[0], name + ".edit", ui.tr("staff.notice.edit"), {.icon = Icon::Write}))
        action = staff::Action{staff::WriteNotice{n}};
    const bool armed = state.staff->armed == n;
    if (button(ui, two[1], name + ".remove", ui.tr(armed ? "staff.notice.sure" : "staff.notice.remove"),
               {.kind = armed ? ButtonKind::Danger : ButtonKind::Secondary, .icon = Icon::Trash}))
        action = staff::Action{staff::RemoveNotice{n}};
}

void draw_list(const State& state, Ui& ui, Rect area, Action& action)
{
    if (!state.notices || state.notices->empty()) {
        statement(ui, area, Icon::Bell, Tone::Plain, ui.tr("staff.notices.none"),
                  ui.tr("staff.notices.none.words"));
        return;
    }
    const float step = row_height(ui) + part_gap(ui);
    const auto count = static_cast<std::int64_t>(state.notices->size());
    const ScrollArea scroll{ui, area, kList, state.visit().number, static_cast<float>(count) * step};
    const auto seen = scroll.visible_rows(step, count);
    for (std::int64_t i = seen.first; i < seen.last; ++i)
        draw_row(state, ui, scroll.row(i, step, part_gap(ui)), (*state.notices)[static_cast<std::size_t>(i)],
                 action);
}

/// One above the other; side by side where the text would be left a single line.
void draw_fields(const State& state, Ui& ui, const Page& page, Action& action)
{
    Rect title = page.body;
    Rect body = page.reading();
    const float two_lines = 2 * line_height(ui, Face::Body) + 2 * ui.mm(5);
    if (page.body.height() >= field_height(ui) + part_gap(ui) + two_lines) {
        title = page.body.with_height(field_height(ui));
        body = page.body;
        (void)body.cut_top(field_height(ui), part_gap(ui));
    } else {
        title.x1 = columns(body, {1.2F, 1.5F}, part_gap(ui))[0].x1;
        body.x0 = columns(body, {1.2F, 1.5F}, part_gap(ui))[1].x0;
        title = title.with_height(std::min(title.height(), field_height(ui)));
    }
    draw_field(state, ui, title, Field::NoticeTitle, "staff_notice.title", ui.tr("staff.notice.title"), false,
               action);
    draw_field(state, ui, body, Field::NoticeText, "staff_notice.text", ui.tr("staff.notice.text"), true,
               action);
}

/// Of one of the two, whichever day is longer in words.
float days_height(const State& state, Ui& ui, float width)
{
    float height = 0;
    for (const protocol::Date day : {state.staff->draft->from, state.staff->draft->until})
        height = std::max(height, stepper_height(ui, width, ui.tr("staff.notice.until"), long_date(ui, day)));
    return height;
}

/// One above the other, or side by side on a wide screen.
void draw_days(const State& state, Ui& ui, const Rect& area, Action& action)
{
    const auto& draft = *state.staff->draft;
    const std::array<StepButton, 4> days{{{ui.tr("staff.notice.week_less"), -7},
                                          {ui.tr("staff.notice.day_less"), -1},
                                          {ui.tr("staff.notice.day_more"), 1},
                                          {ui.tr("staff.notice.week_more"), 7}}};
    const auto two = ui.portrait() ? rows(area, 2, part_gap(ui)) : columns(area, 2, ui.mm(8));
    if (const auto by = stepper(ui, two[0], "staff_notice.from", ui.tr("staff.notice.from"),
                                long_date(ui, draft.from), days))
        action = staff::Action{staff::ShiftFrom{static_cast<int>(*by)}};
    if (const auto by = stepper(ui, two[1], "staff_notice.until", ui.tr("staff.notice.until"),
                                long_date(ui, draft.until), days))
        action = staff::Action{staff::ShiftUntil{static_cast<int>(*by)}};
}

}  // namespace

Action draw_staff_notices(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.door.notices"), .search = false}, action);
    if (!state.staff) return action;
    Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kList, state.visit().number))
        page_buttons(ui, foot.cut_left(foot.width() * 0.4F, part_gap(ui)), kList, state.visit().number);
    const bool room = !state.notices || state.notices->size() < offline_cache::kMostNotices;
    if (button(ui, foot, "staff_notices.new", ui.tr(room ? "staff.notice.new" : "staff.notice.enough"),
               {.kind = ButtonKind::Primary, .icon = Icon::Write, .enabled = room}))
        action = staff::Action{staff::WriteNotice{}};
    const std::string_view words = ui.tr("staff.notices.words");
    const float height = note_height(ui, page.words().width(), words);
    if (height < page.words().height() / 3)
        note(ui, page.words().cut_top(height, part_gap(ui)), Icon::Info, words);
    draw_list(state, ui, page.body, action);
    return action;
}

Action draw_staff_notice_text(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.notice.write"), .search = false}, action);
    if (!state.staff || !state.staff->draft) return action;
    Rect& body = page.body;
    Rect next;
    if (ui.portrait()) next = body.cut_bottom(button_height(ui), part_gap(ui));
    const Rect beside = draw_keys_at_foot(state, ui, body, state.focus != Field::NoticeText, action);
    if (!ui.portrait()) next = beside;
    const bool titled = !state.staff->draft->title.empty();
    if (button(ui, stacked_buttons(ui, next, 1)[0], "staff_notice.next", ui.tr("feedback.next"),
               {.kind = ButtonKind::Primary, .icon = Icon::Forward, .icon_after = true, .enabled = titled}))
        action = staff::Action{staff::ReviewNotice{}};
    draw_fields(state, ui, page, action);
    return action;
}

Action draw_staff_notice_review(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.notice.review"), .search = false}, action);
    if (!state.staff || !state.staff->draft) return action;
    const auto& draft = *state.staff->draft;
    Rect& body = page.body;
    Rect foot = body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kPreview, state.visit().number))
        page_buttons(ui, foot.cut_left(foot.width() * 0.4F, part_gap(ui)), kPreview, state.visit().number);
    if (button(ui, foot, "staff_notice.keep", ui.tr("staff.notice.keep"),
               {.kind = ButtonKind::Primary, .icon = Icon::Check, .enabled = !draft.keeping}))
        action = staff::Action{staff::KeepNotice{}};
    const float height = ui.portrait() ? 2 * days_height(state, ui, body.width()) + part_gap(ui)
                                       : days_height(state, ui, body.width() / 2 - ui.mm(4));
    draw_days(state, ui, body.cut_bottom(height, part_gap(ui)), action);
    Rect& words = page.words();
    if (draft.failed) {
        const std::string_view why = ui.tr("staff.notice.failed");
        banner(ui, words.cut_top(banner_height(ui, words.width(), why), part_gap(ui)), Tone::Danger,
               Icon::Error, why);
    }
    const Rect inside = fitting_card(ui, page.reading(), kPreview, state.visit().number);
    ScrollArea scroll{ui, inside, kPreview, state.visit().number};
    offline_cache::LocalNotice preview;
    preview.title = draft.title.text();
    preview.text = draft.text.text();
    preview.from = draft.from;
    preview.until = draft.until;
    Flow flow{ui, reading_column(ui, scroll)};
    draw_notice(flow, preview);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
