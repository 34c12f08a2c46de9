#pragma once

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

/// Draws the page on screen, its frame, banners and the idle warning, and says what was asked for. Changes
/// nothing by itself. Call between Ui::begin() and Ui::end().
[[nodiscard]] Action draw(const State& state, Ui& ui);

}  // namespace kiosk
