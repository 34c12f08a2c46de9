#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/law/work_calendar.h"

namespace protocol {

/// A clock of assets/law/deadlines.toml that the kiosk can compute: rows with `days` or `working_days`.
struct Term {
    std::string id;        ///< "T37"
    int days = 0;          ///< until the result
    int first_days = 0;    ///< until the first word; 0: no clock of its own
    bool working = false;  ///< ngày làm việc, not calendar days
    std::string act;       ///< "L104/2016 Art. 22(4)(5)"; empty: a rule of this system, not of a law
    std::string rule;      ///< what programs read it for, "wrong_info"; empty: by its id only
    std::string law;       ///< as screens cite it, in Vietnamese; never empty where `rule` is not
    std::string law_en;
    std::string confidence;                    ///< V, Vt, S, D: assets/law/README.md
    std::optional<Date> valid_from, valid_to;  ///< in force on these days and between
};

/// The rule book as far as the screens speak of it. Read once at start, then only looked at: any thread.
class LawBook {
public:
    LawBook(WorkCalendar calendar, std::vector<Term> terms)
        : calendar_(std::move(calendar)), terms_(std::move(terms))
    {
    }

    [[nodiscard]] const WorkCalendar& calendar() const { return calendar_; }
    /// The rule of this clock in force on `day`, the day the case began. nullptr: none that can be computed.
    [[nodiscard]] const Term* term(std::string_view id, Date day) const;
    /// The row for this use in force on `day`. nullptr: the law names no term.
    [[nodiscard]] const Term* rule(std::string_view rule, Date day) const;

    /// The day on which `term` (or its first word) runs out for a case that began on `from`.
    [[nodiscard]] DueDay due(const Term& term, Date from) const;
    [[nodiscard]] DueDay first_due(const Term& term, Date from) const;

private:
    WorkCalendar calendar_;
    std::vector<Term> terms_;
};

/// deadlines.toml and calendar.toml of assets/law. NotFound, or Malformed with file and line.
Result<LawBook> load_law_book(const std::filesystem::path& law_folder);

/// From their texts, for tests; the names are for the fault's detail.
Result<LawBook> parse_law_book(std::string_view deadlines, std::string_view calendar);

}  // namespace protocol
