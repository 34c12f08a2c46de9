#pragma once

#include <cstdint>

#include "protocol/base/clock.h"

namespace offline_cache {

/// Local days as numbers since 1970-01-01, the form the tables keep.
inline std::int64_t day_number(protocol::Date date)
{
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

inline protocol::Date date_of(std::int64_t day)
{
    return protocol::Date{std::chrono::sys_days{std::chrono::days{day}}};
}

inline std::int64_t seconds(protocol::Time time) { return time.time_since_epoch().count(); }
inline protocol::Time time_of(std::int64_t seconds) { return protocol::Time{std::chrono::seconds{seconds}}; }

/// Local day (UTC+7) of a moment.
inline std::int64_t local_day(protocol::Time now)
{
    return std::chrono::floor<std::chrono::days>(now + std::chrono::hours{7}).time_since_epoch().count();
}

/// A clock further ahead of all that vouches for a time — the last contact, the time of the build, what
/// stands in the log — is wrong (protocol.md §3.5).
inline constexpr std::chrono::days kFarthestAhead{400};

}  // namespace offline_cache
