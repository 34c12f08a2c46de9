#include "province/console/apart.h"

#include "province/console/desk_visit.h"
#include "province/console/pages.h"
#include "province/console/report_sheet.h"
#include "province/feedback/sealed_reading.h"
#include "province/feedback/terms.h"
#include "province/people/sign_in.h"

namespace province::console {

using http::Response;
using protocol::Fault;
using protocol::Result;

namespace {

/// A desk works on the case at its line; who only heads the office reads it here.
Result<std::string> address_of(const Visit& visit, const Case& of)
{
    if (!visit.who().roles.has(Role::Desk)) return "/console/apart/" + of.number();
    const auto line = Inbox(visit.console.registry).by_item(of.body, of.report);
    if (!line) return tl::unexpected{line.error()};
    return *line ? "/console/desk/" + std::to_string((*line)->line.n) : "/console/desk";
}

Result<std::optional<protocol::BoxKey>> own_key(const Visit& visit)
{
    const Visitor& who = visit.who();
    const auto keys = session_keys(who.ticket, who.session);
    if (!keys) return tl::unexpected{keys.error()};
    for (const BodyKey& key : *keys) {
        if (key.body != who.body.code || key.kind != "person") continue;
        auto parsed = protocol::BoxKey::parse(key.text.view());
        if (!parsed) return tl::unexpected{parsed.error()};
        return std::move(*parsed);
    }
    return std::nullopt;
}

}  // namespace

Result<ApartList> apart_for(const Visit& visit)
{
    auto& registry = visit.console.registry;
    const auto cases = SealedCases(registry).known_by(visit.who().body.code, visit.who().account.login);
    if (!cases) return tl::unexpected{cases.error()};
    const auto today = protocol::local_date(visit.now);
    ApartList list;
    for (const Case& one : *cases) {
        const auto events = Cases(registry).events(one);
        if (!events) return tl::unexpected{events.error()};
        const auto address = address_of(visit, one);
        if (!address) return tl::unexpected{address.error()};
        Fields row;
        row.text("number", one.number()).text("address", *address);
        row.text("received", short_day(protocol::local_date(one.received_at)));
        const Deadline due = denunciation_due(visit.console.terms, *events, one.clock_at, today);
        add_due(row, due, today);
        list.late += due.working_days_over > 0 ? 1 : 0;
        list.rows.push_back(std::move(row));
    }
    return list;
}

Response sealed_case_page(Visit& visit)
{
    const auto number = parse_case_number(visit.parameter("number"));
    if (!number) return refuse(visit, 404);
    auto& registry = visit.console.registry;
    const auto found = Cases(registry).by_number(visit.who().body.code, number->first, number->second);
    if (!found) return failed(visit, found.error());
    if (!*found) return refuse(visit, 404);
    const auto known = SealedCases(registry).known_to(**found, visit.who().account.login);
    if (!known) return failed(visit, known.error());
    if (!*known || (*found)->state != kSealedAway) return refuse(visit, 404);
    const auto key = own_key(visit);
    if (!key) return failed(visit, key.error());
    if (!*key) return no_own_key(visit);
    const auto report = read_sealed(registry, **found, **key, visit.act({}, {}));
    if (!report && report.error().fault == Fault::Refused) return no_own_key(visit);
    if (!report) return failed(visit, report.error());
    return sealed_sheet(visit, *report);
}

}  // namespace province::console
