#pragma once

#include <chrono>

namespace offline_cache {

/// A meeting that names no end is taken to last this long.
inline constexpr std::chrono::hours kMeetingLasts{4};

}  // namespace offline_cache
