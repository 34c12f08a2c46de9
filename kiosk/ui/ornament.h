#pragma once

#include <string_view>

#include "kiosk/ui/ui.h"

/// What only the waiting screen wears: it has to be seen from across the hall.
namespace kiosk {

/// A coloured ground with thủy ba along its lower edge: the waves of Huế's court robes and roof ridges, rows
/// of nested half rings in thin lines. Returns the room above the waves.
Rect hero(Ui& ui, const Rect& rect);
/// Of text on that ground.
[[nodiscard]] Colour hero_ink(const Ui& ui);

/// One big invitation to touch, with its picture beside the words.
[[nodiscard]] bool invitation(Ui& ui, const Rect& rect, std::string_view name, std::string_view label);

}  // namespace kiosk
