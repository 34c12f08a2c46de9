#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace offline_cache {

namespace sqlite {
class Database;
}

/// Written at the machine by the commune's staff, not published by the province.
struct LocalNotice {
    std::int64_t n = 0;  ///< 0: not kept yet
    std::string title;
    std::string text;  ///< plain, may hold line breaks
    protocol::Date from{};
    protocol::Date until{};  ///< last day on which it is shown
    std::int64_t after = 0;  ///< newest item the kiosk had when it was written
    friend bool operator==(const LocalNotice&, const LocalNotice&) = default;
};

struct AuditLine {
    protocol::Time at{};
    std::string what;  ///< "notice.kept 3": a code and what it was done to
    friend bool operator==(const AuditLine&, const AuditLine&) = default;
};

/// Of one page on one day.
struct ScreenTotal {
    std::string screen;
    std::int64_t shown = 0;
    std::int64_t left = 0;       ///< the person went on, back or home
    std::int64_t timed_out = 0;  ///< it was left standing until the machine wiped it
    friend bool operator==(const ScreenTotal&, const ScreenTotal&) = default;
};

inline constexpr std::size_t kMostNotices = 5;
inline constexpr std::size_t kLongestNoticeTitle = 200;  ///< bytes
inline constexpr std::size_t kLongestNotice = 2000;      ///< bytes
inline constexpr int kLongestNoticeDays = 30;

/// What this machine keeps of itself: hall.db. Local notices, the audit lines of the staff corner, daily
/// totals, wrong PINs. Apart from content.db, which is thrown away and rebuilt, and from outbox.db, which no
/// staff work may ever endanger.
///
/// Not thread-safe: each thread opens its own.
class HallBook {
public:
    /// A file that is damaged or of a newer program is moved aside and a new book begun: a kiosk without its
    /// notices still serves.
    static protocol::Result<HallBook> open(const std::filesystem::path& file);
    /// For --audit beside a running kiosk: NotFound when there is none; never moved aside.
    static protocol::Result<HallBook> open_existing(const std::filesystem::path& file);

    HallBook(HallBook&&) noexcept;
    HallBook& operator=(HallBook&&) noexcept;
    ~HallBook();

    /// Oldest first. Those whose last day is over are dropped for good by forget_old().
    protocol::Result<std::vector<LocalNotice>> notices();
    /// Writes a new notice (n == 0), or another text of one there is; gives its n. Malformed: empty, too
    /// long, days in the wrong order or too far apart. Refused: there are kMostNotices already.
    protocol::Result<std::int64_t> keep(const LocalNotice& notice);
    /// A notice that is not there is no fault.
    protocol::Result<void> remove(std::int64_t n);

    /// The oldest of more than 2,000 lines go.
    protocol::Result<void> note(protocol::Time at, std::string_view what);
    /// Newest first.
    protocol::Result<std::vector<AuditLine>> audit(int most);

    /// Adds to the day's totals. Of every day before the newest one no number under 10 is left in the file
    /// (kiosk.md §4): one visit to one page on one day is nobody's business.
    protocol::Result<void> count(protocol::Date day, const std::vector<ScreenTotal>& more);
    /// As they may leave this machine: a number under 10 is 0 (kiosk.md §4).
    protocol::Result<std::vector<ScreenTotal>> totals(protocol::Date day);

    /// The first day after `day` that has totals and to which nothing is added any more: there are some of a
    /// later day. None: not yet.
    protocol::Result<std::optional<protocol::Date>> finished_after(protocol::Date day);

    protocol::Result<int> wrong_pins();
    protocol::Result<void> set_wrong_pins(int wrong);

    /// Notices over for a month, totals older than 400 days.
    protocol::Result<void> forget_old(protocol::Date today);

private:
    explicit HallBook(std::unique_ptr<sqlite::Database> database);
    std::unique_ptr<sqlite::Database> database_;
};

}  // namespace offline_cache
