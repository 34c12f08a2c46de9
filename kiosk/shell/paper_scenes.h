#pragma once

#include <vector>

#include "kiosk/shell/tour_scenes.h"

namespace kiosk {

/// Phone, printer, complaint, help: their part of the tour.
void add_paper_scenes(std::vector<TourScene>& scenes);

}  // namespace kiosk
