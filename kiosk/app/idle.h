#pragma once

#include <chrono>
#include <optional>

#include "kiosk/app/state.h"

namespace kiosk {

// kiosk.md §4.
inline constexpr Steady kHomeIdle = std::chrono::seconds{60};
inline constexpr Steady kReadingIdle = std::chrono::seconds{120};
inline constexpr Steady kTypingIdle = std::chrono::seconds{90};
/// The staff corner closes by itself after 60 s, the warning included.
inline constexpr Steady kStaffIdle = std::chrono::seconds{40};
inline constexpr Steady kWarning = std::chrono::seconds{20};
/// The receipt closes after 180 s, the warning included.
inline constexpr Steady kReceiptIdle = std::chrono::seconds{160};

/// How long the page on screen waits for a sign of a person before the warning (home: before attract);
/// nullopt: it waits for ever.
[[nodiscard]] std::optional<Steady> idle_limit(const State& state);

/// Going from this page to attract needs no warning: nothing is lost.
[[nodiscard]] bool leaves_unwarned(Screen screen);

}  // namespace kiosk
