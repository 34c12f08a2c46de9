#include "province/registry/replies.h"

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
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
                 << "SELECT lookup, k, size, sha256 FROM reply WHERE commune = :commune ORDER BY lookup, k",
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
        if (!session.got_data()) return std::nullopt;
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

}  // namespace province
