#include <array>
#include <iterator>
#include <utility>

#include "province/registry/inbox.h"
#include "province/registry/inbox_rows.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Result;

namespace {

constexpr std::string_view kOpen = "state IN ('', 'received', 'in_progress', 'reopened')";

std::string condition(const Inbox::Filter& filter)
{
    using enum Inbox::Show;
    switch (filter.show) {
        case Unopened:
            return " AND state = ''";
        case ToDo:
            return " AND " + std::string(kOpen);
        case Late:
            return " AND " + std::string(kOpen) + " AND " + before(filter.late);
        case Soon:
            return " AND " + std::string(kOpen) + " AND NOT " + before(filter.late) + " AND " +
                   before(filter.soon);
        case Done:
            return " AND state IN ('answered', 'forwarded', 'rejected', 'agreed', 'merged')";
        case All:
        case ByArrival:
            break;
    }
    return " AND state <> 'sealed'";
}

}  // namespace

std::string before(const Cutoffs& cutoffs)
{
    const auto at = [](protocol::Time time) { return std::to_string(seconds(time)); };
    return "(lane = 'wrong_info' AND clock_at < " + at(cutoffs.wrong_info) +
           " OR lane <> 'wrong_info' AND state = 'in_progress' AND clock_at < " + at(cutoffs.result) +
           " OR lane <> 'wrong_info' AND state <> 'in_progress' AND clock_at < " + at(cutoffs.first) + ")";
}

/// `condition` and `order` are ours, with numbers and nothing else from outside.
Result<std::vector<InboxLine>> Inbox::lines(std::string_view body, const Filter& filter,
                                            const std::string& condition, std::string_view order, int most)
{
    const std::string office(body);
    std::string text =
        "SELECT " + std::string(kLineColumns) + " FROM inbox WHERE body = :own AND reply = 0" + condition;
    const std::array<std::pair<std::string_view, const std::string*>, 4> columns{
        {{"topic", &filter.topic},
         {"place", &filter.place},
         {"assignee", &filter.assignee},
         {"office", &filter.office}}};
    for (const auto& [name, value] : columns)
        if (!value->empty()) text += " AND " + std::string(name) + " = :" + std::string(name);
    text += " ORDER BY " + std::string(order) + " LIMIT :most";
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<InboxLine>> {
        StoredLine stored;
        auto query = (session.prepare << text);
        query, soci::use(office, "own");
        for (const auto& [name, value] : columns)
            if (!value->empty()) query, soci::use(*value, std::string(name));
        query, soci::use(most, "most");
        into(query, stored);
        return rows(query, [&] { return stored.value(); });
    });
}

Result<std::vector<InboxLine>> Inbox::list(std::string_view body, const Filter& filter,
                                           std::optional<Place> after, int most)
{
    const bool newest_first = filter.show == Show::Done || filter.show == Show::All;
    // One place of the order after another, never "the next fifty after five thousand".
    std::string beyond;
    if (after)
        beyond = std::string(" AND (received_at, n) ") + (newest_first ? "<" : ">") + " (" +
                 std::to_string(seconds(after->received_at)) + ", " + std::to_string(after->n) + ")";
    return lines(body, filter, condition(filter) + beyond,
                 newest_first ? "received_at DESC, n DESC" : "received_at, n", most);
}

Result<std::vector<InboxLine>> Inbox::waiting(std::string_view body, const Filter& filter, Waits waits,
                                              const ClockRange& range, int most)
{
    static constexpr std::array<std::string_view, 4> kStates{"", "received", "reopened", "in_progress"};
    const auto at = [](protocol::Time time) { return std::to_string(seconds(time)); };
    const std::string where = condition(filter) + " AND lane " + (waits == Waits::WrongInfo ? "=" : "<>") +
                              " 'wrong_info' AND clock_at >= " + at(range.from) +
                              " AND (clock_at >= " + at(range.beyond) + " OR (clock_at, n) > (" +
                              at(range.after) + ", " + std::to_string(range.after_n) + "))";
    std::vector<InboxLine> all;
    for (const std::string_view state : kStates) {
        // Each state by itself: its lines lie in this order in the index (registry schema, inbox_due).
        if (waits != Waits::WrongInfo && (state == "in_progress") != (waits == Waits::Result)) continue;
        auto some =
            lines(body, filter, where + " AND state = '" + std::string(state) + "'", "clock_at, n", most);
        if (!some) return some;
        all.insert(all.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
    }
    return all;
}

Result<Inbox::Counts> Inbox::count(std::string_view body, const Cutoffs& late, const Cutoffs& soon,
                                   std::string_view assignee)
{
    return reading(registry_, [&](soci::session& session) -> Result<Counts> {
        const std::string office(body), login(assignee);
        const auto sum = [](const std::string& of) {
            return "COALESCE(SUM(CASE WHEN " + of + " THEN 1 ELSE 0 END), 0)";
        };
        long long unopened = 0, to_do = 0, overdue = 0, near = 0, mine = 0;
        session << "SELECT " + sum("state = ''") + ", COUNT(*), " + sum(before(late)) + ", " +
                       sum("NOT " + before(late) + " AND " + before(soon)) + ", " +
                       sum("assignee = :login AND assignee <> ''") +
                       " FROM inbox WHERE body = :body AND reply = 0 AND " + std::string(kOpen),
            soci::use(login, "login"), soci::use(office, "body"), soci::into(unopened), soci::into(to_do),
            soci::into(overdue), soci::into(near), soci::into(mine);
        return Counts{unopened, to_do, overdue, near, mine};
    });
}

}  // namespace province
