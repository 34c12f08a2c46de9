#include "province/console/account_names.h"

#include "province/registry/accounts.h"

namespace province::console {

protocol::Result<AccountNames> AccountNames::of(const Visit& visit)
{
    const auto accounts = Accounts(visit.console.registry).list({});
    if (!accounts) return tl::unexpected{accounts.error()};
    AccountNames names;
    for (const Account& account : *accounts) names.names_.emplace(account.login, account.name);
    return names;
}

std::string AccountNames::operator()(std::string_view login) const
{
    const auto found = names_.find(login);
    return found == names_.end() ? std::string(login) : found->second;
}

}  // namespace province::console
