#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace protocol {

using Time = std::chrono::sys_seconds;
using Date = std::chrono::year_month_day;

/// Local time is UTC+7 everywhere and always: Vietnam has no daylight saving.
inline constexpr std::chrono::seconds kLocalOffset = std::chrono::hours{7};

/// The wall clock. Injected, so that tests need no waiting.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Time now() const override;
};

/// Stands still until told. Safe to move from one thread and read from another.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start) : seconds_(start.time_since_epoch().count()) {}
    [[nodiscard]] Time now() const override { return Time{std::chrono::seconds{seconds_.load()}}; }
    void set(Time time) { seconds_ = time.time_since_epoch().count(); }
    void advance(std::chrono::seconds by) { seconds_ += by.count(); }

private:
    std::atomic<std::int64_t> seconds_;
};

/// Hour and minute of a local day.
struct LocalTime {
    Date date{};
    int hour = 0;
    int minute = 0;
    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

[[nodiscard]] Date local_date(Time time);
[[nodiscard]] LocalTime local_time(Time time);
/// The moment at which the local clock shows this.
[[nodiscard]] Time at_local(Date date, int hour = 0, int minute = 0);
/// `date` plus a number of days, which may be negative.
[[nodiscard]] Date add_days(Date date, int days);
/// Days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] int days_between(Date from, Date to);

/// "2026-11-22"
[[nodiscard]] std::string format_date(Date date);
/// Exactly YYYY-MM-DD, years 1900 to 9999, a day that exists; anything else is nullopt.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

[[nodiscard]] inline std::int64_t unix_seconds(Time time) { return time.time_since_epoch().count(); }
[[nodiscard]] inline Time from_unix(std::int64_t seconds) { return Time{std::chrono::seconds{seconds}}; }

}  // namespace protocol
