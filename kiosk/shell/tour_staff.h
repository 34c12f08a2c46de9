#pragma once

#include <optional>
#include <vector>

#include "kiosk/shell/tour_scenes.h"

namespace kiosk {

/// The pages of the staff corner, and what residents see of a local notice.
void add_staff_scenes(std::vector<TourScene>& scenes);

/// What the store would say to the staff corner's commands: any PIN opens, two notices are kept.
[[nodiscard]] std::vector<Event> staff_answer(const staff::Command& command, protocol::Time now);

}  // namespace kiosk
