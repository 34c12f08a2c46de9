#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

std::string trouble_words(const State& state, const Ui& ui)
{
    switch (state.staff->trouble) {
        case staff::PinTrouble::None:
            return {};
        case staff::PinTrouble::NotComplete:
            return std::string{ui.tr("staff.pin.not_complete")};
        case staff::PinTrouble::Wrong:
            return std::string{ui.tr("staff.pin.wrong")};
        case staff::PinTrouble::Paused:
            return ui.tr("staff.pin.paused", {{"seconds", std::to_string(pin_pause_seconds_left(state))}});
        case staff::PinTrouble::NoneKept:
            return std::string{ui.tr("staff.pin.none_kept")};
    }
    return {};
}

float dots_height(const Ui& ui) { return line_height(ui, Face::Display, 1.3F) + 2 * card_padding(ui); }

const TextStyle kAsk{.face = Face::Title, .leading = 1.3F};

/// What draw_words() takes where it has all the room it wants.
float words_height(const State& state, Ui& ui, float width)
{
    const std::string trouble = trouble_words(state, ui);
    const float above = trouble.empty() ? 0 : banner_height(ui, width, trouble) + part_gap(ui);
    return above + text_height(ui, width, ui.tr("staff.pin.ask"), kAsk) + ui.mm(3) +
           text_height(ui, width, ui.tr("staff.pin.words"));
}

/// `below`: height that the dots need of the same area.
void draw_words(const State& state, Ui& ui, Rect& area, float below)
{
    const std::string trouble = trouble_words(state, ui);
    const std::string_view ask = ui.tr("staff.pin.ask");
    const std::string_view whom = ui.tr("staff.pin.words");
    // What went wrong comes first, what is asked second; for whom the page is goes before they do.
    float room = area.height() - below;
    if (!trouble.empty()) {
        const float height = banner(ui, area, Tone::Warn, Icon::Warning, trouble);
        area.cut_top(height, part_gap(ui));
        room -= height + part_gap(ui);
    }
    room -= text_height(ui, area.width(), ask, kAsk) + ui.mm(3);
    if (!state.pin_kept || room < 0) return;
    paragraph(ui, area, ask, kAsk, ui.mm(3));
    if (room >= text_height(ui, area.width(), whom)) paragraph(ui, area, whom, {.quiet = true}, part_gap(ui));
}

/// As many dots as digits: who stands behind learns the length only.
void draw_dots(const State& state, Ui& ui, Rect& area)
{
    std::string dots;
    for (std::size_t i = 0; i < state.staff->pin.text().size(); ++i) dots += i > 0 ? " •" : "•";
    const Rect inside = card(ui, area.cut_top(dots_height(ui), part_gap(ui)));
    line(ui, inside, dots, {.face = Face::Display, .align = Align::Centre});
}

void draw_buttons(const State& state, Ui& ui, const Rect& place, Action& action)
{
    const bool checking = state.staff->checking;
    const bool paused =
        state.staff->trouble == staff::PinTrouble::Paused && pin_pause_seconds_left(state) > 0;
    const auto two = columns(place, {1.0F, 1.4F}, part_gap(ui));
    if (button(ui, two[0], "staff_pin.clear", ui.tr("lookup.clear"),
               {.icon = Icon::Trash, .enabled = !checking}))
        action = act::ClearField{Field::StaffPin};
    if (button(ui, two[1], "staff_pin.open", ui.tr(checking ? "staff.pin.checking" : "staff.pin.open"),
               {.kind = ButtonKind::Primary, .icon = Icon::Key, .enabled = !checking && !paused}))
        action = staff::Action{staff::CheckPin{}};
}

}  // namespace

Action draw_staff_pin(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.title"), .search = false}, action);
    if (!state.staff) return action;
    if (!state.pin_kept) {  // nothing to type: there is none
        draw_words(state, ui, page.words(), 0);
        return action;
    }
    Rect right = ui.portrait() ? page.body : page.body.cut_right(page.body.width() * 0.46F, ui.mm(8));
    draw_buttons(state, ui, right.cut_bottom(button_height(ui), part_gap(ui)), action);
    draw_digits(ui, right.cut_bottom(number_pad_height(ui, right.width()), part_gap(ui)), action);
    if (ui.portrait()) page.body = right;
    page.sink(words_height(state, ui, page.words().width()));
    draw_words(state, ui, page.words(), page.upper.empty() ? dots_height(ui) : 0);
    draw_dots(state, ui, page.body);
    return action;
}

}  // namespace kiosk
