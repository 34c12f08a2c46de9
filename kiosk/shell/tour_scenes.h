#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/shell/tour_walk.h"

namespace kiosk {

/// A page of the tour: how it is reached. False: this store has nothing to show there.
struct TourScene {
    std::string_view name;
    std::function<bool(TourWalk&)> go;
};
[[nodiscard]] const std::vector<TourScene>& tour_scenes();

}  // namespace kiosk
