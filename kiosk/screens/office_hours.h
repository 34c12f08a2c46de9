#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/law/work_calendar.h"

// What a contact's card says in words, understood far enough to draw a week and to name the next reception
// day. What is not understood stays words: nothing is ever guessed.

namespace kiosk {

/// Minutes of the day.
struct Hours {
    int from = 0;
    int to = 0;
    friend bool operator==(const Hours&, const Hours&) = default;
};

struct WeekHours {
    std::array<std::vector<Hours>, 7> days;  ///< Monday first; empty: closed
    std::array<std::string, 7> notes;        ///< what follows the hours: "quầy 1 và quầy 2"
    std::vector<std::string> words;          ///< lines that are no hours
    [[nodiscard]] bool any() const;
};

/// "Thứ Hai đến thứ Sáu: 7 giờ 30 - 11 giờ 30, 13 giờ 30 - 17 giờ", "T2–T6: 7:30–11:30". A line without days
/// is words.
[[nodiscard]] WeekHours week_hours(std::span<const std::string> lines);

/// What a day means for weekly hours.
enum class OfficeDay {
    Usual,    ///< they hold; also on a weekend they name
    Holiday,  ///< offices are closed
    Unknown,  ///< not decided yet, or a weekend beside a holiday
};
/// `calendar`: of the rule book; nullptr: every day is usual.
[[nodiscard]] OfficeDay office_day(const protocol::WorkCalendar* calendar, protocol::Date day);

/// The first day from `today` on, holidays left out, that the words name: "thứ Năm hằng tuần", "thứ Năm tuần
/// thứ nhất và tuần thứ ba hằng tháng", "ngày 5 và ngày 20 hằng tháng". nullopt: they name none that is
/// understood, or it is not known whether it is a holiday.
[[nodiscard]] std::optional<protocol::Date> next_reception(std::string_view words, protocol::Date today,
                                                           const protocol::WorkCalendar* calendar);

}  // namespace kiosk
