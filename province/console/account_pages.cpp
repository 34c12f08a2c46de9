#include "protocol/trust/key_names.h"
#include "province/console/key_holders.h"
#include "province/console/office_names.h"
#include "province/console/pages.h"
#include "province/notices/mail_server.h"
#include "province/people/key_giving.h"
#include "province/registry/notices.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr Roles kWithKeys{Role::Approver, Role::Desk};

/// Colleagues of the office whose right needs its keys, and whether they have them.
protocol::Result<void> add_colleagues(Fields& fields, const Visit& visit)
{
    const Visitor& who = visit.who();
    if (!who.roles.any_of(kWithKeys)) return {};
    const auto accounts = Accounts(visit.console.registry).list(protocol::body_area(who.body.code));
    if (!accounts) return tl::unexpected{accounts.error()};
    const auto holders = KeyHolders::of(visit.console.registry, who.body.code);
    if (!holders) return tl::unexpected{holders.error()};
    std::vector<Fields> rows;
    for (const Account& account : *accounts) {
        using State = KeyHolders::State;
        const auto state = holders->state(account, who.body.code);
        if (state == State::NotNeeded || account.disabled_at || account.login == who.account.login) continue;
        rows.push_back(Fields()
                           .text("login", account.login)
                           .text("name", account.name)
                           .yes("held", state == State::Held)
                           .yes("waiting", state == State::Waiting)
                           .yes("missing", state == State::Missing));
    }
    fields.yes("gives", !rows.empty()).text("office", who.body.name);
    fields.list("colleagues", std::move(rows));
    return {};
}

protocol::Result<Fields> account_fields(const Visit& visit)
{
    const Account& account = visit.who().account;
    const auto address = Notices(visit.console.registry).address_of(account.login);
    if (!address) return tl::unexpected{address.error()};
    const auto offices = OfficeNames::of(visit);
    if (!offices) return tl::unexpected{offices.error()};
    std::vector<Fields> rights;
    for (const auto& right : account.rights)
        rights.push_back(Fields()
                             .text("body", (*offices)(right.body))
                             .text("role", text("console.role." + std::string(role_name(right.role)))));
    Fields fields;
    fields.text("login", account.login).list("rights", std::move(rights));
    fields.yes("has_factor", !account.factor.empty());
    if (auto added = add_colleagues(fields, visit); !added) return tl::unexpected{added.error()};
    fields.yes("mails", visit.console.settings.mails).text("address", *address);
    return fields;
}

/// `form`: the one it is told at, "" or "keys_".
Response again(const Visit& visit, std::string_view key, const std::string& form = {})
{
    auto fields = account_fields(visit);
    if (!fields) return failed(visit, fields.error());
    fields->yes("has_" + form + "problem", true).text(form + "problem", text(key));
    return show_again(visit, "account", "console.account.title", std::move(*fields));
}

}  // namespace

Response account_page(Visit& visit)
{
    auto fields = account_fields(visit);
    if (!fields) return failed(visit, fields.error());
    return show(visit, "account", "console.account.title", std::move(*fields));
}

Response set_notice(Visit& visit)
{
    const std::string& address = visit.form.get("address");
    if (!address.empty() && !is_mail_address(address)) return again(visit, "console.notice.bad_address");
    const auto& login = visit.who().account.login;
    const auto set =
        Notices(visit.console.registry).set_address(login, address, visit.act("notice.set", login));
    if (!set) return failed(visit, set.error());
    return go("/console/account", address.empty() ? "notice_off" : "notice_on");
}

Response change_password(Visit& visit)
{
    Console& console = visit.console;
    const Visitor& who = visit.who();
    const std::string& old_one = visit.form.get("old");
    const std::string& new_one = visit.form.get("password");
    if (new_one != visit.form.get("repeat")) return again(visit, "console.password.differ");
    if (!is_good_password(new_one, who.account.login)) return again(visit, "console.password.weak");
    const auto checked = console.sign_in.again(who.account.login, old_one, visit.origin(), visit.now);
    if (!checked && checked.error().fault == Fault::Busy) return again(visit, "console.login.busy");
    if (!checked) return failed(visit, checked.error());
    if (checked->fate != SignIn::Fate::In) return again(visit, "console.password.old_wrong");

    const auto wrapped = WrappedKeys(console.registry).of(who.account.login);
    if (!wrapped) return failed(visit, wrapped.error());
    const auto keys = unwrap_keys(console.passwords, *wrapped, {}, old_one);
    if (!keys) return failed(visit, keys.error());
    const auto rewrapped = wrap_keys(console.passwords, who.account.login, *keys, new_one);
    if (!rewrapped) return failed(visit, rewrapped.error());
    const auto hash = console.passwords.hash(new_one);
    if (!hash) return failed(visit, hash.error());
    const auto set = Accounts(console.registry)
                         .set_password(who.account.login, *hash, *rewrapped, who.session.id,
                                       visit.act("password.set", who.account.login));
    if (!set) return failed(visit, set.error());
    return go("/console/account", "password");
}

Response give_office_keys(Visit& visit)
{
    constexpr const char* kForm = "keys_";
    Console& console = visit.console;
    const Visitor& who = visit.who();
    const auto to = Accounts(console.registry).find(visit.form.get("login"));
    if (!to) return failed(visit, to.error());
    if (!*to || (*to)->disabled_at || (*to)->login == who.account.login ||
        !(*to)->roles_for(who.body.code).any_of(kWithKeys))
        return again(visit, "console.keys.nobody", kForm);
    const std::string& password = visit.form.get("password");
    const auto checked = console.sign_in.again(who.account.login, password, visit.origin(), visit.now);
    if (!checked && checked.error().fault == Fault::Busy) return again(visit, "console.login.busy", kForm);
    if (!checked) return failed(visit, checked.error());
    if (checked->fate != SignIn::Fate::In) return again(visit, "console.password.old_wrong", kForm);
    const auto wrapped = WrappedKeys(console.registry).of(who.account.login);
    if (!wrapped) return failed(visit, wrapped.error());
    const auto keys = unwrap_keys(console.passwords, *wrapped, {}, password);
    if (!keys) return failed(visit, keys.error());
    const auto given =
        give_keys(console.registry, **to, who.body.code, *keys, visit.act("key.give", (*to)->login));
    if (given) return go("/console/account", "keys_given");
    if (given.error().fault == Fault::NotFound) return again(visit, "console.keys.none_fit", kForm);
    if (given.error().fault == Fault::Refused) return again(visit, "console.keys.not_signed_in", kForm);
    return failed(visit, given.error());
}

}  // namespace province::console
