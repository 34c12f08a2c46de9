#include "province/people/key_giving.h"

#include <algorithm>

#include "protocol/base/log.h"
#include "protocol/feedback/container.h"
#include "province/registry/key_gifts.h"
#include "province/registry/person_keys.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::string_view kPublisher = "publisher", kPerson = "person";

bool works_with(Roles roles, std::string_view kind)
{
    if (kind == kPerson) return false;
    return roles.has(kind == kPublisher ? Role::Approver : Role::Desk);
}

void add(std::vector<BodyKey>& keys, BodyKey key)
{
    std::erase_if(keys, [&](const BodyKey& old) { return old.body == key.body && old.kind == key.kind; });
    keys.push_back(std::move(key));
}

/// Opens one with the person's own key of that body; only what the roles of today work with.
void open_gift(const KeyGift& gift, const Account& account, std::vector<BodyKey>& keys)
{
    const auto own = std::ranges::find_if(
        keys, [&](const BodyKey& key) { return key.body == gift.body && key.kind == kPerson; });
    if (own == keys.end()) return;
    const auto key = protocol::BoxKey::parse(own->text.view());
    if (!key) return;
    const auto text = protocol::open_container(gift.sealed, *key);
    auto given = text ? split_keys(text->view()) : tl::unexpected{text.error()};
    if (!given) {
        protocol::log::warning("console", "a key on its way does not open: ", given.error().detail);
        return;
    }
    for (BodyKey& one : *given)
        if (one.body == gift.body && works_with(account.roles_for(gift.body), one.kind))
            add(keys, std::move(one));
}

}  // namespace

Result<void> give_keys(Registry& registry, const Account& to, std::string_view body,
                       const std::vector<BodyKey>& keys, const Act& act)
{
    std::vector<BodyKey> given;
    for (const BodyKey& key : keys)
        if (key.body == body && works_with(to.roles_for(body), key.kind))
            given.push_back({key.body, key.kind, protocol::SecretString(key.text.view())});
    if (given.empty()) return protocol::fail(Fault::NotFound, "no key for these roles");
    const auto own = PersonKeys(registry).find(to.login, body);
    if (!own) return tl::unexpected{own.error()};
    if (!*own) return protocol::fail(Fault::Refused, "no own key yet");
    auto sealed = protocol::seal_container(join_keys(given).view(), std::vector{(*own)->key});
    if (!sealed) return tl::unexpected{sealed.error()};
    return KeyGifts(registry).put({to.login, std::string(body), act.login, act.at, std::move(*sealed)}, act);
}

Result<std::vector<BodyKey>> take_keys(Registry& registry, Passwords& passwords, const Account& account,
                                       std::vector<BodyKey> keys, std::string_view password, const Act& act)
{
    KeyGifts gifts(registry);
    const auto waiting = gifts.of(account.login);
    if (!waiting) return tl::unexpected{waiting.error()};
    if (waiting->empty()) return keys;
    for (const KeyGift& gift : *waiting) open_gift(gift, account, keys);
    const auto wrapped = wrap_keys(passwords, account.login, keys, password);
    if (!wrapped) return tl::unexpected{wrapped.error()};
    if (auto taken = gifts.take(account.login, *wrapped, act); !taken) return tl::unexpected{taken.error()};
    return keys;
}

}  // namespace province
