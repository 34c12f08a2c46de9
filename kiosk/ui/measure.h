#pragma once

#include <string_view>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// The outline of a bank card in the middle of `rect`, `width_px` × `height_px`, to lay a real one on.
void card_outline(Ui& ui, const Rect& rect, float width_px, float height_px, std::string_view label);

/// A line across the screen at this height, with its words above or below it, wherever there is room.
void level_line(Ui& ui, float y, std::string_view label);

}  // namespace kiosk
