#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/law/law_book.h"
#include "province/registry/cases.h"
#include "province/registry/inbox.h"

namespace province {

/// When something of a report is due, and how that was counted.
struct Deadline {
    const protocol::Term* term = nullptr;  ///< nullptr: no rule that can be counted was in force
    bool first_word = false;               ///< the first word is due, not the result
    protocol::Date from{};                 ///< not counted itself
    protocol::DueDay due;
    std::vector<protocol::Date> days_off;  ///< Monday to Friday, between: holidays
    int working_days_over = 0;             ///< > 0: so many working days late on the day asked for
};

/// What is due of a report that waits in this state ("" : not opened) since `clock_at`. Ended states have no
/// deadline: term is nullptr.
Deadline deadline_of(const protocol::LawBook& law, std::string_view lane, std::string_view state,
                     protocol::Time clock_at, protocol::Date today);

/// When what began on `from` is due by the rule of this name; term is nullptr where the law names none.
/// "publish": a paper on what must be public has to be.
Deadline due_by_rule(const protocol::LawBook& law, std::string_view rule, protocol::Date from,
                     protocol::Date today);
/// What the two people of a case in the sealed lane owe a denunciation: until its sender has heard something,
/// a word on what becomes of it (the rule "denunciation", from its arrival); then the result, from the day of
/// that word ("denunciation_accepted"). term is nullptr once it was told or the case handed on, and where the
/// law names none.
Deadline denunciation_due(const protocol::LawBook& law, const std::vector<CaseEvent>& events,
                          protocol::Time clock_at, protocol::Date today);

/// The moment after the last day on which a result is still on time, by the calendar as it stands. Where no
/// rule can be counted it never comes.
protocol::Time result_over(const protocol::LawBook& law, std::string_view lane, protocol::Time clock_at);

/// Before which moments a clock must have begun for its deadline to lie before `day`. Counted with the
/// calendar as it stands, so that a moved holiday moves every list.
Cutoffs due_before(const protocol::LawBook& law, protocol::Date day);

/// The last day that counts as "soon": two working days from today.
protocol::Date soon_until(const protocol::LawBook& law, protocol::Date today);

}  // namespace province
