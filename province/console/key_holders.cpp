#include "province/console/key_holders.h"

#include <algorithm>

namespace province::console {

protocol::Result<KeyHolders> KeyHolders::of(Registry& registry, std::string_view body)
{
    auto held = KeyGifts(registry).held(body);
    if (!held) return tl::unexpected{held.error()};
    KeyHolders holders;
    holders.held_ = std::move(*held);
    return holders;
}

bool KeyHolders::holds(std::string_view login, std::string_view body, std::string_view kind) const
{
    return std::ranges::any_of(held_, [&](const HeldKey& key) {
        return key.login == login && key.body == body && key.kind == kind;
    });
}

KeyHolders::State KeyHolders::state(const Account& account, std::string_view body) const
{
    const Roles roles = account.roles_for(body);
    if (!roles.any_of({Role::Approver, Role::Desk})) return State::NotNeeded;
    const bool signs = !roles.has(Role::Approver) || holds(account.login, body, "publisher");
    const bool opens = !roles.has(Role::Desk) || holds(account.login, body, "desk");
    if (signs && opens) return State::Held;
    return holds(account.login, body, kOnItsWay) ? State::Waiting : State::Missing;
}

}  // namespace province::console
