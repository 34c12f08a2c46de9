#include <algorithm>
#include <utility>

#include "protocol/trust/key_names.h"
#include "province/console/pages.h"
#include "province/console/terminal_sheet.h"
#include "province/init/layout.h"
#include "province/kiosk_api/trust_root.h"
#include "province/people/qr_svg.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

bool of_province(const Visit& visit)
{
    return protocol::body_area(visit.who().body.code) == visit.console.law.province_code;
}

/// The commune whose terminals this person looks after; empty: all.
std::string area_of(const Visit& visit)
{
    return of_province(visit) ? std::string{} : std::string(protocol::body_area(visit.who().body.code));
}

/// The terminal of the address, if this person looks after it.
protocol::Result<Terminal> own_terminal(const Visit& visit)
{
    auto found = Terminals(visit.console.registry).find(visit.parameter("device"));
    if (!found) return tl::unexpected{found.error()};
    const auto area = area_of(visit);
    if (!*found || (!area.empty() && (*found)->commune != area))
        return protocol::fail(Fault::NotFound, "no such terminal here");
    return std::move(**found);
}

/// For the address of a file that the browser makes by itself.
std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

Response page_with(const Visit& visit, std::string_view problem, const Terminal* fresh = nullptr)
{
    auto terminals = Terminals(visit.console.registry).list(area_of(visit));
    if (!terminals) return failed(visit, terminals.error());
    std::vector<Fields> waiting, rows, communes;
    std::size_t alarmed = 0;
    const bool mends = mends_terminals(visit);
    // What needs somebody stands first.
    std::ranges::stable_sort(*terminals, {}, [&](const Terminal& terminal) {
        return terminal.state == TerminalState::Revoked || terminal.state == TerminalState::Refused ? 2
               : alarms_of(terminal, visit.now).empty()                                             ? 1
                                                                                                    : 0;
    });
    for (const Terminal& terminal : *terminals) {
        if (mends && terminal.state == TerminalState::Waiting)
            waiting.push_back(terminal_row(terminal, visit.now));
        if (!alarms_of(terminal, visit.now).empty()) ++alarmed;
        rows.push_back(terminal_row(terminal, visit.now));
    }
    Fields fields;
    fields.yes("mends", mends).yes("has_waiting", !waiting.empty());
    fields.list("waiting", std::move(waiting));
    fields.yes("none", rows.empty());
    fields.list("rows", std::move(rows));
    fields.yes("has_alarms", alarmed > 0).text("n_alarms", std::to_string(alarmed));
    for (const Unit& unit : visit.console.law.units)
        communes.push_back(Fields().text("code", unit.code).text("name", unit.kind + " " + unit.name));
    fields.yes("chooses_commune", of_province(visit)).list("communes", std::move(communes));
    if (fresh != nullptr && fresh->code) {
        protocol::EnrolmentLink link{fresh->address, *fresh->code, std::nullopt};
        if (const auto root = trust_root(visit.console.data.tree())) link.root = *root;
        const auto line = link.text();
        fields.yes("has_code", true).text("code", std::string(fresh->code->groups().view()));
        fields.text("code_address", fresh->address).text("code_device", fresh->device);
        fields.text("code_hall", fresh->hall_name).text("code_until", day_and_hour(fresh->code_until));
        fields.text("code_file_data", percent_encoded(line.view()));
        fields.html("code_qr", qr_svg(line.view(), text("console.terminals.qr")));
    }
    if (problem.empty()) return show(visit, "terminals", "console.terminals.title", std::move(fields));
    fields.yes("has_problem", true).text("problem", text(problem));
    return show_again(visit, "terminals", "console.terminals.title", std::move(fields));
}

/// Where terminals reach the province: as configured, else as this browser does.
std::string terminal_address(const Visit& visit)
{
    const Console& console = visit.console;
    if (!console.settings.terminal_address.empty()) return console.settings.terminal_address;
    return (console.settings.plain_http ? "http://" : "https://") + visit.request.header("host");
}

Response terminal_with(const Visit& visit, const Terminal& terminal, std::string_view problem)
{
    Fields fields = terminal_row(terminal, visit.now);
    fields.yes("mends", mends_terminals(visit));
    const auto names = AccountNames::of(visit);
    if (!names) return failed(visit, names.error());
    terminal_facts(fields, terminal, visit.now, *names);
    if (problem.empty()) return show(visit, "terminal", "console.terminals.one", std::move(fields));
    fields.yes("has_problem", true).text("problem", text(problem));
    return show_again(visit, "terminal", "console.terminals.one", std::move(fields));
}

/// After a change of one terminal: its page again, or what was wrong.
Response after(const Visit& visit, const Terminal& terminal, const protocol::Result<void>& changed,
               std::string_view done)
{
    if (changed) return go("/console/terminals/" + terminal.device, done);
    if (changed.error().fault == Fault::Refused)
        return terminal_with(visit, terminal, "console.terminals.refused");
    return failed(visit, changed.error());
}

}  // namespace

bool mends_terminals(const Visit& visit)
{
    return visit.who().roles.any_of({Role::Technician, Role::Administrator});
}

protocol::Result<TerminalsInNeed> terminals_in_need(const Visit& visit)
{
    constexpr std::size_t kNamed = 2;
    const auto terminals = Terminals(visit.console.registry).list(area_of(visit));
    if (!terminals) return tl::unexpected{terminals.error()};
    TerminalsInNeed need;
    std::vector<std::string> told;
    for (const Terminal& terminal : *terminals) {
        const auto alarms = alarms_of(terminal, visit.now);
        const bool waits = terminal.state == TerminalState::Waiting;
        if (!waits && alarms.empty()) continue;
        ++need.count;
        if (told.size() >= kNamed) continue;
        const auto why = waits ? text("console.terminals.state.waiting")
                               : text("terminal.alarm." + std::string(alarm_name(alarms.front())));
        told.push_back(terminal.hall_name + ": " + why);
    }
    for (const auto& one : told) need.halls += (need.halls.empty() ? "" : " · ") + one;
    if (std::cmp_greater(need.count, told.size())) need.halls += " …";
    return need;
}

Response terminals_page(Visit& visit) { return page_with(visit, {}); }

Response add_terminal(Visit& visit)
{
    const auto& units = visit.console.law.units;
    std::string commune = area_of(visit);
    if (commune.empty()) commune = visit.form.get("commune");
    if (std::ranges::find(units, commune, &Unit::code) == units.end()) return refuse(visit, 403);
    const std::string& hall = visit.form.get("hall");
    const auto made = Terminals(visit.console.registry)
                          .add({visit.console.law.province_code, commune, hall, terminal_address(visit)},
                               protocol::EnrolmentCode::generate(), visit.act("terminal.add", commune));
    if (!made && made.error().fault == Fault::Refused) return page_with(visit, "console.terminals.bad_hall");
    if (!made) return failed(visit, made.error());
    return page_with(visit, {}, &*made);
}

Response terminal_page(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    return terminal_with(visit, *terminal, {});
}

Response confirm_terminal(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    const auto done = Terminals(visit.console.registry)
                          .confirm(terminal->device, visit.form.get("digits"),
                                   visit.act("terminal.confirm", terminal->device));
    return after(visit, *terminal, done, "terminal_live");
}

Response refuse_terminal(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    const auto done = Terminals(visit.console.registry)
                          .refuse(terminal->device, visit.act("terminal.refuse", terminal->device));
    return after(visit, *terminal, done, "terminal_refused");
}

Response revoke_terminal(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    const auto done = Terminals(visit.console.registry)
                          .revoke(terminal->device, visit.act("terminal.revoke", terminal->device));
    return after(visit, *terminal, done, "terminal_revoked");
}

Response close_terminal(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    const auto from = protocol::parse_date(visit.form.get("from"));
    const auto to = protocol::parse_date(visit.form.get("to"));
    if (!from || !to || protocol::days_between(*from, *to) < 0)
        return terminal_with(visit, *terminal, "console.terminals.bad_days");
    const auto done = Terminals(visit.console.registry)
                          .close(terminal->device, protocol::at_local(*from),
                                 protocol::at_local(protocol::add_days(*to, 1)),
                                 visit.act("terminal.close", terminal->device));
    return after(visit, *terminal, done, "terminal_closed");
}

Response settle_missing_reports(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    const auto done = Terminals(visit.console.registry)
                          .settle_missing(terminal->device, visit.act("terminal.missing", terminal->device));
    return after(visit, *terminal, done, "terminal_missing");
}

Response open_terminal(Visit& visit)
{
    const auto terminal = own_terminal(visit);
    if (!terminal) return failed(visit, terminal.error());
    const auto done = Terminals(visit.console.registry)
                          .close(terminal->device, std::nullopt, std::nullopt,
                                 visit.act("terminal.open", terminal->device));
    return after(visit, *terminal, done, "terminal_open");
}

}  // namespace province::console
