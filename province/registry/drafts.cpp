#include "province/registry/drafts.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <sstream>
#include <utility>

#include "protocol/base/text.h"
#include "province/registry/audit_row.h"
#include "province/registry/draft_rows.h"
#include "province/registry/engine.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::size_t kLookedThrough = 500;

std::vector<std::string> words_of(const std::string& folded)
{
    std::istringstream in(folded);
    return {std::istream_iterator<std::string>(in), {}};
}

bool holds_all(std::string_view text, const std::vector<std::string>& words)
{
    return std::ranges::all_of(
        words, [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

Result<void> stands_on_newest(soci::session& session, const StoredDraft& draft)
{
    if (!outdated(session, draft)) return {};
    return protocol::fail(Fault::Refused, "what it corrects was corrected meanwhile");
}

/// One step: checks state and version, then runs `work` on the draft, which writes what else changes.
template <class Work>
Result<void> step(Registry& registry, std::int64_t n, std::optional<std::int64_t> version, DraftState from,
                  DraftState to, const Act& act, std::string_view what, Work&& work)
{
    return changing(registry, [&](soci::session& session) -> Result<void> {
        const auto draft = one_draft(session, n);
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
        const long long at = seconds(act.at), based_on = fresh.based_on;
        session
            << "INSERT INTO draft (n, body, kind, title, source, state, version, writer, changed_at, record, "
               "based_on) VALUES (:n, :body, :kind, :title, :source, 'writing', 1, :writer, :at, :record, "
               ":based_on)",
            soci::use(n, "n"), soci::use(fresh.body, "body"), soci::use(fresh.kind, "kind"),
            soci::use(fresh.title, "title"), soci::use(fresh.source, "source"),
            soci::use(act.login, "writer"), soci::use(at, "at"), soci::use(fresh.record, "record"),
            soci::use(based_on, "based_on");
        note_hand(session, n, act.login);
        note_act(session, act.doing("draft.add", std::to_string(n)));
        return static_cast<std::int64_t>(n);
    });
}

Result<std::optional<StoredDraft>> Drafts::find(std::int64_t n)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<StoredDraft>> {
        return one_draft(session, n);
    });
}

Result<std::vector<StoredDraft>> Drafts::of_body(std::string_view body, const std::vector<DraftState>& states,
                                                 int most)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<StoredDraft>> {
        const std::string code(body);
        std::string among;  // names of ours, not text from outside
        for (const DraftState state : states) among += (among.empty() ? "'" : ", '") + name_of(state) + "'";
        return drafts_where(
            session, "''", "WHERE body = :body AND state IN (" + among + ") ORDER BY n DESC LIMIT :most",
            [&](Prepared& query) { query, soci::use(code, "body"), soci::use(most, "most"); });
    });
}

Result<std::vector<StoredDraft>> Drafts::finished(std::string_view body, const Wanted& wanted,
                                                  std::int64_t before, int most)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<StoredDraft>> {
        const std::string code(body);
        const auto words = words_of(protocol::fold(wanted.words));
        std::vector<StoredDraft> found;
        long long below = before > 0 ? before : std::numeric_limits<long long>::max();
        // Neither engine folds Vietnamese: titles are looked through here, some at a time.
        for (std::size_t seen = kLookedThrough; seen == kLookedThrough;) {
            const auto batch = drafts_where(
                session, "''",
                "WHERE body = :body AND state = 'published' AND n < :below ORDER BY n "
                "DESC LIMIT " +
                    std::to_string(kLookedThrough),
                [&](Prepared& query) { query, soci::use(code, "body"), soci::use(below, "below"); });
            seen = batch.size();
            for (const StoredDraft& draft : batch) {
                below = draft.n;
                const bool fits = (wanted.kind.empty() || wanted.kind == draft.kind) &&
                                  holds_all(protocol::fold(draft.title + " " + draft.record), words);
                if (fits) found.push_back(draft);
                if (std::cmp_equal(found.size(), most)) return found;
            }
        }
        return found;
    });
}

Result<std::vector<StoredDraft>> Drafts::standing(std::string_view body, std::string_view kind, int most)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<StoredDraft>> {
        const std::string code(body), t(kind);
        // The newest revision of each, in the order in which they went out.
        return drafts_where(
            session, "source",
            "WHERE body = :body AND kind = :kind AND state = 'published' AND NOT EXISTS (SELECT 1 FROM draft "
            "later WHERE later.record = draft.record AND later.state = 'published' AND (later.kind = "
            "'withdrawal' OR (later.approved_at, later.n) > (draft.approved_at, draft.n))) ORDER BY "
            "approved_at DESC, n DESC LIMIT :most",
            [&](Prepared& query) {
                query, soci::use(code, "body"), soci::use(t, "kind"), soci::use(most, "most");
            });
    });
}

Result<std::optional<StoredDraft>> Drafts::newest(std::string_view record)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<StoredDraft>> {
        return newest_of(session, std::string(record));
    });
}

Result<bool> Drafts::is_outdated(const StoredDraft& draft)
{
    return reading(registry_,
                   [&](soci::session& session) -> Result<bool> { return outdated(session, draft); });
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
                [&](soci::session& session, const StoredDraft& draft) -> Result<void> {
                    if (auto good = stands_on_newest(session, draft); !good) return good;
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
                    const long long number = n, at = seconds(act.at);
                    session << "UPDATE draft SET returned_why = :why, returned_at = :at WHERE n = :n",
                        soci::use(reason, "why"), soci::use(at, "at"), soci::use(number, "n");
                    return {};
                });
}

Result<void> Drafts::approve(std::int64_t n, std::int64_t version, std::string_view gate_reason,
                             const Act& act)
{
    return step(
        registry_, n, version, DraftState::Waiting, DraftState::Signing, act, "draft.approve",
        [&](soci::session& session, const StoredDraft& draft) -> Result<void> {
            if (had_hand(session, n, act.login))
                return protocol::fail(Fault::Refused, "nobody approves what they wrote");
            if (auto good = stands_on_newest(session, draft); !good) return good;
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
                    write_record(session, n, record);
                    return {};
                });
}

Result<std::vector<std::string>> Drafts::published_and_erased(std::int64_t n, std::string_view record,
                                                              const Act& act)
{
    std::vector<std::string> unused;
    const auto done =
        step(registry_, n, std::nullopt, DraftState::Signing, DraftState::Published, act, "draft.published",
             [&](soci::session& session, const StoredDraft&) -> Result<void> {
                 write_record(session, n, record);
                 unused = erase_record(session, std::string(record), act);
                 return {};
             });
    if (!done) return tl::unexpected{done.error()};
    forget_erased(registry_);
    return unused;
}

Result<void> Drafts::drop(std::int64_t n, std::int64_t version, const Act& act)
{
    return step(registry_, n, version, DraftState::Writing, DraftState::Dropped, act, "draft.drop",
                [&](soci::session& session, const StoredDraft&) -> Result<void> {
                    const long long number = n, at = seconds(act.at);
                    session << "UPDATE draft SET changed_at = :at WHERE n = :n", soci::use(at, "at"),
                        soci::use(number, "n");
                    return {};
                });
}

Result<void> Drafts::recall(std::int64_t n, std::int64_t version, const Act& act)
{
    return step(registry_, n, version, DraftState::Waiting, DraftState::Writing, act, "draft.recall",
                [&](soci::session& session, const StoredDraft&) -> Result<void> {
                    if (had_hand(session, n, act.login)) return {};
                    return protocol::fail(Fault::Refused, "only who had a hand in it takes it back");
                });
}

Result<void> Drafts::pick_up(std::int64_t n, const Act& act)
{
    return step(registry_, n, std::nullopt, DraftState::Dropped, DraftState::Writing, act, "draft.pick_up",
                [&](soci::session& session, const StoredDraft& draft) -> Result<void> {
                    if (draft.source.empty()) return protocol::fail(Fault::Refused, "it is forgotten");
                    note_hand(session, n, act.login);
                    return {};
                });
}

Result<std::vector<std::string>> Drafts::forget_dropped(Time before, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<std::vector<std::string>> {
        const long long at = seconds(before);
        const std::string old = "state = 'dropped' AND source <> '' AND changed_at < :at";
        long long drafts = 0;
        session << "SELECT COUNT(*) FROM draft WHERE " + old, soci::use(at, "at"), soci::into(drafts);
        if (drafts == 0) return std::vector<std::string>{};
        auto unused = drop_files(session, "(SELECT n FROM draft WHERE " + old + ")",
                                 [&](Prepared& query) { query, soci::use(at, "at"); });
        session << "UPDATE draft SET title = '', source = '' WHERE " + old, soci::use(at, "at");
        note_act(session, act.doing("draft.forget", std::to_string(drafts)));
        return unused;
    });
}

Result<std::vector<std::string>> Drafts::erase(std::string_view record, const Act& act)
{
    auto done = changing(registry_, [&](soci::session& session) -> Result<std::vector<std::string>> {
        return erase_record(session, std::string(record), act);
    });
    if (done) forget_erased(registry_);
    return done;
}

Result<std::int64_t> Drafts::waiting_for(std::string_view body, std::string_view login, bool approver,
                                         bool writer)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::int64_t> {
        const std::string code(body), key(login);
        long long waiting = 0, returned = 0;
        if (approver)
            session << "SELECT COUNT(*) FROM draft d WHERE body = :body AND state = 'waiting' AND NOT EXISTS "
                       "(SELECT 1 FROM draft_hand h WHERE h.n = d.n AND h.login = :login)",
                soci::use(code, "body"), soci::use(key, "login"), soci::into(waiting);
        if (writer)
            session
                << "SELECT COUNT(*) FROM draft d WHERE body = :body AND state = 'writing' AND returned_at "
                   "> 0 AND EXISTS (SELECT 1 FROM draft_hand h WHERE h.n = d.n AND h.login = :login)",
                soci::use(code, "body"), soci::use(key, "login"), soci::into(returned);
        return waiting + returned;
    });
}

Result<bool> Drafts::had_a_hand(std::int64_t n, std::string_view login)
{
    return reading(registry_, [&](soci::session& session) -> Result<bool> {
        return had_hand(session, n, std::string(login));
    });
}

}  // namespace province
