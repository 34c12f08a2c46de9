#include "province/registry/draft_files.h"

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Result;

namespace {

template <class Use>
std::vector<DraftFile> select(soci::session& session, const std::string& where, Use&& use)
{
    DraftFile row;
    long long n = 0, k = 0, size = 0, pages = 0;
    auto query =
        (session.prepare << "SELECT n, k, name, media_type, size, sha256, pages, words FROM draft_file " +
                                where);
    use(query);
    query, soci::into(n), soci::into(k), soci::into(row.name), soci::into(row.media_type), soci::into(size),
        soci::into(row.sha256), soci::into(pages), soci::into(row.words);
    return rows(query, [&] {
        row.n = n;
        row.k = k;
        row.size = size;
        row.pages = pages;
        return row;
    });
}

std::string about(std::int64_t n, std::int64_t k) { return std::to_string(n) + " #" + std::to_string(k); }

}  // namespace

Result<std::vector<DraftFile>> DraftFiles::of(std::int64_t n)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<DraftFile>> {
        const long long number = n;
        return select(session, "WHERE n = :n ORDER BY k",
                      [&](auto& query) { query, soci::use(number, "n"); });
    });
}

Result<std::set<std::string>> DraftFiles::all_bytes()
{
    return reading(registry_, [&](soci::session& session) -> Result<std::set<std::string>> {
        std::string sha256;
        auto query = (session.prepare << "SELECT DISTINCT sha256 FROM draft_file");
        query, soci::into(sha256);
        const auto found = rows(query, [&] { return sha256; });
        return std::set<std::string>(found.begin(), found.end());
    });
}

Result<std::optional<DraftFile>> DraftFiles::find(std::int64_t n, std::int64_t k)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<DraftFile>> {
        const long long number = n, file = k;
        auto found = select(session, "WHERE n = :n AND k = :k",
                            [&](auto& query) { query, soci::use(number, "n"), soci::use(file, "k"); });
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<std::int64_t> DraftFiles::add(const DraftFile& fresh, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<std::int64_t> {
        const long long n = fresh.n, size = fresh.size, pages = fresh.pages, at = seconds(act.at);
        long long last = 0;
        session << "SELECT COALESCE(MAX(k), 0) FROM draft_file WHERE n = :n", soci::use(n, "n"),
            soci::into(last);
        const long long k = last + 1;
        session << "INSERT INTO draft_file (n, k, name, media_type, size, sha256, pages, words, added_by, "
                   "added_at) VALUES (:n, :k, :name, :type, :size, :sha256, :pages, :words, :by, :at)",
            soci::use(n, "n"), soci::use(k, "k"), soci::use(fresh.name, "name"),
            soci::use(fresh.media_type, "type"), soci::use(size, "size"), soci::use(fresh.sha256, "sha256"),
            soci::use(pages, "pages"), soci::use(fresh.words, "words"), soci::use(act.login, "by"),
            soci::use(at, "at");
        note_act(session, act.doing("draft.attach", about(n, k)));
        return static_cast<std::int64_t>(k);
    });
}

Result<bool> DraftFiles::remove(std::int64_t n, std::int64_t k, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<bool> {
        const long long number = n, file = k;
        std::string sha256;
        session << "SELECT sha256 FROM draft_file WHERE n = :n AND k = :k", soci::use(number, "n"),
            soci::use(file, "k"), soci::into(sha256);
        if (!session.got_data()) return false;
        session << "DELETE FROM draft_file WHERE n = :n AND k = :k", soci::use(number, "n"),
            soci::use(file, "k");
        long long others = 0;
        session << "SELECT COUNT(*) FROM draft_file WHERE sha256 = :sha256", soci::use(sha256, "sha256"),
            soci::into(others);
        note_act(session, act.doing("draft.detach", about(n, k)));
        return others == 0;
    });
}

}  // namespace province
