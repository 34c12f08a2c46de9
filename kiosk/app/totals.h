#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/app/state.h"
#include "offline_cache/hall_book.h"

namespace kiosk {

/// The pages between home and the one on screen, without what they hold.
struct Step {
    std::uint32_t number = 0;
    Screen screen = Screen::Home;
};
using Way = std::vector<Step>;
[[nodiscard]] Way way_of(const State& state);

/// What changed between two ways, page by page: opened, left, or left standing until the wipe (`timed_out`).
/// Pages of the staff corner, attract and setup are nobody's visit. Pure.
[[nodiscard]] std::vector<offline_cache::ScreenTotal> counted(const Way& before, const Way& after,
                                                              bool timed_out);

}  // namespace kiosk
