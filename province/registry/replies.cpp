#include "province/registry/replies.h"

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "province/registry/audit_row.h"
#include "province/registry/engine.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::ListedReply;
using protocol::Result;

Result<std::vector<ListedReply>> Replies::list(std::string_view commune)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<ListedReply>> {
        const std::string key(commune);
        std::string lookup;
        std::string hash;
        long long k = 0;
        long long size = 0;
        auto query =
            (session.prepare
                 << "SELECT lookup, k, size, sha256 FROM reply WHERE commune = :commune AND sealed <> "
                    "'' ORDER BY lookup, k",
             soci::use(key, "commune"), soci::into(lookup), soci::into(k), soci::into(size),
             soci::into(hash));
        return sound_rows(query, [&]() -> Result<ListedReply> {
            const auto digest = protocol::hash_from_hex(hash);
            if (!digest) return protocol::fail(Fault::Storage, "a stored answer's hash is damaged");
            return ListedReply{lookup, static_cast<int>(k), size, *digest};
        });
    });
}

Result<std::optional<std::string>> Replies::sealed(std::string_view commune, std::string_view lookup, int k)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<std::string>> {
        const std::string place(commune);
        const std::string name(lookup);
        std::string bytes;
        session << "SELECT sealed FROM reply WHERE commune = :commune AND lookup = :lookup AND k = :k",
            soci::use(place, "commune"), soci::use(name, "lookup"), soci::use(k, "k"), soci::into(bytes);
        if (!session.got_data() || bytes.empty()) return std::nullopt;
        auto sealed = protocol::from_base64(bytes);
        if (!sealed) return protocol::fail(Fault::Storage, "a stored answer is damaged");
        return sealed;
    });
}

Result<int> Replies::next(std::string_view commune, std::string_view lookup)
{
    return reading(registry_, [&](soci::session& session) -> Result<int> {
        const std::string place(commune);
        const std::string name(lookup);
        long long newest = 0;
        session << "SELECT COALESCE(MAX(k), 0) FROM reply WHERE commune = :commune AND lookup = :lookup",
            soci::use(place, "commune"), soci::use(name, "lookup"), soci::into(newest);
        return static_cast<int>(newest + 1);
    });
}

Result<int> Replies::forget(protocol::Time before, const Act& act)
{
    const auto gone = changing(registry_, [&](soci::session& session) -> Result<int> {
        const long long at = seconds(before);
        soci::statement update =
            (session.prepare << "UPDATE reply SET sealed = '', size = 0, sha256 = '' WHERE "
                                "filed_at < :at AND sealed <> ''",
             soci::use(at, "at"));
        update.execute(true);
        const auto n = static_cast<int>(update.get_affected_rows());
        if (n > 0) note_act(session, act.doing("reply.forget", std::to_string(n)));
        return n;
    });
    if (gone && *gone > 0) forget_erased(registry_);
    return gone;
}

}  // namespace province
