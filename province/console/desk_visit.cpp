#include "province/console/desk_visit.h"

#include "province/people/sign_in.h"
#include "province/text/texts.h"

namespace province::console {

using protocol::Date;
using protocol::Result;

Result<std::optional<Desk>> desk_of(const Visit& visit)
{
    const Visitor& who = visit.who();
    const auto keys = session_keys(who.ticket, who.session);
    if (!keys) return tl::unexpected{keys.error()};
    std::optional<protocol::BoxKey> recipient;
    std::optional<protocol::SigningKey> desk;
    std::optional<protocol::BoxKey> person;
    for (const BodyKey& key : *keys) {
        if (key.body != who.body.code) continue;
        if (key.kind == "recipient") {
            auto parsed = protocol::BoxKey::parse(key.text.view());
            if (!parsed) return tl::unexpected{parsed.error()};
            recipient = std::move(*parsed);
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
    if (!recipient || !desk) return std::nullopt;
    return Desk(visit.console.registry, visit.console.terms, who.body.code, std::move(*recipient),
                std::move(*desk), std::move(person));
}

http::Response no_key(const Visit& visit)
{
    return show(visit, "desk_closed", "console.desk.title", Fields().yes("no_office_key", true));
}

http::Response no_own_key(const Visit& visit) { return show(visit, "desk_closed", "console.desk.title", {}); }

void add_due(Fields& row, const Deadline& deadline, Date today)
{
    row.yes("has_due", deadline.term != nullptr);
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
