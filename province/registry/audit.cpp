#include "province/registry/audit.h"

#include <stdexcept>
#include <utility>

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Hash;
using protocol::Result;

namespace {

struct StoredRow {
    long long n = 0;
    long long at = 0;
    std::string login, body, what, about, hash;

    Audit::Row value() const
    {
        const auto known = protocol::hash_from_hex(hash);
        return {n, {time_of(at), login, body, what, about}, known.value_or(Hash{})};
    }
};

/// "20107." ≤ body < "20107/": codes are plain ASCII and both engines compare bytes.
struct AreaRange {
    explicit AreaRange(std::string_view area) : from(std::string(area) + "."), to(std::string(area) + "/") {}
    std::string from, to;
};

constexpr std::string_view kColumns = "SELECT n, at, login, body, what, about, hash FROM audit ";

void into(soci::details::prepare_temp_type& query, StoredRow& row)
{
    query, soci::into(row.n), soci::into(row.at), soci::into(row.login), soci::into(row.body),
        soci::into(row.what), soci::into(row.about), soci::into(row.hash);
}

}  // namespace

Act Act::doing(std::string_view other, std::string_view thing) const
{
    return {at, login, body, std::string(other), std::string(thing)};
}

Hash audit_hash(const Hash& before, std::int64_t n, const Act& act)
{
    protocol::Sha256 hash;
    hash.update("civic-audit/v1\n").update(protocol::view(before));
    const auto field = [&hash](std::string_view text) {
        hash.update(std::to_string(text.size())).update(":").update(text);
    };
    field(std::to_string(n));
    field(std::to_string(seconds(act.at)));
    for (const auto* text : {&act.login, &act.body, &act.what, &act.about}) field(*text);
    return hash.finish();
}

void note_act(soci::session& session, const Act& act)
{
    long long last = 0;
    std::string before_hex;
    session << "SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1", soci::into(last), soci::into(before_hex);
    Hash before{};
    if (session.got_data()) {
        const auto known = protocol::hash_from_hex(before_hex);
        if (!known) throw std::runtime_error("the audit log's last hash is damaged");
        before = *known;
    } else {
        last = 0;
    }
    const long long n = last + 1;
    const long long at = seconds(act.at);
    const std::string hash = protocol::to_hex(audit_hash(before, n, act));
    session << "INSERT INTO audit (n, at, login, body, what, about, hash) VALUES (:n, :at, :login, :body, "
               ":what, :about, :hash)",
        soci::use(n, "n"), soci::use(at, "at"), soci::use(act.login, "login"), soci::use(act.body, "body"),
        soci::use(act.what, "what"), soci::use(act.about, "about"), soci::use(hash, "hash");
}

Result<void> Audit::note(const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        note_act(session, act);
        return {};
    });
}

Result<std::vector<Audit::Row>> Audit::before(std::int64_t before, std::string_view area, int most,
                                              const Wanted& wanted)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Row>> {
        const AreaRange bodies(area);
        const long long below = before > 0 ? before : 9'000'000'000'000'000'000;
        const long long since = wanted.from ? seconds(protocol::at_local(*wanted.from)) : 0;
        const long long until =
            wanted.to ? seconds(protocol::at_local(protocol::add_days(*wanted.to, 1))) : 0;
        std::string where = "WHERE n < :below";
        if (!area.empty()) where += " AND body >= :from AND body < :to";
        if (!wanted.login.empty()) where += " AND login = :login";
        if (!wanted.what.empty()) where += " AND what = :what";
        if (wanted.from) where += " AND at >= :since";
        if (wanted.to) where += " AND at < :until";
        StoredRow row;
        auto query = (session.prepare << std::string(kColumns) + where + " ORDER BY n DESC LIMIT :most");
        query, soci::use(below, "below");
        if (!area.empty()) query, soci::use(bodies.from, "from"), soci::use(bodies.to, "to");
        if (!wanted.login.empty()) query, soci::use(wanted.login, "login");
        if (!wanted.what.empty()) query, soci::use(wanted.what, "what");
        if (wanted.from) query, soci::use(since, "since");
        if (wanted.to) query, soci::use(until, "until");
        query, soci::use(most, "most");
        into(query, row);
        return rows(query, [&] { return row.value(); });
    });
}

Result<Audit::Check> Audit::verify()
{
    return reading(registry_, [&](soci::session& session) -> Result<Check> {
        Check check;
        StoredRow stored;
        auto query = (session.prepare << std::string(kColumns) + "ORDER BY n");
        into(query, stored);
        soci::statement select(query);
        for (bool got = select.execute(true); got; got = select.fetch()) {
            const Row row = stored.value();
            const Hash expected = audit_hash(check.head, check.rows + 1, row.act);
            if (row.n != check.rows + 1 || row.hash != expected) {
                check.broken_at = check.rows + 1;
                break;
            }
            check.head = row.hash;
            ++check.rows;
        }
        return check;
    });
}

}  // namespace province
