#include "protocol/law/work_calendar.h"

#include <algorithm>

namespace protocol {

namespace {

/// Tết and the days round it fall between these; no other holiday hangs on the yearly decision as much.
constexpr std::chrono::month_day kTetEarliest{std::chrono::January, std::chrono::day{15}};
constexpr std::chrono::month_day kTetLatest{std::chrono::March, std::chrono::day{5}};

bool weekend(Date day)
{
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

bool WorkCalendar::is_working_day(Date day) const
{
    const auto year = years_.find(static_cast<int>(day.year()));
    if (year != years_.end()) {
        if (year->second.works.contains(day)) return true;
        return !weekend(day) && !year->second.off.contains(day);
    }
    const std::chrono::month_day of_year{day.month(), day.day()};
    return !weekend(day) && std::find(fixed_.begin(), fixed_.end(), of_year) == fixed_.end();
}

/// An undecided calendar matters only where one of its days off lies in the span.
bool WorkCalendar::undecided(Date from, Date to) const
{
    for (int y = static_cast<int>(from.year()); y <= static_cast<int>(to.year()); ++y) {
        const auto year = years_.find(y);
        if (year == years_.end()) {
            const std::chrono::year name{y};
            if (from <= name / kTetLatest && to >= name / kTetEarliest) return true;
        } else if (!year->second.decided) {
            const auto first = year->second.off.upper_bound(from);
            if (first != year->second.off.end() && *first <= to) return true;
        }
    }
    return false;
}

DueDay WorkCalendar::after_working_days(Date from, int n) const
{
    Date day = from;
    while (n > 0 || (n == 0 && !is_working_day(day))) {
        day = add_days(day, 1);
        if (n > 0 && is_working_day(day) && --n == 0) break;
    }
    return {day, undecided(from, day)};
}

DueDay WorkCalendar::after_days(Date from, int n) const
{
    const Date last = add_days(from, n);
    const Date day = after_working_days(last, 0).day;
    // Days off before the last one count like any other; only where it lands can move.
    return {day, undecided(add_days(last, -1), day)};
}

}  // namespace protocol
