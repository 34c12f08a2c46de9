#pragma once

#include <filesystem>

#include "kiosk/shell/program.h"
#include "kiosk/shell/tour_store.h"
#include "kiosk/ui/fonts.h"
#include "protocol/base/result.h"

namespace kiosk {

struct TourCounts {
    int pages = 0;
    int pictures = 0;
};

/// Draws every screen in both orientations, both languages, three text sizes, light and contrast, lowered
/// or not, and in light once more on the smallest supported screens, into memory, and writes into `folder`:
///  - tour.json: of each page its targets (name, label, rectangles in px and mm), texts (capital heights) and
///    the areas that may be touched;
///  - PNGs of each screen in both orientations, and once each at the largest text, in contrast, lowered and
///    in English.
/// States are reached through update(), as a resident would.
protocol::Result<TourCounts> make_tour(const std::filesystem::path& folder, TourStore& store, Fonts fonts,
                                       const Catalogues& catalogues);

}  // namespace kiosk
