#include "province/registry/person_keys.h"

#include "protocol/base/encoding.h"
#include "protocol/feedback/container.h"
#include "province/registry/audit_row.h"
#include "province/registry/pool.h"
#include "province/registry/wrapped_key_row.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

Result<protocol::BoxPublicKey> key_of(const std::string& text)
{
    const auto bytes = protocol::from_base64(text);
    if (!bytes) return protocol::fail(Fault::Storage, "a person's key is damaged");
    return protocol::box_public_key(*bytes);
}

}  // namespace

Result<void> PersonKeys::put(const std::vector<PersonKey>& keys, const std::vector<WrappedKey>& wrapped,
                             const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const long long at = seconds(act.at);
        for (const PersonKey& one : keys) {
            const std::string text = protocol::to_base64(std::string(one.key.begin(), one.key.end()));
            session << "INSERT INTO person_key (login, body, public_key, made_at) VALUES (:login, :body, "
                       ":key, :at) "
                       "ON CONFLICT (login, body) DO UPDATE SET public_key = excluded.public_key, made_at = "
                       "excluded.made_at",
                soci::use(one.login, "login"), soci::use(one.body, "body"), soci::use(text, "key"),
                soci::use(at, "at");
            note_act(session, act.doing("key.person", one.login + " " + one.body));
        }
        put_wrapped(session, wrapped, act);
        return {};
    });
}

Result<std::vector<PersonKey>> PersonKeys::of_body(std::string_view body)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<PersonKey>> {
        const std::string office(body);
        std::string login, text;
        auto query =
            (session.prepare << "SELECT login, public_key FROM person_key WHERE body = :body ORDER BY login",
             soci::use(office, "body"), soci::into(login), soci::into(text));
        return sound_rows(query, [&]() -> Result<PersonKey> {
            const auto key = key_of(text);
            if (!key) return tl::unexpected{key.error()};
            return PersonKey{login, office, *key};
        });
    });
}

Result<std::optional<PersonKey>> PersonKeys::find(std::string_view login, std::string_view body)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<PersonKey>> {
        const std::string name(login), office(body);
        std::string text;
        session << "SELECT public_key FROM person_key WHERE login = :login AND body = :body",
            soci::use(name, "login"), soci::use(office, "body"), soci::into(text);
        if (!session.got_data()) return std::nullopt;
        const auto key = key_of(text);
        if (!key) return tl::unexpected{key.error()};
        return PersonKey{name, office, *key};
    });
}

}  // namespace province
