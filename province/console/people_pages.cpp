#include "protocol/base/encoding.h"
#include "protocol/trust/key_names.h"
#include "province/console/account_names.h"
#include "province/console/governing.h"
#include "province/console/key_holders.h"
#include "province/console/office_names.h"
#include "province/console/pages.h"
#include "province/people/half_code.h"
#include "province/registry/resets.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr std::size_t kName_bytes = 120;

protocol::Result<Fields> people_fields(const Visit& visit)
{
    const Visitor& who = visit.who();
    const std::string area(protocol::body_area(who.body.code));
    const bool everything = area == visit.console.law.province_code;
    const auto accounts = Accounts(visit.console.registry).list(everything ? "" : area);
    if (!accounts) return tl::unexpected{accounts.error()};
    const auto bodies = Bodies(visit.console.registry).all();
    if (!bodies) return tl::unexpected{bodies.error()};
    const auto resets = Resets(visit.console.registry).open(visit.now);
    if (!resets) return tl::unexpected{resets.error()};

    const auto holders = KeyHolders::of(visit.console.registry, {});
    if (!holders) return tl::unexpected{holders.error()};
    const auto names = OfficeNames::of(visit);
    if (!names) return tl::unexpected{names.error()};
    const auto persons = AccountNames::of(visit);
    if (!persons) return tl::unexpected{persons.error()};

    std::vector<Fields> people, offices, roles, waiting;
    for (const Account& account : *accounts) {
        bool no_keys = false, on_the_way = false;
        for (const auto& right : account.rights) {
            const auto state = holders->state(account, right.body);
            no_keys = no_keys || state == KeyHolders::State::Missing;
            on_the_way = on_the_way || state == KeyHolders::State::Waiting;
        }
        std::vector<Fields> rights;
        for (const auto& right : account.rights)
            rights.push_back(
                Fields()
                    .text("login", account.login)
                    .text("body", right.body)
                    .text("office", (*names)(right.body))
                    .text("role", std::string(role_name(right.role)))
                    .text("role_word", text("console.role." + std::string(role_name(right.role)))));
        people.push_back(Fields()
                             .text("login", account.login)
                             .text("name", account.name)
                             .list("rights", std::move(rights))
                             .yes("disabled", account.disabled_at.has_value())
                             .yes("no_password", account.password.empty())
                             .yes("no_factor", account.factor.empty() && account.needs_second_factor())
                             .yes("no_keys", no_keys)
                             .yes("keys_waiting", !no_keys && on_the_way)
                             .yes("ready", !no_keys && !on_the_way)
                             .yes("other", account.login != who.account.login));
    }
    for (const OfficeBody& body : *bodies)
        if (governs(visit, body.code))
            offices.push_back(Fields()
                                  .text("code", body.code)
                                  .text("name", body.name)
                                  .yes("here", body.code == who.body.code));
    for (int i = 0; i < kRoles; ++i) {
        const auto name = std::string(role_name(static_cast<Role>(i)));
        roles.push_back(Fields().text("role", name).text("word", text("console.role." + name)));
    }
    for (const auto& reset : *resets) {
        const auto mine = governs_account(visit, reset.login);
        if (!mine) return tl::unexpected{mine.error()};
        if (!*mine) continue;
        const bool may = awaits(reset, who.account.login);
        waiting.push_back(Fields()
                              .text("n", std::to_string(reset.n))
                              .text("login", reset.login)
                              .text("name", (*persons)(reset.login))
                              .text("asked_by", reset.asked_by.empty() ? text("console.audit.server")
                                                                       : (*persons)(reset.asked_by))
                              .text("asked_at", day_and_hour(reset.asked_at))
                              .yes("agreed", reset.agreed)
                              .yes("may_agree", may));
    }
    Fields fields;
    fields.list("people", std::move(people))
        .list("offices", std::move(offices))
        .list("roles", std::move(roles));
    fields.yes("has_waiting", !waiting.empty());
    fields.list("waiting", std::move(waiting));
    return fields;
}

/// Half a code to read out, and for whom.
struct Half {
    std::string_view words;  ///< text key
    std::string login, code;
};

Response page_with(const Visit& visit, std::string_view problem, const Half& half = {})
{
    auto fields = people_fields(visit);
    if (!fields) return failed(visit, fields.error());
    if (!problem.empty()) {
        fields->yes("has_problem", true).text("problem", text(problem));
        return show_again(visit, "people", "console.people.title", std::move(*fields));
    }
    if (!half.code.empty()) {
        const auto account = Accounts(visit.console.registry).find(half.login);
        if (!account) return failed(visit, account.error());
        fields->yes("has_half", true).text("half", half.code).text("half_about", text(half.words));
        fields->text("half_for", (*account ? (*account)->name : half.login) + " (" + half.login + ")");
    }
    return show(visit, "people", "console.people.title", std::move(*fields));
}

/// After a change: back to the list, or what was wrong with it.
Response after(const Visit& visit, const protocol::Result<void>& changed, std::string_view done)
{
    if (changed) return go("/console/people", done);
    if (changed.error().fault == Fault::Refused || changed.error().fault == Fault::NotFound)
        return page_with(visit, "console.people.refused");
    return failed(visit, changed.error());
}

}  // namespace

Response people_page(Visit& visit) { return page_with(visit, {}); }

Response add_person(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const std::string& name = visit.form.get("name");
    const std::string& body = visit.form.get("body");
    const auto role = parse_role(visit.form.get("role"));
    if (!governs(visit, body)) return refuse(visit, 403);
    if (!role || !is_login(login) || name.empty() || name.size() > kName_bytes ||
        name.find('\n') != std::string::npos)
        return page_with(visit, "console.people.bad_name");
    const auto added =
        Accounts(visit.console.registry).add(login, name, body, *role, visit.act("account.add", login));
    if (!added && added.error().fault == Fault::Refused) return page_with(visit, "console.people.taken");
    return after(visit, added, "person");
}

Response grant_right(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const std::string& body = visit.form.get("body");
    const auto role = parse_role(visit.form.get("role"));
    const auto mine = governs_account(visit, login);
    if (!mine) return failed(visit, mine.error());
    if (!*mine || !governs(visit, body)) return refuse(visit, 403);
    if (!role) return page_with(visit, "console.people.refused");
    return after(visit,
                 Accounts(visit.console.registry).grant(login, body, *role, visit.act("role.grant", login)),
                 "granted");
}

Response end_right(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const std::string& body = visit.form.get("body");
    const auto role = parse_role(visit.form.get("role"));
    if (!governs(visit, body)) return refuse(visit, 403);
    if (!role || login == visit.who().account.login) return page_with(visit, "console.people.refused");
    return after(visit,
                 Accounts(visit.console.registry).end(login, body, *role, visit.act("role.end", login)),
                 "ended");
}

Response disable_person(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const auto mine = governs_account(visit, login);
    if (!mine) return failed(visit, mine.error());
    if (!*mine) return refuse(visit, 403);
    if (login == visit.who().account.login) return page_with(visit, "console.people.refused");
    return after(visit, Accounts(visit.console.registry).disable(login, visit.act("account.disable", login)),
                 "disabled");
}

Response enable_person(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const auto mine = governs_account(visit, login);
    if (!mine) return failed(visit, mine.error());
    if (!*mine) return refuse(visit, 403);
    return after(visit, Accounts(visit.console.registry).enable(login, visit.act("account.enable", login)),
                 "enabled");
}

Response ask_reset(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const auto mine = governs_account(visit, login);
    if (!mine) return failed(visit, mine.error());
    if (!*mine) return refuse(visit, 403);
    const std::string half = half_code();
    const auto asked = Resets(visit.console.registry).ask(login, half, visit.act("reset.ask", login));
    if (!asked) return after(visit, asked, {});
    return page_with(visit, {}, {"console.people.first_half", login, half});
}

Response agree_reset(Visit& visit)
{
    const auto n = protocol::parse_decimal(visit.form.get("n"));
    const auto open = Resets(visit.console.registry).open(visit.now);
    if (!open) return failed(visit, open.error());
    std::string login;
    for (const auto& reset : *open)
        if (n && reset.n == static_cast<std::int64_t>(*n)) login = reset.login;
    const auto mine = governs_account(visit, login);
    if (!mine) return failed(visit, mine.error());
    if (!*mine) return refuse(visit, 403);
    const std::string half = half_code();
    const auto agreed = Resets(visit.console.registry)
                            .agree(static_cast<std::int64_t>(*n), half, visit.act("reset.agree", login));
    if (!agreed) return after(visit, agreed, {});
    return page_with(visit, {}, {"console.people.second_half", login, half});
}

}  // namespace province::console
