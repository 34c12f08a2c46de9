#pragma once

#include <vector>

#include "kiosk/shell/tour_scenes.h"

namespace kiosk {

/// Handing in, its receipt, and looking up what became of it.
void add_feedback_scenes(std::vector<TourScene>& scenes);

}  // namespace kiosk
