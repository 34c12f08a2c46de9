#pragma once

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

/// What the printer is doing, over the page that stands (drawn frozen before). Call while state.print is set.
[[nodiscard]] Action draw_print_panel(const State& state, Ui& ui);

}  // namespace kiosk
