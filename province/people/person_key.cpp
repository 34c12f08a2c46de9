#include "province/people/person_key.h"

#include <algorithm>
#include <set>

#include "protocol/feedback/container.h"

namespace province {

using protocol::Result;

namespace {

constexpr std::string_view kKind = "person";

}  // namespace

OwnKeys with_own_keys(const Account& account, std::vector<BodyKey> keys)
{
    OwnKeys own{{}, std::move(keys)};
    for (const auto& right : account.rights) {
        if (right.role != Role::Desk && right.role != Role::Approver) continue;
        const bool there = std::ranges::any_of(
            own.all, [&](const BodyKey& key) { return key.kind == kKind && key.body == right.body; });
        if (there) continue;
        const auto fresh = protocol::BoxKey::generate();
        own.fresh.push_back({account.login, right.body, fresh.public_key()});
        own.all.push_back({right.body, std::string(kKind), fresh.text(account.login)});
    }
    return own;
}

Result<std::vector<BodyKey>> give_own_keys(Registry& registry, Passwords& passwords, const Account& account,
                                           std::vector<BodyKey> keys, std::string_view password,
                                           const Act& act)
{
    OwnKeys own = with_own_keys(account, std::move(keys));
    if (own.fresh.empty()) return std::move(own.all);
    const auto wrapped = wrap_keys(passwords, account.login, own.all, password);
    if (!wrapped) return tl::unexpected{wrapped.error()};
    if (auto put = PersonKeys(registry).put(own.fresh, *wrapped, act); !put)
        return tl::unexpected{put.error()};
    return std::move(own.all);
}

}  // namespace province
