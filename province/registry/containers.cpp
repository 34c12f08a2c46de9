#include "province/registry/containers.h"

#include "protocol/base/encoding.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

using Taken = Containers::Taken;
using Fate = Containers::Fate;

std::optional<Taken> look_up(soci::session& session, const std::string& id)
{
    std::string receipt;
    long long removed = 0;
    session << "SELECT receipt, COALESCE(removed_at, 0) FROM container WHERE id = :id", soci::use(id, "id"),
        soci::into(receipt), soci::into(removed);
    if (!session.got_data()) return std::nullopt;
    return Taken{removed != 0 ? Fate::Removed : Fate::Known, receipt};
}

}  // namespace

Result<Taken> Containers::take(std::string_view id, std::string_view sealed, Time now,
                               const std::function<std::string()>& sign)
{
    const std::string key(id);
    return changing(registry_, [&](soci::session& session) -> Result<Taken> {
        if (auto known = look_up(session, key)) return *known;
        const std::string bytes = protocol::to_base64(sealed);
        const std::string receipt = sign();
        const long long at = seconds(now);
        const auto size = static_cast<long long>(sealed.size());
        // Another process may have stored it since: then this inserts nothing, and its receipt is the one
        // that counts.
        soci::statement insert =
            (session.prepare
                 << "INSERT INTO container (id, seq, received_at, size, sealed, receipt) "
                    "SELECT :id, COALESCE(MAX(seq), 0) + 1, CAST(:at AS BIGINT), CAST(:size AS BIGINT), "
                    ":sealed, :receipt FROM container WHERE 1 = 1 ON CONFLICT (id) DO NOTHING",
             soci::use(key, "id"), soci::use(at, "at"), soci::use(size, "size"), soci::use(bytes, "sealed"),
             soci::use(receipt, "receipt"));
        insert.execute(true);
        if (insert.get_affected_rows() == 1) return Taken{Fate::First, receipt};
        if (auto known = look_up(session, key)) return *known;
        return protocol::fail(Fault::Storage, "a report was neither stored nor there before");
    });
}

Result<std::optional<Taken>> Containers::find(std::string_view id)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<Taken>> {
        return look_up(session, std::string(id));
    });
}

Result<std::int64_t> Containers::count()
{
    return reading(registry_, [&](soci::session& session) -> Result<std::int64_t> {
        // Numbers are given without gaps and never taken back.
        long long newest = 0;
        session << "SELECT COALESCE(MAX(seq), 0) FROM container", soci::into(newest);
        return newest;
    });
}

Result<std::vector<Containers::Sealed>> Containers::after(std::int64_t seq, int most)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Sealed>> {
        const long long from = seq;
        std::vector<Sealed> found;
        long long number = 0;
        long long at = 0;
        std::string id;
        std::string bytes;
        soci::statement select =
            (session.prepare << "SELECT seq, id, received_at, sealed FROM container WHERE seq > :seq AND "
                                "removed_at IS NULL ORDER BY seq LIMIT :most",
             soci::use(from, "seq"), soci::use(most, "most"), soci::into(number), soci::into(id),
             soci::into(at), soci::into(bytes));
        for (bool row = select.execute(true); row; row = select.fetch()) {
            auto sealed = protocol::from_base64(bytes);
            if (!sealed) return protocol::fail(Fault::Storage, "a stored report is damaged: " + id);
            found.push_back({number, id, time_of(at), std::move(*sealed)});
        }
        return found;
    });
}

Result<void> Containers::remove(std::string_view id, std::string_view why, Time now)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(id);
        const std::string reason(why);
        const long long at = seconds(now);
        soci::statement update = (session.prepare << "UPDATE container SET sealed = NULL, "
                                                     "removed_at = :at, removed_why = :why WHERE id = :id",
                                  soci::use(at, "at"), soci::use(reason, "why"), soci::use(key, "id"));
        update.execute(true);
        if (update.get_affected_rows() != 1) return protocol::fail(Fault::NotFound, "no such report");
        return {};
    });
}

}  // namespace province
