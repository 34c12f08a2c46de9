#pragma once

#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace protocol {

inline constexpr std::size_t kShortestPin = 6;
inline constexpr std::size_t kLongestPin = 12;

/// 6 to 12 digits.
[[nodiscard]] bool is_pin(std::string_view text);

/// "$argon2id$…" with its own salt, for `staff_pin_hash` of kiosk.toml: 64 MiB, two passes, about 0.1 s.
/// Malformed when `pin` is no PIN; Storage: not enough memory.
Result<std::string> hash_pin(std::string_view pin);

/// Has the form that hash_pin() gives.
[[nodiscard]] bool is_pin_hash(std::string_view hash);

/// Takes as long as hash_pin(), so off the ui thread. False also when the hash cannot be read.
[[nodiscard]] bool pin_fits(const std::string& hash, std::string_view pin);

}  // namespace protocol
