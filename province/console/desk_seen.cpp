#include "province/console/desk_seen.h"

#include <algorithm>
#include <set>

#include "protocol/trust/key_names.h"
#include "province/registry/inbox.h"
#include "province/text/texts.h"

namespace province::console {

using protocol::Result;
using protocol::Time;

namespace {

constexpr int kWorkingDays = 2;
constexpr std::string_view kCommittee = ".ubnd";

/// Bodies of the area with somebody at a desk.
Result<std::set<std::string>> with_desk_people(const Visit& visit, std::string_view area)
{
    const auto accounts = Accounts(visit.console.registry).list(area);
    if (!accounts) return tl::unexpected{accounts.error()};
    std::set<std::string> bodies;
    for (const Account& account : *accounts)
        for (const auto& right : account.rights)
            if (right.role == Role::Desk && !account.disabled_at) bodies.insert(right.body);
    return bodies;
}

}  // namespace

std::string seen_words(std::optional<Time> at)
{
    return at ? day_and_hour(*at) : text("console.desk.never_seen");
}

bool seen_late(const Visit& visit, std::optional<Time> at)
{
    if (!at) return true;
    const auto& calendar = visit.console.terms.calendar();
    return calendar.after_working_days(protocol::local_date(*at), kWorkingDays).day <
           protocol::local_date(visit.now);
}

Result<std::vector<DeskSeen>> desks_seen(const Visit& visit, std::string_view area)
{
    const auto bodies = with_desk_people(visit, area);
    if (!bodies) return tl::unexpected{bodies.error()};
    const auto seen = Inbox(visit.console.registry).last_seen();
    if (!seen) return tl::unexpected{seen.error()};
    std::vector<DeskSeen> found;
    for (const Unit& unit : visit.console.law.units) {
        const std::string body = unit.code + std::string(kCommittee);
        if (!bodies->contains(body) || (!area.empty() && unit.code != area)) continue;
        const auto at = seen->find(body);
        found.push_back({body, unit.kind + " " + unit.name,
                         at == seen->end() ? std::nullopt : std::optional<Time>{at->second}});
    }
    return found;
}

Result<void> add_desk_seen(Fields& fields, const Visit& visit)
{
    const auto& body = visit.who().body.code;
    const auto bodies = with_desk_people(visit, protocol::body_area(body));
    if (!bodies) return tl::unexpected{bodies.error()};
    if (!bodies->contains(body)) return {};
    const auto reach = Inbox(visit.console.registry).reach(body);
    if (!reach) return tl::unexpected{reach.error()};
    fields.yes("has_desk_seen", true).yes("desk_seen_late", seen_late(visit, reach->at));
    fields.text("desk_seen", texts().fill("console.desk.last_seen", {{"when", seen_words(reach->at)}}));
    return {};
}

}  // namespace province::console
