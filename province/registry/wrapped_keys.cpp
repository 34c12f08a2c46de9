#include "province/registry/wrapped_keys.h"

#include "protocol/base/encoding.h"
#include "province/registry/audit_row.h"
#include "province/registry/pool.h"
#include "province/registry/wrapped_key_row.h"

namespace province {

using protocol::Fault;
using protocol::Result;

void put_wrapped(soci::session& session, const std::vector<WrappedKey>& keys, const Act& act)
{
    const long long at = seconds(act.at);
    for (const WrappedKey& key : keys) {
        const std::string salt = protocol::to_base64(key.salt);
        const std::string sealed = protocol::to_base64(key.sealed);
        session << "INSERT INTO wrapped_key (login, body, kind, salt, sealed, wrapped_at) VALUES "
                   "(:login, :body, :kind, :salt, :sealed, :at) ON CONFLICT (login, body, kind) DO UPDATE "
                   "SET salt = excluded.salt, sealed = excluded.sealed, wrapped_at = excluded.wrapped_at",
            soci::use(key.login, "login"), soci::use(key.body, "body"), soci::use(key.kind, "kind"),
            soci::use(salt, "salt"), soci::use(sealed, "sealed"), soci::use(at, "at");
        note_act(session, act.doing("key.wrap", key.login + " " + key.kind + " " + key.body));
    }
}

Result<void> WrappedKeys::put(const std::vector<WrappedKey>& keys, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        put_wrapped(session, keys, act);
        return {};
    });
}

Result<std::vector<WrappedKey>> WrappedKeys::of(std::string_view login)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<WrappedKey>> {
        const std::string name(login);
        WrappedKey key;
        std::string salt, sealed;
        auto query = (session.prepare
                          << "SELECT login, body, kind, salt, sealed FROM wrapped_key WHERE login = :login "
                             "ORDER BY body, kind",
                      soci::use(name, "login"), soci::into(key.login), soci::into(key.body),
                      soci::into(key.kind), soci::into(salt), soci::into(sealed));
        return sound_rows(query, [&]() -> Result<WrappedKey> {
            const auto salt_bytes = protocol::from_base64(salt);
            const auto sealed_bytes = protocol::from_base64(sealed);
            if (!salt_bytes || !sealed_bytes)
                return protocol::fail(Fault::Storage, "a wrapped key is damaged");
            key.salt = *salt_bytes;
            key.sealed = *sealed_bytes;
            return key;
        });
    });
}

}  // namespace province
