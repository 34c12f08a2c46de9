#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// One button of a stepper: "−7 ngày", −7.
struct StepButton {
    std::string_view label{};
    double amount = 0;
};

/// A value with buttons below it that make it more or less: for days and millimetres. Names are
/// "<name>.0", "<name>.1" …; the amount of the one touched, or nothing.
[[nodiscard]] std::optional<double> stepper(Ui& ui, const Rect& rect, std::string_view name,
                                            std::string_view label, std::string_view value,
                                            std::span<const StepButton> buttons);
[[nodiscard]] float stepper_height(Ui& ui, float width, std::string_view label, std::string_view value);

}  // namespace kiosk
