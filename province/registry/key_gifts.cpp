#include "province/registry/key_gifts.h"

#include "protocol/base/encoding.h"
#include "province/registry/audit_row.h"
#include "province/registry/pool.h"
#include "province/registry/wrapped_key_row.h"

namespace province {

using protocol::Fault;
using protocol::Result;

Result<void> KeyGifts::put(const KeyGift& gift, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string sealed = protocol::to_base64(gift.sealed);
        const long long at = seconds(gift.given_at);
        session
            << "INSERT INTO key_gift (login, body, given_by, given_at, sealed) VALUES (:login, :body, :by, "
               ":at, :sealed) ON CONFLICT (login, body) DO UPDATE SET given_by = excluded.given_by, given_at "
               "= excluded.given_at, sealed = excluded.sealed",
            soci::use(gift.login, "login"), soci::use(gift.body, "body"), soci::use(gift.given_by, "by"),
            soci::use(at, "at"), soci::use(sealed, "sealed");
        note_act(session, act.doing("key.give", gift.login + " " + gift.body));
        return {};
    });
}

Result<std::vector<KeyGift>> KeyGifts::of(std::string_view login)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<KeyGift>> {
        KeyGift gift;
        gift.login = login;
        long long at = 0;
        std::string sealed;
        auto query =
            (session.prepare << "SELECT body, given_by, given_at, sealed FROM key_gift WHERE login = "
                                ":login ORDER BY body",
             soci::use(gift.login, "login"), soci::into(gift.body), soci::into(gift.given_by), soci::into(at),
             soci::into(sealed));
        return sound_rows(query, [&]() -> Result<KeyGift> {
            const auto bytes = protocol::from_base64(sealed);
            if (!bytes) return protocol::fail(Fault::Storage, "a key on its way is damaged");
            gift.given_at = time_of(at);
            gift.sealed = *bytes;
            return gift;
        });
    });
}

Result<void> KeyGifts::take(std::string_view login, const std::vector<WrappedKey>& wrapped, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login);
        put_wrapped(session, wrapped, act);
        session << "DELETE FROM key_gift WHERE login = :login", soci::use(key, "login");
        note_act(session, act.doing("key.take", key));
        return {};
    });
}

Result<std::vector<HeldKey>> KeyGifts::held(std::string_view body)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<HeldKey>> {
        const std::string office(body), gift(kOnItsWay);
        const std::string where = body.empty() ? "" : " WHERE body = :body";
        HeldKey key;
        auto query = (session.prepare << "SELECT login, body, kind FROM wrapped_key" + where +
                                             " UNION ALL SELECT login, body, :gift FROM key_gift" +
                                             (body.empty() ? "" : " WHERE body = :body2"));
        if (!body.empty()) query, soci::use(office, "body");
        query, soci::use(gift, "gift");
        if (!body.empty()) query, soci::use(office, "body2");
        query, soci::into(key.login), soci::into(key.body), soci::into(key.kind);
        return rows(query, [&] { return key; });
    });
}

}  // namespace province
