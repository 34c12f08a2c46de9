#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "province/publish/problems.h"

namespace province {

/// "2026-11-25", or "+3d" and "-40d" counted from `today`.
std::optional<protocol::Date> read_date(std::string_view text, protocol::Date today);

/// A date as above, or one followed by a space (or T) and "19:00". `of_day` is the second of the day that a
/// date alone means.
std::optional<protocol::Time> read_moment(std::string_view text, protocol::Date today, int of_day);

/// A code in an entry: [A-Za-z0-9] then [A-Za-z0-9_.:-]*, at most 64 bytes. Entries are for ever, so they
/// hold codes and no words.
bool is_code(std::string_view text);

}  // namespace province
