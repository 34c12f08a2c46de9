#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/ui/ui.h"

// Content that is wider than its place and lies in a page that scrolls up and down: a wide table.

namespace kiosk {

/// Lets a finger that goes sideways first move the content at `rect`; how far it is moved to the left, px.
/// The position belongs to (name, key) and is kept until Ui::forget().
[[nodiscard]] float sideways(Ui& ui, const Rect& rect, std::string_view name, std::uint64_t key, float wide);

/// "Cột trước" and "Cột sau": the same by touching, and the sign that there is more. Act by themselves; names
/// of the targets are "<targets>.left" and "<targets>.right".
void sideways_buttons(Ui& ui, const Rect& rect, std::string_view name, std::uint64_t key,
                      std::string_view targets);

/// A soft shadow along an edge beyond which the content goes on; `left`: darkest at the left.
void edge_shade(Ui& ui, const Rect& rect, bool left);

}  // namespace kiosk
