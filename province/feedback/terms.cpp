#include "province/feedback/terms.h"

#include <algorithm>

namespace province {

using protocol::Date;
using protocol::DueDay;
using protocol::LawBook;
using protocol::Term;

namespace {

constexpr std::string_view kFeedback = "T37";
constexpr std::string_view kWrongInfo = "T38";
constexpr std::string_view kDenunciation = "denunciation";  // rules
constexpr std::string_view kAccepted = "denunciation_accepted";
constexpr int kLongestTerm = 120;  // days back from today in which a clock that still runs began
constexpr int kSoon = 2;           // working days
constexpr int kMost_over = 999;    // working days late that are counted

const Term* term_for(const LawBook& law, std::string_view lane, Date day)
{
    return law.term(lane == "wrong_info" ? kWrongInfo : kFeedback, day);
}

DueDay due_of(const LawBook& law, const Term& term, bool first_word, Date from)
{
    return first_word ? law.first_due(term, from) : law.due(term, from);
}

/// The first word has a clock of its own unless the rule gives none.
bool awaits_first_word(const Term& term, std::string_view state)
{
    return term.first_days > 0 && state != "in_progress";
}

/// The first day of a clock that is not over before `day`.
protocol::Time cutoff(const LawBook& law, std::string_view lane, std::string_view state, Date day)
{
    Date from = day;
    for (int back = 0; back < kLongestTerm; ++back) {
        const Date earlier = protocol::add_days(from, -1);
        const Term* term = term_for(law, lane, earlier);
        if (term == nullptr || due_of(law, *term, awaits_first_word(*term, state), earlier).day < day) break;
        from = earlier;
    }
    return protocol::at_local(from);
}

bool is_weekend(Date day)
{
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

Deadline counted(const LawBook& law, const Term& term, bool first_word, Date from, Date today)
{
    Deadline found;
    found.term = &term;
    found.first_word = first_word;
    found.from = from;
    found.due = due_of(law, term, first_word, from);
    for (Date day = protocol::add_days(found.from, 1); day <= found.due.day; day = protocol::add_days(day, 1))
        if (!is_weekend(day) && !law.calendar().is_working_day(day)) found.days_off.push_back(day);
    for (Date day = found.due.day; day < today && found.working_days_over < kMost_over;) {
        day = protocol::add_days(day, 1);
        if (law.calendar().is_working_day(day)) ++found.working_days_over;
    }
    if (today > found.due.day && found.working_days_over == 0) found.working_days_over = 1;
    return found;
}

}  // namespace

Deadline deadline_of(const LawBook& law, std::string_view lane, std::string_view state,
                     protocol::Time clock_at, Date today)
{
    Deadline found;
    found.from = protocol::local_date(clock_at);
    const bool waits = state.empty() || state == "received" || state == "in_progress" || state == "reopened";
    const Term* term = waits ? term_for(law, lane, found.from) : nullptr;
    return term != nullptr ? counted(law, *term, awaits_first_word(*term, state), found.from, today) : found;
}

Deadline due_by_rule(const LawBook& law, std::string_view rule, Date from, Date today)
{
    Deadline found;
    found.from = from;
    const Term* term = law.rule(rule, from);
    return term != nullptr ? counted(law, *term, false, from, today) : found;
}

Deadline denunciation_due(const LawBook& law, const std::vector<CaseEvent>& events, protocol::Time clock_at,
                          Date today)
{
    const auto sealed = std::ranges::find(events, "sealed_away", &CaseEvent::what);
    const auto word = std::find_if(sealed, events.end(), [](const CaseEvent& event) {
        return event.what == "asked" || event.what == "moved" || is_case_state(event.what);
    });
    const bool told = std::any_of(word, events.end(), [](const CaseEvent& event) {
        return event.what == "moved" || event.what == "answered" || event.what == "rejected";
    });
    if (told) return {};
    if (word == events.end()) return due_by_rule(law, kDenunciation, protocol::local_date(clock_at), today);
    return due_by_rule(law, kAccepted, protocol::local_date(word->at), today);
}

protocol::Time result_over(const LawBook& law, std::string_view lane, protocol::Time clock_at)
{
    const Date from = protocol::local_date(clock_at);
    const Term* term = term_for(law, lane, from);
    const Date last = term != nullptr
                          ? law.due(*term, from).day
                          : Date{std::chrono::year{9999}, std::chrono::December, std::chrono::day{30}};
    return protocol::at_local(protocol::add_days(last, 1));
}

Cutoffs due_before(const LawBook& law, Date day)
{
    return {cutoff(law, {}, {}, day), cutoff(law, {}, "in_progress", day),
            cutoff(law, "wrong_info", {}, day)};
}

Date soon_until(const LawBook& law, Date today)
{
    return law.calendar().after_working_days(today, kSoon).day;
}

}  // namespace province
