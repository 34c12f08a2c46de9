#include "province/console/desk_visit.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>

#include "protocol/base/encoding.h"
#include "province/people/sign_in.h"
#include "province/registry/inbox.h"
#include "province/text/texts.h"

namespace province::console {

using protocol::Date;
using protocol::Result;

namespace {

constexpr std::chrono::milliseconds kSorting{600};  // of a page, over reports that just came
constexpr std::string_view kRecipient = "recipient";
constexpr std::uint64_t kNewest = std::numeric_limits<std::uint64_t>::max();

}  // namespace

Result<std::optional<Desk>> desk_of(const Visit& visit)
{
    const Visitor& who = visit.who();
    const auto keys = session_keys(who.ticket, who.session);
    if (!keys) return tl::unexpected{keys.error()};
    std::map<std::uint64_t, protocol::BoxKey> recipients;  // the oldest first
    std::optional<protocol::SigningKey> desk;
    std::optional<protocol::BoxKey> person;
    for (const BodyKey& key : *keys) {
        if (key.body != who.body.code) continue;
        if (key.kind.starts_with(kRecipient)) {
            auto parsed = protocol::BoxKey::parse(key.text.view());
            if (!parsed) return tl::unexpected{parsed.error()};
            // "recipient-1", "recipient-2", …, and "recipient", which followed them all.
            const auto n = protocol::parse_decimal(
                std::string_view{key.kind}.substr(std::min(kRecipient.size() + 1, key.kind.size())));
            recipients.emplace(n.value_or(kNewest), std::move(*parsed));
        } else if (key.kind == "person") {
            auto parsed = protocol::BoxKey::parse(key.text.view());
            if (!parsed) return tl::unexpected{parsed.error()};
            person = std::move(*parsed);
        } else if (key.kind == "desk") {
            auto parsed = protocol::SigningKey::parse(key.text.view());
            if (!parsed) return tl::unexpected{parsed.error()};
            desk = std::move(*parsed);
        }
    }
    if (!recipients.contains(kNewest) || !desk) return std::nullopt;
    std::vector<protocol::BoxKey> all;
    for (auto& [n, key] : recipients) all.push_back(std::move(key));
    Desk found(visit.console.registry, visit.console.terms, who.body.code, OpeningKeys(std::move(all)),
               std::move(*desk), std::move(person));
    const auto reach = Inbox(visit.console.registry).reach(who.body.code);
    if (!reach) return tl::unexpected{reach.error()};
    if (!found.holds_key_in_use(*reach)) return std::nullopt;
    return found;
}

Result<bool> sorted_for(const Visit& visit, Desk& desk)
{
    auto sorted = desk.sort(kSorting);
    if (!sorted || !*sorted) return sorted;
    if (auto noted = Inbox(visit.console.registry).came_by(desk.body(), visit.now); !noted)
        return tl::unexpected{noted.error()};
    return sorted;
}

http::Response no_key(const Visit& visit)
{
    return show(visit, "desk_closed", "console.desk.title", Fields().yes("no_office_key", true));
}

http::Response no_own_key(const Visit& visit) { return show(visit, "desk_closed", "console.desk.title", {}); }

void add_due(Fields& row, const Deadline& deadline, Date today)
{
    row.yes("has_due", deadline.term != nullptr);
    row.text("due_day", deadline.term != nullptr ? short_day(deadline.due.day) : std::string{});
    if (deadline.term == nullptr) return;
    const int left = protocol::days_between(today, deadline.due.day);
    const bool late = left < 0;
    row.yes("due_bad", late).yes("due_warn", !late && left <= 3).yes("due_plain", !late && left > 3);
    const auto n = std::to_string(late ? deadline.working_days_over : left);
    row.text("due", late        ? texts().fill("console.desk.late_by", {{"n", n}})
                    : left == 0 ? text("console.desk.today")
                                : short_day(deadline.due.day));
}

std::string how_counted(const Deadline& deadline)
{
    if (deadline.term == nullptr) return {};
    const protocol::Term& term = *deadline.term;
    const auto n = std::to_string(deadline.first_word ? term.first_days : term.days);
    std::string said =
        texts().fill(deadline.first_word           ? "console.term.first"
                     : term.rule == "denunciation" ? "console.term.handling"
                                                   : "console.term.result",
                     {{"day", short_day(deadline.due.day)},
                      {"n", n},
                      {"kind", texts().get(term.working ? "console.term.working" : "console.term.calendar")},
                      {"from", short_day(deadline.from)}});
    if (!deadline.days_off.empty()) {
        std::string days;
        for (const Date day : deadline.days_off)
            days += (days.empty() ? "" : ", ") + short_day(day).substr(0, 5);
        said += " " + texts().fill("console.term.off", {{"days", days}});
    }
    if (deadline.due.may_move) said += " " + text("console.term.may_move");
    return said + " " +
           (term.act.empty()
                ? texts().fill("console.term.own_rule", {{"row", term.id}})
                : texts().fill("console.term.law",
                               {{"row", term.id}, {"act", term.law.empty() ? term.act : term.law}}));
}

}  // namespace province::console
