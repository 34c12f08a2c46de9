#include "province/registry/drafts.h"

#include <array>

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::array<std::string_view, 5> kStates{"writing", "waiting", "signing", "published", "dropped"};

std::string name_of(DraftState state) { return std::string(kStates[static_cast<std::size_t>(state)]); }

/// A row as SOCI fills it.
struct Row {
    StoredDraft found;
    long long n = 0, version = 0, changed = 0, sent = 0, approved = 0;
    std::string state;

    StoredDraft value() const
    {
        StoredDraft out = found;
        out.n = n;
        out.version = version;
        out.changed_at = time_of(changed);
        if (sent != 0) out.sent_at = time_of(sent);
        if (approved != 0) out.approved_at = time_of(approved);
        for (std::size_t i = 0; i < kStates.size(); ++i)
            if (kStates[i] == state) out.state = static_cast<DraftState>(i);
        return out;
    }
};

template <class Use>
std::vector<StoredDraft> select(soci::session& session, std::string_view source, const std::string& where,
                                Use&& use)
{
    Row row;
    StoredDraft& d = row.found;
    auto query =
        (session.prepare << "SELECT n, body, kind, title, " + std::string(source) +
                                ", state, version, writer, changed_at, COALESCE(sent_by, ''), "
                                "COALESCE(sent_at, 0), COALESCE(returned_why, ''), COALESCE(approved_by, "
                                "''), COALESCE(approved_at, 0), COALESCE(gate_reason, ''), "
                                "COALESCE(record, '') FROM draft " +
                                where);
    use(query);
    query, soci::into(row.n), soci::into(d.body), soci::into(d.kind), soci::into(d.title),
        soci::into(d.source), soci::into(row.state), soci::into(row.version), soci::into(d.writer),
        soci::into(row.changed), soci::into(d.sent_by), soci::into(row.sent), soci::into(d.returned_why),
        soci::into(d.approved_by), soci::into(row.approved), soci::into(d.gate_reason), soci::into(d.record);
    soci::statement statement(query);
    std::vector<StoredDraft> found;
    for (bool got = statement.execute(true); got; got = statement.fetch()) found.push_back(row.value());
    return found;
}

std::optional<StoredDraft> one(soci::session& session, std::int64_t n)
{
    const long long number = n;
    auto found =
        select(session, "source", "WHERE n = :n", [&](auto& query) { query, soci::use(number, "n"); });
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
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

/// One step: checks state and version, then runs `work` on the draft, which writes what else changes.
template <class Work>
Result<void> step(Registry& registry, std::int64_t n, std::optional<std::int64_t> version, DraftState from,
                  DraftState to, const Act& act, std::string_view what, Work&& work)
{
    return changing(registry, [&](soci::session& session) -> Result<void> {
        const auto draft = one(session, n);
        if (!draft) return protocol::fail(Fault::NotFound, "no such draft");
        const bool again = to == DraftState::Signing && draft->state == DraftState::Signing;
        if ((draft->state != from && !again) || (version && draft->version != *version))
            return protocol::fail(Fault::Refused, "the draft has moved on");
        if (auto done = work(session, *draft); !done) return done;
        const std::string state = name_of(to);
        const long long number = n;
        session << "UPDATE draft SET state = :state WHERE n = :n", soci::use(state, "state"),
            soci::use(number, "n");
        note_act(session, act.doing(what, std::to_string(n) + " v" + std::to_string(draft->version)));
        return {};
    });
}

}  // namespace

Result<std::int64_t> Drafts::add(const StoredDraft& fresh, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<std::int64_t> {
        long long last = 0;
        session << "SELECT COALESCE(MAX(n), 0) FROM draft", soci::into(last);
        const long long n = last + 1;
        const long long at = seconds(act.at);
        session
            << "INSERT INTO draft (n, body, kind, title, source, state, version, writer, changed_at, record) "
               "VALUES (:n, :body, :kind, :title, :source, 'writing', 1, :writer, :at, :record)",
            soci::use(n, "n"), soci::use(fresh.body, "body"), soci::use(fresh.kind, "kind"),
            soci::use(fresh.title, "title"), soci::use(fresh.source, "source"),
            soci::use(act.login, "writer"), soci::use(at, "at"), soci::use(fresh.record, "record");
        note_hand(session, n, act.login);
        note_act(session, act.doing("draft.add", std::to_string(n)));
        return static_cast<std::int64_t>(n);
    });
}

Result<std::optional<StoredDraft>> Drafts::find(std::int64_t n)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<StoredDraft>> {
        return one(session, n);
    });
}

Result<std::vector<StoredDraft>> Drafts::of_body(std::string_view body, const std::vector<DraftState>& states,
                                                 int most)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<StoredDraft>> {
        const std::string code(body);
        std::string among;  // names of ours, not text from outside
        for (const DraftState state : states) among += (among.empty() ? "'" : ", '") + name_of(state) + "'";
        return select(session, "''",
                      "WHERE body = :body AND state IN (" + among + ") ORDER BY n DESC LIMIT :most",
                      [&](auto& query) { query, soci::use(code, "body"), soci::use(most, "most"); });
    });
}

Result<std::vector<std::pair<std::string, std::string>>> Drafts::contacts_of(std::string_view body)
{
    using Contacts = std::vector<std::pair<std::string, std::string>>;
    return reading(registry_, [&](soci::session& session) -> Result<Contacts> {
        const std::string code(body);
        // The newest revision of each: a correction has the number of what it corrects.
        const auto rows = select(
            session, "''",
            "WHERE body = :body AND kind = 'contact' AND state = 'published' AND n IN (SELECT MAX(n) FROM "
            "draft WHERE state = 'published' AND kind = 'contact' GROUP BY record) AND NOT EXISTS (SELECT 1 "
            "FROM draft w WHERE w.kind = 'withdrawal' AND w.state = 'published' AND w.record = draft.record) "
            "ORDER BY title",
            [&](auto& query) { query, soci::use(code, "body"); });
        Contacts contacts;
        for (const auto& row : rows) contacts.emplace_back(row.record, row.title);
        return contacts;
    });
}

Result<void> Drafts::change(std::int64_t n, std::int64_t version, std::string_view title,
                            std::string_view source, const Act& act)
{
    return step(
        registry_, n, version, DraftState::Writing, DraftState::Writing, act, "draft.change",
        [&](soci::session& session, const StoredDraft& draft) -> Result<void> {
            const std::string name(title), text(source);
            const long long number = n, next = draft.version + 1, at = seconds(act.at);
            session << "UPDATE draft SET title = :title, source = :source, version = :next, changed_at = :at "
                       "WHERE n = :n",
                soci::use(name, "title"), soci::use(text, "source"), soci::use(next, "next"),
                soci::use(at, "at"), soci::use(number, "n");
            note_hand(session, n, act.login);
            return {};
        });
}

Result<void> Drafts::send(std::int64_t n, std::int64_t version, const Act& act)
{
    return step(registry_, n, version, DraftState::Writing, DraftState::Waiting, act, "draft.send",
                [&](soci::session& session, const StoredDraft&) -> Result<void> {
                    const long long number = n, at = seconds(act.at);
                    session << "UPDATE draft SET sent_by = :by, sent_at = :at WHERE n = :n",
                        soci::use(act.login, "by"), soci::use(at, "at"), soci::use(number, "n");
                    note_hand(session, n, act.login);
                    return {};
                });
}

Result<void> Drafts::send_back(std::int64_t n, std::int64_t version, std::string_view why, const Act& act)
{
    return step(registry_, n, version, DraftState::Waiting, DraftState::Writing, act, "draft.back",
                [&](soci::session& session, const StoredDraft&) -> Result<void> {
                    const std::string reason(why);
                    const long long number = n;
                    session << "UPDATE draft SET returned_why = :why WHERE n = :n", soci::use(reason, "why"),
                        soci::use(number, "n");
                    return {};
                });
}

Result<void> Drafts::approve(std::int64_t n, std::int64_t version, std::string_view gate_reason,
                             const Act& act)
{
    return step(
        registry_, n, version, DraftState::Waiting, DraftState::Signing, act, "draft.approve",
        [&](soci::session& session, const StoredDraft&) -> Result<void> {
            if (had_hand(session, n, act.login))
                return protocol::fail(Fault::Refused, "nobody approves what they wrote");
            const std::string reason(gate_reason);
            const long long number = n, at = seconds(act.at);
            session << "UPDATE draft SET approved_by = :by, approved_at = :at, gate_reason = :reason WHERE "
                       "n = :n",
                soci::use(act.login, "by"), soci::use(at, "at"), soci::use(reason, "reason"),
                soci::use(number, "n");
            return {};
        });
}

Result<void> Drafts::not_signed(std::int64_t n, const Act& act)
{
    return step(registry_, n, std::nullopt, DraftState::Signing, DraftState::Waiting, act, "draft.not_signed",
                [](soci::session&, const StoredDraft&) -> Result<void> { return {}; });
}

Result<void> Drafts::published(std::int64_t n, std::string_view record, const Act& act)
{
    return step(registry_, n, std::nullopt, DraftState::Signing, DraftState::Published, act,
                "draft.published", [&](soci::session& session, const StoredDraft&) -> Result<void> {
                    const std::string id(record);
                    const long long number = n;
                    session << "UPDATE draft SET record = :record WHERE n = :n", soci::use(id, "record"),
                        soci::use(number, "n");
                    return {};
                });
}

Result<void> Drafts::drop(std::int64_t n, std::int64_t version, const Act& act)
{
    return step(registry_, n, version, DraftState::Writing, DraftState::Dropped, act, "draft.drop",
                [](soci::session&, const StoredDraft&) -> Result<void> { return {}; });
}

Result<std::vector<std::string>> Drafts::erase(std::string_view record, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<std::vector<std::string>> {
        const std::string id(record);
        const std::string ours = "(SELECT n FROM draft WHERE record = :record)";
        std::vector<std::string> hashes;
        {
            std::string sha256;
            auto query = (session.prepare << "SELECT DISTINCT sha256 FROM draft_file WHERE n IN " + ours);
            query, soci::use(id, "record"), soci::into(sha256);
            soci::statement statement(query);
            for (bool got = statement.execute(true); got; got = statement.fetch()) hashes.push_back(sha256);
        }
        session << "DELETE FROM draft_file WHERE n IN " + ours, soci::use(id, "record");
        session << "UPDATE draft SET title = :title, source = '+++\nkind = \"' || kind || '\"\n+++\n' WHERE "
                   "record "
                   "= :record AND kind <> 'withdrawal'",
            soci::use(id, "title"), soci::use(id, "record");
        session << "UPDATE draft SET title = :title WHERE record = :record AND kind = 'withdrawal'",
            soci::use(id, "title"), soci::use(id, "record");
        session << "UPDATE draft SET state = 'dropped' WHERE record = :record AND state IN ('writing', "
                   "'waiting')",
            soci::use(id, "record");
        std::vector<std::string> unused;
        for (const auto& sha256 : hashes) {
            long long others = 0;
            session << "SELECT COUNT(*) FROM draft_file WHERE sha256 = :sha256", soci::use(sha256, "sha256"),
                soci::into(others);
            if (others == 0) unused.push_back(sha256);
        }
        note_act(session, act.doing("draft.erase", id));
        return unused;
    });
}

Result<bool> Drafts::had_a_hand(std::int64_t n, std::string_view login)
{
    return reading(registry_, [&](soci::session& session) -> Result<bool> {
        return had_hand(session, n, std::string(login));
    });
}

}  // namespace province
