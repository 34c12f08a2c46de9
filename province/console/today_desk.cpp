#include "province/console/today_desk.h"

#include "province/console/desk_visit.h"
#include "province/console/inbox_row.h"
#include "province/feedback/due_order.h"
#include "province/text/texts.h"

namespace province::console {

namespace {

constexpr int kShown = 8;

}  // namespace

protocol::Result<void> add_desk(Fields& fields, const Visit& visit)
{
    auto desk = desk_of(visit);
    if (!desk) return tl::unexpected{desk.error()};
    if (!*desk) return {};
    if (auto sorted = sorted_for(visit, **desk); !sorted) return tl::unexpected{sorted.error()};
    const auto today = protocol::local_date(visit.now);
    const auto& law = visit.console.terms;
    Inbox::Filter filter;
    filter.late = due_before(law, today);
    filter.soon = due_before(law, protocol::add_days(soon_until(law, today), 1));
    Inbox inbox(visit.console.registry);
    const auto& body = visit.who().body.code;
    const auto counts = inbox.count(body, filter.late, filter.soon, visit.who().account.login);
    if (!counts) return tl::unexpected{counts.error()};
    const auto lines = lines_by_due(inbox, law, body, filter, std::nullopt, kShown);
    if (!lines) return tl::unexpected{lines.error()};
    const auto people = PeopleNames::of(visit);
    if (!people) return tl::unexpected{people.error()};
    // The first line is the longest overdue, and the first that is not late is the next one due.
    for (const InboxLine& line : *lines) {
        const auto due = deadline_of(law, line.lane, line.state, line.clock_at, today);
        if (due.term == nullptr) break;
        if (&line == &lines->front() && due.working_days_over > 0)
            fields.text("late_most", texts().fill("console.today.late_most",
                                                  {{"n", std::to_string(due.working_days_over)}}));
        if (due.working_days_over > 0) continue;
        fields.yes("has_soon_next", counts->soon > 0);
        fields.text("soon_next", texts().fill("console.today.soon_next", {{"day", short_day(due.due.day)}}));
        break;
    }
    std::vector<Fields> rows;
    for (const InboxLine& line : *lines) rows.push_back(inbox_row(visit, line, today, *people));
    fields.yes("at_desk", true).yes("nothing_at_desk", rows.empty());
    fields.text("n_late", std::to_string(counts->late)).yes("has_late", counts->late > 0);
    fields.text("n_soon", std::to_string(counts->soon)).yes("has_soon", counts->soon > 0);
    fields.text("n_unopened", std::to_string(counts->unopened)).yes("has_unopened", counts->unopened > 0);
    fields.text("n_own", std::to_string(counts->mine));
    fields.text("login", visit.who().account.login);
    fields.yes("more_at_desk", counts->to_do > kShown).list("reports", std::move(rows));
    return {};
}

}  // namespace province::console
