#pragma once

#include <cstddef>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/input/text_edit.h"

namespace kiosk {

// What the fields hold at most, in bytes. The report's bound is protocol.md §5.6's.
inline constexpr std::size_t kLongestReport = 8 * 1024;
inline constexpr std::size_t kLongestReopen = 2 * 1024;
inline constexpr std::size_t kLongestSearch = 200;
inline constexpr std::size_t kLongestName = 120;
inline constexpr std::size_t kLongestPhone = 15;
inline constexpr std::size_t kLongestDecision = 600;
inline constexpr std::size_t kLongestReason = 4 * 1024;
inline constexpr std::size_t kLongestWish = 1200;
inline constexpr std::size_t kCodeDigits = 20;
inline constexpr std::size_t kGroupDigits = 4;
inline constexpr std::size_t kPinDigits = 12;
inline constexpr std::size_t kLongestAddress = 200;
inline constexpr std::size_t kLongestEnrolCode = 40;  // 26 letters and digits, in groups

namespace flow {

/// Latin letters and digits as they are typed: no Vietnamese marks.
[[nodiscard]] bool plain_letters(Field field);

/// Gives an empty field its length and its way of typing.
void prepare_field(TextEdit& edit, Field field, const State& state);

}  // namespace flow

}  // namespace kiosk
