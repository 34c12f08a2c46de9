#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// A low screen: the title of the page asks the question, the keyboard leaves little else.
bool low(const Ui& ui) { return !ui.portrait() && !ui.lowered(); }

void draw_head(const Lookup& lookup, Ui& ui, Rect& area)
{
    if (!low(ui))
        paragraph(ui, area, ui.tr("reopen.ask"), {.face = Face::Title, .max_lines = 2, .leading = 1.3F},
                  ui.mm(2));
    if (lookup.reopen_failed) {
        const std::string_view words = ui.tr("reopen.failed");
        banner(ui, area.cut_top(banner_height(ui, area.width(), words), part_gap(ui)), Tone::Danger,
               Icon::Error, words);
        return;
    }
    const TextStyle style{.face = low(ui) ? Face::Least : Face::Small, .quiet = true, .leading = 1.3F};
    const std::string_view words = ui.tr("reopen.words");
    // Where they hardly fit the field goes first.
    if (area.height() >= text_height(ui, area.width(), words, style) + ui.mm(23))
        paragraph(ui, area, words, style, ui.mm(3));
}

void draw_send(const Lookup& lookup, Ui& ui, const Rect& place, Action& action)
{
    if (button(ui, place, "reopen.send", ui.tr(lookup.reopening ? "review.sending" : "review.send"),
               {.kind = ButtonKind::Primary, .icon = Icon::Lock, .enabled = !lookup.reopening}))
        action = act::SendReopen{};
}

void draw_clear(const Lookup& lookup, Ui& ui, const Rect& place, Action& action)
{
    if (button(ui, place, "reopen.clear", ui.tr("feedback.clear"),
               {.icon = Icon::Trash, .enabled = !lookup.reopening}))
        action = act::ClearField{Field::Reopen};
}

}  // namespace

Action draw_reopen(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr(low(ui) ? "reopen.ask" : "reopen.title")}, action);
    if (!state.lookup || !state.lookup->found) return action;
    const Lookup& lookup = *state.lookup;
    Rect& body = page.body;
    const bool wide = !ui.portrait();
    Rect buttons = wide ? Rect{} : body.cut_bottom(button_height(ui), part_gap(ui));
    const float keys = typing_height(state, ui, body.width(), false);
    draw_keyboard(state, ui, body.cut_bottom(keys, part_gap(ui)), false, action);
    if (wide) {
        const bool stacked = body.height() >= 2 * ui.mm(20) + part_gap(ui);
        buttons = body.cut_right(body.width() * (stacked ? 0.26F : 0.45F), ui.mm(6));
        const auto two = stacked ? rows(buttons, 2, part_gap(ui)) : columns(buttons, 2, part_gap(ui));
        draw_clear(lookup, ui, two[0], action);
        draw_send(lookup, ui, two[1], action);
    } else {
        const auto two = columns(buttons, {1.0F, 1.4F}, part_gap(ui));
        draw_clear(lookup, ui, two[0], action);
        draw_send(lookup, ui, two[1], action);
    }
    draw_head(lookup, ui, page.words());
    draw_field(state, ui, body, Field::Reopen, "reopen.field", ui.tr("reopen.placeholder"), true, action);
    return action;
}

}  // namespace kiosk
