#include "province/registry/draft_rows.h"

#include <array>
#include <utility>

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

namespace {

constexpr std::array<std::string_view, 5> kStates{"writing", "waiting", "signing", "published", "dropped"};

/// A row as SOCI fills it.
struct Row {
    StoredDraft found;
    long long n = 0, version = 0, changed = 0, sent = 0, approved = 0, based_on = 0;
    std::string state;

    StoredDraft value() const
    {
        StoredDraft out = found;
        out.n = n;
        out.version = version;
        out.based_on = based_on;
        out.changed_at = time_of(changed);
        if (sent != 0) out.sent_at = time_of(sent);
        if (approved != 0) out.approved_at = time_of(approved);
        for (std::size_t i = 0; i < kStates.size(); ++i)
            if (kStates[i] == state) out.state = static_cast<DraftState>(i);
        return out;
    }
};

}  // namespace

std::string name_of(DraftState state) { return std::string(kStates[static_cast<std::size_t>(state)]); }

std::vector<StoredDraft> drafts_where(soci::session& session, std::string_view source,
                                      const std::string& where, const Bind& bind)
{
    Row row;
    StoredDraft& d = row.found;
    auto query =
        (session.prepare << "SELECT n, body, kind, title, " + std::string(source) +
                                ", state, version, writer, changed_at, COALESCE(sent_by, ''), "
                                "COALESCE(sent_at, 0), COALESCE(returned_why, ''), COALESCE(approved_by, "
                                "''), COALESCE(approved_at, 0), COALESCE(gate_reason, ''), "
                                "COALESCE(record, ''), based_on FROM draft " +
                                where);
    bind(query);
    query, soci::into(row.n), soci::into(d.body), soci::into(d.kind), soci::into(d.title),
        soci::into(d.source), soci::into(row.state), soci::into(row.version), soci::into(d.writer),
        soci::into(row.changed), soci::into(d.sent_by), soci::into(row.sent), soci::into(d.returned_why),
        soci::into(d.approved_by), soci::into(row.approved), soci::into(d.gate_reason), soci::into(d.record),
        soci::into(row.based_on);
    return rows(query, [&] { return row.value(); });
}

std::optional<StoredDraft> one_draft(soci::session& session, std::int64_t n)
{
    const long long number = n;
    auto found = drafts_where(session, "source", "WHERE n = :n",
                              [&](Prepared& query) { query, soci::use(number, "n"); });
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<StoredDraft> newest_of(soci::session& session, const std::string& record)
{
    auto found =
        drafts_where(session, "source",
                     "WHERE record = :record AND state = 'published' AND kind <> 'withdrawal' ORDER BY "
                     "approved_at DESC, n DESC LIMIT 1",
                     [&](Prepared& query) { query, soci::use(record, "record"); });
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

bool outdated(soci::session& session, const StoredDraft& draft)
{
    if (draft.based_on == 0 || draft.state == DraftState::Signing) return false;
    long long signing = 0;
    session << "SELECT COUNT(*) FROM draft WHERE record = :record AND state = 'signing'",
        soci::use(draft.record, "record"), soci::into(signing);
    const auto newest = newest_of(session, draft.record);
    return signing > 0 || !newest || newest->n != draft.based_on;
}

bool had_hand(soci::session& session, std::int64_t n, const std::string& login)
{
    const long long number = n;
    long long hands = 0;
    session << "SELECT COUNT(*) FROM draft_hand WHERE n = :n AND login = :login", soci::use(number, "n"),
        soci::use(login, "login"), soci::into(hands);
    return hands > 0;
}

void note_hand(soci::session& session, std::int64_t n, const std::string& login)
{
    const long long number = n;
    session << "INSERT INTO draft_hand (n, login) VALUES (:n, :login) ON CONFLICT (n, login) DO NOTHING",
        soci::use(number, "n"), soci::use(login, "login");
}

void write_record(soci::session& session, std::int64_t n, std::string_view record)
{
    const std::string id(record);
    const long long number = n;
    session << "UPDATE draft SET record = :record WHERE n = :n", soci::use(id, "record"),
        soci::use(number, "n");
}

std::vector<std::string> drop_files(soci::session& session, const std::string& which, const Bind& bind)
{
    std::string sha256;
    auto query = (session.prepare << "SELECT DISTINCT sha256 FROM draft_file WHERE n IN " + which);
    bind(query);
    query, soci::into(sha256);
    auto hashes = rows(query, [&] { return sha256; });
    auto gone = (session.prepare << "DELETE FROM draft_file WHERE n IN " + which);
    bind(gone);
    soci::statement(gone).execute(true);
    std::erase_if(hashes, [&](const std::string& hash) {
        long long others = 0;
        session << "SELECT COUNT(*) FROM draft_file WHERE sha256 = :sha256", soci::use(hash, "sha256"),
            soci::into(others);
        return others > 0;
    });
    return hashes;
}

std::vector<std::string> erase_record(soci::session& session, const std::string& id, const Act& act)
{
    const std::string ours = "(SELECT n FROM draft WHERE record = :record)";
    auto unused = drop_files(session, ours, [&](Prepared& query) { query, soci::use(id, "record"); });
    session
        << "UPDATE draft SET title = :title, source = '+++\nkind = \"' || kind || '\"\n+++\n' WHERE record "
           "= :record AND kind <> 'withdrawal'",
        soci::use(id, "title"), soci::use(id, "record");
    session << "UPDATE draft SET title = :title WHERE record = :record AND kind = 'withdrawal'",
        soci::use(id, "title"), soci::use(id, "record");
    session
        << "UPDATE draft SET state = 'dropped' WHERE record = :record AND state IN ('writing', 'waiting')",
        soci::use(id, "record");
    session << "UPDATE pattern SET source = '', name = '' WHERE draft IN " + ours, soci::use(id, "record");
    note_act(session, act.doing("draft.erase", id));
    return unused;
}

}  // namespace province
