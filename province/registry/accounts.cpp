#include "province/registry/accounts.h"

#include <algorithm>
#include <array>

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"
#include "province/registry/wrapped_key_row.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::array<std::string_view, kRoles> kNames{"writer",     "approver",   "desk",
                                                      "supervisor", "technician", "administrator"};

/// Which accounts: one, those with a right in an area, or all.
struct Chosen {
    std::string where;  ///< of a column `login`
    std::vector<std::pair<std::string, std::string>> values;

    void bind(soci::details::prepare_temp_type& query) const
    {
        for (const auto& [name, value] : values) query, soci::use(value, name);
    }
};

Chosen named(std::string_view login) { return {" AND login = :login", {{"login", std::string(login)}}}; }

/// "20107." ≤ body < "20107/", as in the audit log.
Chosen of_area(std::string_view area)
{
    if (area.empty()) return {};
    return {
        " AND login IN (SELECT login FROM account_role WHERE until_at IS NULL AND body >= :from AND body < "
        ":to)",
        {{"from", std::string(area) + "."}, {"to", std::string(area) + "/"}}};
}

/// In two questions, however many there are.
std::vector<Account> select(soci::session& session, const Chosen& chosen)
{
    Account account;
    long long step = 0, created = 0, disabled = 0;
    auto query = (session.prepare << "SELECT login, name, password, factor, factor_step, created_at, "
                                     "COALESCE(disabled_at, 0) FROM account WHERE 1 = 1" +
                                         chosen.where + " ORDER BY login");
    chosen.bind(query);
    query, soci::into(account.login), soci::into(account.name), soci::into(account.password),
        soci::into(account.factor), soci::into(step), soci::into(created), soci::into(disabled);
    auto found = rows(query, [&] {
        account.factor_step = step;
        account.created_at = time_of(created);
        account.disabled_at = disabled != 0 ? std::optional<protocol::Time>(time_of(disabled)) : std::nullopt;
        return account;
    });
    std::string login, body, role;
    auto rights = (session.prepare << "SELECT login, body, role FROM account_role WHERE until_at IS NULL" +
                                          chosen.where + " ORDER BY login, body, role");
    chosen.bind(rights);
    rights, soci::into(login), soci::into(body), soci::into(role);
    auto of = found.begin();
    each_row(rights, [&] {
        while (of != found.end() && of->login < login) ++of;
        const auto known = parse_role(role);
        if (of != found.end() && of->login == login && known) of->rights.push_back({body, *known});
    });
    return found;
}

long long affected(soci::details::prepare_temp_type& query)
{
    soci::statement statement(query);
    statement.execute(true);
    return statement.get_affected_rows();
}

void end_sessions(soci::session& session, const std::string& login, const std::string& kept)
{
    session << "DELETE FROM session WHERE login = :login AND id <> :kept", soci::use(login, "login"),
        soci::use(kept, "kept");
}

Result<void> insert_account(soci::session& session, std::string_view login, std::string_view name,
                            const Act& act)
{
    if (!is_login(login) || name.empty()) return protocol::fail(Fault::Refused, "not a login, or no name");
    const std::string key(login), called(name);
    const long long at = seconds(act.at);
    auto query = (session.prepare << "INSERT INTO account (login, name, password, factor, factor_step, "
                                     "created_at) VALUES (:login, :name, '', '', 0, :at) "
                                     "ON CONFLICT (login) DO NOTHING");
    query, soci::use(key, "login"), soci::use(called, "name"), soci::use(at, "at");
    if (affected(query) != 1) return protocol::fail(Fault::Refused, "the login is taken");
    note_act(session, act.doing("account.add", key));
    return {};
}

Result<void> insert_right(soci::session& session, std::string_view login, std::string_view body, Role role,
                          const Act& act)
{
    const auto found = is_login(login) ? select(session, named(login)) : std::vector<Account>{};
    if (found.empty()) return protocol::fail(Fault::NotFound, "no such account");
    if (found.front().roles_for(body).has(role))
        return protocol::fail(Fault::Refused, "the right is there already");
    const std::string key(login), code(body), name(role_name(role));
    long long bodies = 0;
    session << "SELECT COUNT(*) FROM body WHERE code = :code", soci::use(code, "code"), soci::into(bodies);
    if (bodies == 0) return protocol::fail(Fault::NotFound, "no such body");
    const long long at = seconds(act.at);
    session << "INSERT INTO account_role (login, body, role, from_at) VALUES (:login, :body, :role, :at) "
               "ON CONFLICT (login, body, role, from_at) DO UPDATE SET until_at = NULL",
        soci::use(key, "login"), soci::use(code, "body"), soci::use(name, "role"), soci::use(at, "at");
    // Who signed in by a password alone comes in again, with a second factor.
    if (Roles{role}.any_of(kSecondFactorRoles) && found.front().factor.empty())
        end_sessions(session, key, {});
    note_act(session, act.doing("role.grant", key + " " + name + " " + code));
    return {};
}

}  // namespace

std::string_view role_name(Role role) { return kNames[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Role>(found - kNames.begin());
}

Roles Account::roles_for(std::string_view body) const
{
    Roles roles;
    for (const Right& right : rights)
        if (right.body == body) roles.add(right.role);
    return roles;
}

Roles Account::all_roles() const
{
    Roles roles;
    for (const Right& right : rights) roles.add(right.role);
    return roles;
}

std::set<std::string, std::less<>> Account::bodies() const
{
    std::set<std::string, std::less<>> codes;
    for (const Right& right : rights) codes.insert(right.body);
    return codes;
}

bool is_login(std::string_view text)
{
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return text.size() >= 3 && text.size() <= 32 && letter(text.front()) &&
           std::ranges::all_of(
               text, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

Result<void> Accounts::add(std::string_view login, std::string_view name, const Act& act)
{
    return changing(registry_,
                    [&](soci::session& session) { return insert_account(session, login, name, act); });
}

Result<void> Accounts::add(std::string_view login, std::string_view name, std::string_view body, Role role,
                           const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        if (auto added = insert_account(session, login, name, act); !added) return added;
        return insert_right(session, login, body, role, act);
    });
}

Result<std::optional<Account>> Accounts::find(std::string_view login)
{
    if (!is_login(login)) return std::nullopt;
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<Account>> {
        auto found = select(session, named(login));
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<std::vector<Account>> Accounts::list(std::string_view area)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Account>> {
        return select(session, of_area(area));
    });
}

Result<void> Accounts::grant(std::string_view login, std::string_view body, Role role, const Act& act)
{
    return changing(registry_,
                    [&](soci::session& session) { return insert_right(session, login, body, role, act); });
}

Result<void> Accounts::end(std::string_view login, std::string_view body, Role role, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login), code(body), name(role_name(role));
        const long long at = seconds(act.at);
        auto query = (session.prepare << "UPDATE account_role SET until_at = :at WHERE login = :login AND "
                                         "body = :body AND role = :role AND until_at IS NULL");
        query, soci::use(at, "at"), soci::use(key, "login"), soci::use(code, "body"), soci::use(name, "role");
        if (affected(query) != 1) return protocol::fail(Fault::Refused, "no such right");
        // What this right opened must not stay open: keys of the body go with the last right that used them.
        if (role == Role::Approver)
            session << "DELETE FROM wrapped_key WHERE login = :login AND body = :body AND kind = 'publisher'",
                soci::use(key, "login"), soci::use(code, "body");
        if (role == Role::Desk)
            session << "DELETE FROM wrapped_key WHERE login = :login AND body = :body AND kind NOT IN "
                       "('publisher', 'person')",
                soci::use(key, "login"), soci::use(code, "body");
        const auto left = select(session, named(login));
        if (left.empty() || !left.front().roles_for(body).any_of({Role::Approver, Role::Desk}))
            session << "DELETE FROM wrapped_key WHERE login = :login AND body = :body AND kind = 'person'",
                soci::use(key, "login"), soci::use(code, "body");
        session << "DELETE FROM key_gift WHERE login = :login AND body = :body", soci::use(key, "login"),
            soci::use(code, "body");
        end_sessions(session, key, {});
        note_act(session, act.doing("role.end", key + " " + name + " " + code));
        return {};
    });
}

Result<void> Accounts::disable(std::string_view login, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login);
        const long long at = seconds(act.at);
        auto query = (session.prepare << "UPDATE account SET disabled_at = :at WHERE login = :login AND "
                                         "disabled_at IS NULL");
        query, soci::use(at, "at"), soci::use(key, "login");
        if (affected(query) != 1)
            return protocol::fail(Fault::Refused, "no such account, or disabled already");
        session << "DELETE FROM key_gift WHERE login = :login", soci::use(key, "login");
        end_sessions(session, key, {});
        note_act(session, act.doing("account.disable", key));
        return {};
    });
}

Result<void> Accounts::enable(std::string_view login, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login);
        auto query = (session.prepare << "UPDATE account SET disabled_at = NULL WHERE login = :login AND "
                                         "disabled_at IS NOT NULL");
        query, soci::use(key, "login");
        if (affected(query) != 1) return protocol::fail(Fault::Refused, "no such account, or not disabled");
        note_act(session, act.doing("account.enable", key));
        return {};
    });
}

Result<void> Accounts::set_password(std::string_view login, std::string_view hash,
                                    const std::vector<WrappedKey>& keys, std::string_view kept,
                                    const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login), text(hash);
        auto query = (session.prepare << "UPDATE account SET password = :hash WHERE login = :login");
        query, soci::use(text, "hash"), soci::use(key, "login");
        if (affected(query) != 1) return protocol::fail(Fault::NotFound, "no such account");
        end_sessions(session, key, std::string(kept));
        put_wrapped(session, keys, act);
        note_act(session, act.doing("password.set", key));
        return {};
    });
}

Result<void> Accounts::set_factor(std::string_view login, std::string_view sealed, std::int64_t step,
                                  const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login), text(sealed);
        const long long used = step;
        auto query = (session.prepare << "UPDATE account SET factor = :factor, factor_step = :step WHERE "
                                         "login = :login");
        query, soci::use(text, "factor"), soci::use(used, "step"), soci::use(key, "login");
        if (affected(query) != 1) return protocol::fail(Fault::NotFound, "no such account");
        note_act(session, act.doing("factor.set", key));
        return {};
    });
}

Result<void> Accounts::use_step(std::string_view login, std::int64_t step)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login);
        const long long used = step;
        auto query = (session.prepare << "UPDATE account SET factor_step = :step WHERE login = :login AND "
                                         "factor_step < :again");
        query, soci::use(used, "step"), soci::use(key, "login"), soci::use(used, "again");
        if (affected(query) != 1) return protocol::fail(Fault::Refused, "this code was used already");
        return {};
    });
}

}  // namespace province
