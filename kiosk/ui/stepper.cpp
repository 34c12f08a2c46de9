#include "kiosk/ui/stepper.h"

#include <algorithm>
#include <string>

#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr float kGapMm = 2;

}  // namespace

float stepper_height(Ui& ui, float width, std::string_view label, std::string_view value)
{
    return fact_height(ui, width, label, value) + ui.mm(kGapMm) + button_height(ui);
}

std::optional<double> stepper(Ui& ui, const Rect& rect, std::string_view name, std::string_view label,
                              std::string_view value, std::span<const StepButton> buttons)
{
    Rect area = rect;
    (void)area.cut_top(fact(ui, area, label, value), ui.mm(kGapMm));
    const auto places =
        columns(area.with_height(button_height(ui)), static_cast<int>(buttons.size()), ui.mm(4));
    float least = 100;
    for (std::size_t i = 0; i < buttons.size(); ++i)
        least = std::min(least, button_label_mm(ui, places[i], buttons[i].label));
    std::optional<double> asked;
    for (std::size_t i = 0; i < buttons.size(); ++i)
        if (button(ui, places[i], std::string{name} + "." + std::to_string(i), buttons[i].label,
                   {.most_mm = least}))
            asked = buttons[i].amount;
    return asked;
}

}  // namespace kiosk
