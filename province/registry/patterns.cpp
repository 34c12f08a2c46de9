#include "province/registry/patterns.h"

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

template <class Use>
std::vector<StoredPattern> select(soci::session& session, const std::string& where, Use&& use)
{
    StoredPattern row;
    long long n = 0;
    auto query =
        (session.prepare << "SELECT n, kind, name, source FROM pattern WHERE source <> '' AND " + where);
    use(query);
    query, soci::into(n), soci::into(row.kind), soci::into(row.name), soci::into(row.source);
    return rows(query, [&] {
        row.n = n;
        return row;
    });
}

}  // namespace

Result<std::int64_t> Patterns::add(const StoredPattern& fresh, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<std::int64_t> {
        long long last = 0;
        session << "SELECT COALESCE(MAX(n), 0) FROM pattern WHERE body = :body", soci::use(act.body, "body"),
            soci::into(last);
        const long long n = last + 1, at = seconds(act.at);
        const long long draft = fresh.draft;
        session
            << "INSERT INTO pattern (body, n, kind, name, source, draft, made_by, made_at) VALUES (:body, "
               ":n, :kind, :name, :source, :draft, :by, :at)",
            soci::use(act.body, "body"), soci::use(n, "n"), soci::use(fresh.kind, "kind"),
            soci::use(fresh.name, "name"), soci::use(fresh.source, "source"), soci::use(draft, "draft"),
            soci::use(act.login, "by"), soci::use(at, "at");
        note_act(session, act.doing("pattern.add", std::to_string(n)));
        return static_cast<std::int64_t>(n);
    });
}

Result<std::vector<StoredPattern>> Patterns::of(std::string_view body)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<StoredPattern>> {
        const std::string code(body);
        return select(session, "body = :body ORDER BY name, n",
                      [&](auto& query) { query, soci::use(code, "body"); });
    });
}

Result<std::optional<StoredPattern>> Patterns::find(std::string_view body, std::int64_t n)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<StoredPattern>> {
        const std::string code(body);
        const long long number = n;
        auto found = select(session, "body = :body AND n = :n",
                            [&](auto& query) { query, soci::use(code, "body"), soci::use(number, "n"); });
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<void> Patterns::remove(std::int64_t n, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const long long number = n;
        long long there = 0;
        session << "SELECT COUNT(*) FROM pattern WHERE body = :body AND n = :n AND source <> ''",
            soci::use(act.body, "body"), soci::use(number, "n"), soci::into(there);
        if (there == 0) return protocol::fail(Fault::NotFound, "no such pattern");
        session << "UPDATE pattern SET source = '' WHERE body = :body AND n = :n",
            soci::use(act.body, "body"), soci::use(number, "n");
        note_act(session, act.doing("pattern.remove", std::to_string(n)));
        return {};
    });
}

}  // namespace province
