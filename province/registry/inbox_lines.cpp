#include <array>
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

Result<std::vector<InboxLine>> Inbox::list(std::string_view body, const Filter& filter,
                                           std::optional<Place> after, int most)
{
    const bool newest_first = filter.show == Show::Done || filter.show == Show::All;
    const std::string office(body);
    std::string text = "SELECT " + std::string(kLineColumns) + " FROM inbox WHERE body = :own AND reply = 0" +
                       condition(filter);
    const std::array<std::pair<std::string_view, const std::string*>, 4> columns{
        {{"topic", &filter.topic},
         {"place", &filter.place},
         {"assignee", &filter.assignee},
         {"office", &filter.office}}};
    for (const auto& [name, value] : columns)
        if (!value->empty()) text += " AND " + std::string(name) + " = :" + std::string(name);
    // One place of the order after another, never "the next fifty after five thousand".
    if (after) text += std::string(" AND (received_at, n) ") + (newest_first ? "<" : ">") + " (:at, :n)";
    text += newest_first ? " ORDER BY received_at DESC, n DESC" : " ORDER BY received_at, n";
    text += " LIMIT :most";
    const long long at = after ? seconds(after->received_at) : 0;
    const long long n = after ? after->n : 0;
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<InboxLine>> {
        StoredLine stored;
        auto query = (session.prepare << text);
        query, soci::use(office, "own");
        for (const auto& [name, value] : columns)
            if (!value->empty()) query, soci::use(*value, std::string(name));
        if (after) query, soci::use(at, "at"), soci::use(n, "n");
        query, soci::use(most, "most");
        into(query, stored);
        return rows(query, [&] { return stored.value(); });
    });
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
