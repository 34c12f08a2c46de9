#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "protocol/base/clock.h"

namespace protocol {

/// A day that a clock of the law leads to.
struct DueDay {
    Date day{};
    /// Days off inside the span rest on a calendar the government has not decided yet: the day may move.
    bool may_move = false;
    friend bool operator==(const DueDay&, const DueDay&) = default;
};

/// Which days are working days (ngày làm việc): not Saturday or Sunday, not a day off of
/// assets/law/calendar.toml, but those weekend days that the government makes working days in exchange.
class WorkCalendar {
public:
    struct Year {
        std::set<Date> off;    ///< public holidays, their days in lieu, Tết
        std::set<Date> works;  ///< Saturdays and Sundays worked in exchange
        bool decided = false;  ///< the yearly decision is out
    };

    /// `fixed`: holidays of a year that has no row of its own.
    void set_fixed(std::vector<std::chrono::month_day> fixed) { fixed_ = std::move(fixed); }
    void set_year(int year, Year days) { years_[year] = std::move(days); }

    [[nodiscard]] bool is_working_day(Date day) const;
    /// The n-th working day after `from`; `from` itself is not counted (Civil Code, art. 147 (2)). n ≥ 0; for
    /// 0 the next working day on or after `from`.
    [[nodiscard]] DueDay after_working_days(Date from, int n) const;
    /// `n` calendar days after `from`; a last day that is no working day moves to the next one (art. 148
    /// (5)).
    [[nodiscard]] DueDay after_days(Date from, int n) const;

private:
    [[nodiscard]] bool undecided(Date from, Date to) const;

    std::vector<std::chrono::month_day> fixed_;
    std::map<int, Year> years_;
};

}  // namespace protocol
