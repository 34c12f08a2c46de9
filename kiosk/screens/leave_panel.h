#pragma once

#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

/// "Bỏ phần đã viết?" over the page that stands there.
[[nodiscard]] Action draw_leave_panel(Ui& ui);

}  // namespace kiosk
