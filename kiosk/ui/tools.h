#pragma once

#include <optional>
#include <span>

#include "kiosk/ui/widgets.h"

namespace kiosk {

/// The tools of a wide screen: a rail at its edge, one column or two, so that no page gives height to them.
/// Returns the index touched.
[[nodiscard]] std::optional<std::size_t> tool_rail(Ui& ui, const Rect& rect, std::span<const Tool> tools);
/// Width of a rail of so many tools in this height.
[[nodiscard]] float tool_rail_width(const Ui& ui, std::size_t count, float height);

}  // namespace kiosk
