#include "province/registry/login_delays.h"

#include <algorithm>

#include "province/registry/pool.h"

namespace province {

using protocol::Result;
using protocol::Time;

namespace {

constexpr int kFree = 3;
constexpr std::chrono::seconds kLongest = std::chrono::minutes{15};
constexpr std::chrono::hours kForgotten{24};

}  // namespace

std::chrono::seconds login_pause(int failures)
{
    if (failures <= kFree) return std::chrono::seconds{0};
    const int steps = std::min(failures - kFree, 10);
    return std::min(std::chrono::seconds{1LL << steps}, kLongest);
}

Result<std::chrono::seconds> LoginDelays::begin(std::string_view bucket, Time now)
{
    return changing(registry_, [&](soci::session& session) -> Result<std::chrono::seconds> {
        const std::string key(bucket);
        const long long at = seconds(now);
        const long long old = seconds(now - kForgotten);
        session << "DELETE FROM login_delay WHERE last_at < :old", soci::use(old, "old");
        long long failures = 0, open = 0;
        session << "SELECT failures, open_at FROM login_delay WHERE bucket = :bucket",
            soci::use(key, "bucket"), soci::into(failures), soci::into(open);
        if (!session.got_data()) failures = open = 0;
        if (open > at) return std::chrono::seconds{open - at};
        const long long count = failures + 1;
        const long long next = at + login_pause(static_cast<int>(std::min(count, 1000LL))).count();
        session << "INSERT INTO login_delay (bucket, failures, open_at, last_at) VALUES (:bucket, :count, "
                   ":next, :at) ON CONFLICT (bucket) DO UPDATE SET failures = excluded.failures, open_at = "
                   "excluded.open_at, last_at = excluded.last_at",
            soci::use(key, "bucket"), soci::use(count, "count"), soci::use(next, "next"), soci::use(at, "at");
        return std::chrono::seconds{0};
    });
}

Result<void> LoginDelays::forget(std::string_view bucket)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(bucket);
        session << "DELETE FROM login_delay WHERE bucket = :bucket", soci::use(key, "bucket");
        return {};
    });
}

}  // namespace province
