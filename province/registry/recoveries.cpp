#include "province/registry/recoveries.h"

#include "protocol/base/encoding.h"
#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;

Result<void> Recoveries::put(const Recovery& recovery, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        long long known = 0;
        session << "SELECT COUNT(*) FROM body WHERE code IN (:body, :first, :second)",
            soci::use(recovery.body, "body"), soci::use(recovery.first_body, "first"),
            soci::use(recovery.second_body, "second"), soci::into(known);
        if (known != 3) return protocol::fail(Fault::Refused, "three bodies of the province are needed");
        const std::string sealed = protocol::to_base64(recovery.sealed);
        const long long at = seconds(recovery.made_at);
        session
            << "INSERT INTO recovery (body, first_body, second_body, first_mark, second_mark, sealed, "
               "made_at) VALUES "
               "(:body, :first, :second, :first_mark, :second_mark, :sealed, :at) ON CONFLICT (body) DO "
               "UPDATE SET "
               "first_body = excluded.first_body, second_body = excluded.second_body, first_mark = "
               "excluded.first_mark, second_mark = excluded.second_mark, sealed = excluded.sealed, made_at = "
               "excluded.made_at",
            soci::use(recovery.body, "body"), soci::use(recovery.first_body, "first"),
            soci::use(recovery.second_body, "second"), soci::use(recovery.first_mark, "first_mark"),
            soci::use(recovery.second_mark, "second_mark"), soci::use(sealed, "sealed"), soci::use(at, "at");
        note_act(session, act.doing("recovery.made", recovery.body));
        return {};
    });
}

Result<std::optional<Recovery>> Recoveries::of(std::string_view body)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<Recovery>> {
        Recovery found;
        found.body = body;
        std::string sealed;
        long long at = 0;
        session << "SELECT first_body, second_body, first_mark, second_mark, sealed, made_at FROM recovery "
                   "WHERE body = "
                   ":body",
            soci::use(found.body, "body"), soci::into(found.first_body), soci::into(found.second_body),
            soci::into(found.first_mark), soci::into(found.second_mark), soci::into(sealed), soci::into(at);
        if (!session.got_data()) return std::nullopt;
        auto bytes = protocol::from_base64(sealed);
        if (!bytes) return protocol::fail(Fault::Storage, "a recovery is damaged");
        found.sealed = std::move(*bytes);
        found.made_at = time_of(at);
        return found;
    });
}

}  // namespace province
