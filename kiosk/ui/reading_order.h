#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/ui/geometry.h"

namespace kiosk {

/// The order in which one reads what stands in these places: a page is cut at its widest gap, across or
/// down, and each part again; what no gap parts goes from the top down, then from the left.
[[nodiscard]] std::vector<std::size_t> reading_order(const std::vector<Rect>& places);

}  // namespace kiosk
