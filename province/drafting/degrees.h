#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace province {

/// Millionths of a degree of "16,4637" or "16.4637": at most six digits behind the comma, at most 180.
/// Nothing for anything else.
std::optional<std::int64_t> micro_degrees(std::string_view text);
/// "16,4637"
std::string degrees_text(std::int64_t micro);

/// The two of a pair as maps copy it, "16.463700, 107.590900": latitude, longitude.
std::optional<std::pair<std::string, std::string>> degrees_pair(std::string_view text);

}  // namespace province
