#include <algorithm>
#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

std::string trouble_words(const State& state, const Ui& ui)
{
    switch (state.lookup->trouble) {
        case LookupTrouble::None:
            return {};
        case LookupTrouble::NotComplete:
            return std::string{ui.tr("lookup.not_complete")};
        case LookupTrouble::WrongDigits:
            return std::string{ui.tr("lookup.wrong_digits")};
        case LookupTrouble::NotFound:
            return std::string{ui.tr("lookup.not_found")};
        case LookupTrouble::Paused:
            return ui.tr("lookup.paused", {{"seconds", std::to_string(pause_seconds_left(state))}});
        case LookupTrouble::Failed:
            return std::string{ui.tr("lookup.failed")};
    }
    return {};
}

const TextStyle kAsk{.face = Face::Title, .leading = 1.3F};

void draw_question(Ui& ui, Rect& area)
{
    const std::string_view ask = ui.tr("lookup.ask");
    if (area.height() >= text_height(ui, area.width(), ask, kAsk)) paragraph(ui, area, ask, kAsk, ui.mm(3));
}

/// Of the question and what stands below it, where there is room for all of it.
float words_height(const State& state, Ui& ui, float width)
{
    const std::string trouble = trouble_words(state, ui);
    const std::string full = ui.tr("lookup.words", {{"commune", commune_inside(state, ui)}});
    return text_height(ui, width, ui.tr("lookup.ask"), kAsk) + ui.mm(3) +
           (trouble.empty() ? note_height(ui, width, full) : banner_height(ui, width, trouble)) +
           part_gap(ui);
}

/// What to do and what the machine keeps (kiosk.md §4), or what went wrong instead of it.
void draw_words(const State& state, Ui& ui, Rect& area)
{
    const std::string trouble = trouble_words(state, ui);
    if (trouble.empty()) {
        const std::string commune = commune_inside(state, ui);
        return draw_said(ui, area, Icon::Lock, ui.tr("lookup.words", {{"commune", commune}}),
                         ui.tr("lookup.words.short", {{"commune", commune}}), area.height());
    }
    const float height = banner_height(ui, area.width(), trouble);
    banner(ui, area.cut_top(height, part_gap(ui)), Tone::Warn, Icon::Warning, trouble);
}

void draw_buttons(const State& state, Ui& ui, const Rect& place, Action& action)
{
    const Lookup& lookup = *state.lookup;
    const bool paused = lookup.trouble == LookupTrouble::Paused && pause_seconds_left(state) > 0;
    const auto two = columns(place, {1.0F, 1.4F}, part_gap(ui));
    if (button(ui, two[0], "lookup.clear", ui.tr("lookup.clear"),
               {.icon = Icon::Trash, .enabled = !lookup.busy}))
        action = act::ClearField{Field::LookupCode};
    if (button(ui, two[1], "lookup.open", ui.tr(lookup.busy ? "lookup.busy" : "lookup.open"),
               {.kind = ButtonKind::Primary, .icon = Icon::Ticket, .enabled = !lookup.busy && !paused}))
        action = act::LookUp{};
}

void draw_boxes(const State& state, Ui& ui, Rect& area)
{
    const LookupTrouble trouble = state.lookup->trouble;
    const bool wrong = trouble == LookupTrouble::WrongDigits || trouble == LookupTrouble::NotFound;
    const float height =
        digit_boxes(ui, area, state.lookup->code.text(), static_cast<int>(kCodeLength), wrong);
    (void)area.cut_top(height, part_gap(ui));
}

}  // namespace

Action draw_lookup(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("lookup.title")}, action);
    if (!state.lookup) return action;
    Rect& body = page.body;
    if (ui.portrait()) {
        draw_buttons(state, ui, body.cut_bottom(button_height(ui), part_gap(ui)), action);
        draw_digits(ui, body.cut_bottom(number_pad_height(ui, body.width()), part_gap(ui)), action);
        // Seated one looks down at the keys: all of it stands right above them.
        Rect room = page.reading();
        if (ui.lowered()) {
            const float boxes = digit_boxes_height(ui, room.width(), static_cast<int>(kCodeLength));
            const float wanted = words_height(state, ui, room.width()) + boxes;
            (void)room.cut_top(std::max(0.0F, room.height() - wanted));
        }
        draw_question(ui, room);
        draw_words(state, ui, room);
        draw_boxes(state, ui, room);
        return action;
    }
    page.sink(text_height(ui, page.words().width(), ui.tr("lookup.ask"), kAsk));
    Rect right = body.cut_right(body.width() * 0.46F, ui.mm(8));
    draw_buttons(state, ui, right.cut_bottom(button_height(ui), part_gap(ui)), action);
    draw_digits(ui, right.cut_bottom(number_pad_height(ui, right.width()), part_gap(ui)), action);
    draw_question(ui, page.words());
    draw_boxes(state, ui, body);
    draw_words(state, ui, body);
    return action;
}

}  // namespace kiosk
