#include "province/console/people_names.h"

#include "protocol/trust/key_names.h"

namespace province::console {

protocol::Result<PeopleNames> PeopleNames::of(const Visit& visit)
{
    const auto& body = visit.who().body.code;
    const auto accounts = Accounts(visit.console.registry).list(protocol::body_area(body));
    if (!accounts) return tl::unexpected{accounts.error()};
    PeopleNames names;
    for (const Account& account : *accounts)
        if (!account.disabled_at && account.roles_for(body).has(Role::Desk))
            names.names_.emplace(account.login, account.name);
    return names;
}

std::string PeopleNames::name(std::string_view login) const
{
    const auto found = names_.find(login);
    return found == names_.end() ? std::string(login) : found->second;
}

std::vector<Fields> PeopleNames::options(std::string_view chosen) const
{
    std::vector<Fields> options;
    for (const auto& [login, name] : names_)
        options.push_back(Fields().text("value", login).text("word", name).yes("chosen", login == chosen));
    return options;
}

}  // namespace province::console
