#include "province/registry/sealed_cases.h"

#include "protocol/base/encoding.h"
#include "province/registry/case_step.h"
#include "province/registry/engine.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

void remove_bytes(soci::session& session, const std::string& id, long long at)
{
    session << "UPDATE container SET sealed = NULL, removed_at = :at, removed_why = 'sealed_away' WHERE id = "
               ":id AND "
               "removed_at IS NULL",
        soci::use(at, "at"), soci::use(id, "id");
}

void insert_word(soci::session& session, const Case& of, const SealedWord& word)
{
    const long long at = seconds(word.received_at);
    const std::string sealed = protocol::to_base64(word.sealed);
    session << "INSERT INTO sealed_word (body, year, n, item, reply, received_at, sealed) VALUES (:body, "
               ":year, :n, "
               ":item, :reply, :at, :sealed) ON CONFLICT (body, year, n, item) DO UPDATE SET sealed = "
               "excluded.sealed",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"),
        soci::use(word.item, "item"), soci::use(word.reply, "reply"), soci::use(at, "at"),
        soci::use(sealed, "sealed");
}

/// The office's words of each event: sealed anew, or gone; and no code that says what it was about.
void reseal_history(soci::session& session, const Case& of, const std::map<int, std::string>& words)
{
    const int last = last_event(session, of);
    for (int k = 1; k <= last; ++k) {
        const auto found = words.find(k);
        const std::string sealed = found == words.end() ? std::string{} : protocol::to_base64(found->second);
        session << "UPDATE case_event SET sealed = :sealed, detail = '' WHERE body = :body AND year = :year "
                   "AND n = :n "
                   "AND k = :k",
            soci::use(sealed, "sealed"), soci::use(of.body, "body"), soci::use(of.year, "year"),
            soci::use(of.n, "n"), soci::use(k, "k");
    }
}

/// What is left of a case in the clear: its number, its days and what happened on which of them.
void blank(soci::session& session, Case& now)
{
    session << "UPDATE report_case SET kind = '' WHERE body = :body AND year = :year AND n = :n",
        soci::use(now.body, "body"), soci::use(now.year, "year"), soci::use(now.n, "n");
    now.state = kSealedAway;
    now.topic.clear();
    now.lane.clear();
    now.place.clear();
    now.assignee.clear();
    now.came_from.clear();
}

/// The sender's words about a case, out of every inbox, with their bytes.
void remove_words(soci::session& session, const Case& of, long long at)
{
    std::string item;
    auto query = (session.prepare
                      << "SELECT word.item FROM inbox word JOIN inbox report ON report.body = word.body AND "
                         "report.matter = word.matter WHERE report.item = :report AND report.reply = 0 AND "
                         "word.reply > 0",
                  soci::use(of.report, "report"), soci::into(item));
    const auto items = rows(query, [&] { return item; });
    for (const std::string& word : items) {
        remove_bytes(session, word, at);
        session << "DELETE FROM inbox WHERE item = :item", soci::use(word, "item");
    }
}

/// The case of the office that gave it away; nothing for one that came from the resident.
std::optional<Case> origin_of(soci::session& session, const Case& of)
{
    const auto space = of.came_from.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const auto number = parse_case_number(std::string_view{of.came_from}.substr(space + 1));
    if (!number) return std::nullopt;
    auto found = cases_by_number(session, of.came_from.substr(0, space), number->first, number->second);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

/// Whoever had it before keeps nothing that can be read: neither the report, nor words, nor what it was
/// about.
void seal_origins(soci::session& session, const Case& of, long long at)
{
    for (auto origin = origin_of(session, of); origin;) {
        const auto before = origin_of(session, *origin);
        remove_words(session, *origin, at);
        remove_bytes(session, origin->report, at);
        reseal_history(session, *origin, {});
        blank(session, *origin);
        write_case(session, *origin);
        origin = before;
    }
}

}  // namespace

Result<void> SealedCases::seal(const Case& of, int seen, const Sealing& sealing, const Act& act)
{
    const Sealed& pair = sealing.sealed;
    if (pair.first.empty() || pair.second.empty() || pair.first == pair.second)
        return protocol::fail(Fault::Malformed, "two people are needed");
    const auto done = step(
        registry_, of, seen, act, "sealed_away", {}, {},
        [&](soci::session& session, Case& now) -> Result<void> {
            if (now.same_as || !cases_same_as(session, now).empty())
                return protocol::fail(Fault::Malformed, "merged with others");
            const std::string sealed = protocol::to_base64(pair.report);
            const long long at = seconds(act.at);
            session
                << "INSERT INTO sealed_case (body, year, n, first, second, sealed) VALUES (:body, :year, :n, "
                   ":first, :second, :sealed) ON CONFLICT (body, year, n) DO UPDATE SET first = "
                   "excluded.first, "
                   "second = excluded.second, sealed = excluded.sealed",
                soci::use(now.body, "body"), soci::use(now.year, "year"), soci::use(now.n, "n"),
                soci::use(pair.first, "first"), soci::use(pair.second, "second"), soci::use(sealed, "sealed");
            reseal_history(session, now, sealing.history);
            for (const SealedWord& word : sealing.words) insert_word(session, now, word);
            for (const std::string& id : sealing.containers) remove_bytes(session, id, at);
            for (const std::string& item : sealing.lines)
                session << "DELETE FROM inbox WHERE item = :item", soci::use(item, "item");
            seal_origins(session, now, at);
            blank(session, now);
            return {};
        });
    if (done) forget_erased(registry_);
    return done;
}

Result<void> SealedCases::add_word(const Case& of, const SealedWord& word, protocol::Time now)
{
    const auto done = changing(registry_, [&](soci::session& session) -> Result<void> {
        insert_word(session, of, word);
        remove_bytes(session, word.item, seconds(now));
        return {};
    });
    if (done) forget_erased(registry_);
    return done;
}

Result<void> SealedCases::let_go(std::string_view item, protocol::Time now)
{
    const auto done = changing(registry_, [&](soci::session& session) -> Result<void> {
        remove_bytes(session, std::string(item), seconds(now));
        return {};
    });
    if (done) forget_erased(registry_);
    return done;
}

Result<std::optional<SealedCases::Sealed>> SealedCases::find(const Case& of)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<Sealed>> {
        Sealed found;
        std::string text;
        session
            << "SELECT first, second, sealed FROM sealed_case WHERE body = :body AND year = :year AND n = :n",
            soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"),
            soci::into(found.first), soci::into(found.second), soci::into(text);
        if (!session.got_data()) return std::nullopt;
        auto bytes = protocol::from_base64(text);
        if (!bytes) return protocol::fail(Fault::Storage, "a case of the sealed lane is damaged");
        found.report = std::move(*bytes);
        return found;
    });
}

Result<std::vector<SealedWord>> SealedCases::words(const Case& of)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<SealedWord>> {
        SealedWord word;
        std::string text;
        long long at = 0;
        auto query =
            (session.prepare
                 << "SELECT item, reply, received_at, sealed FROM sealed_word WHERE body = :body AND year "
                    "= :year AND n = :n ORDER BY received_at, item",
             soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"),
             soci::into(word.item), soci::into(word.reply), soci::into(at), soci::into(text));
        return sound_rows(query, [&]() -> Result<SealedWord> {
            auto bytes = protocol::from_base64(text);
            if (!bytes) return protocol::fail(Fault::Storage, "a word of the sealed lane is damaged");
            word.received_at = time_of(at);
            word.sealed = std::move(*bytes);
            return word;
        });
    });
}

Result<std::vector<Case>> SealedCases::known_by(std::string_view body, std::string_view login)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Case>> {
        const std::string office(body), one(login), two(login);
        int year = 0, n = 0;
        auto query = (session.prepare
                          << "SELECT s.year, s.n FROM sealed_case s JOIN report_case c ON c.body = s.body "
                             "AND c.year = s.year AND c.n = s.n WHERE s.body = :body AND c.state = 'sealed' "
                             "AND (s.first = :one OR s.second = :two) ORDER BY c.received_at, s.year, s.n",
                      soci::use(office, "body"), soci::use(one, "one"), soci::use(two, "two"),
                      soci::into(year), soci::into(n));
        std::vector<Case> found;
        for (const auto& [of_year, number] : rows(query, [&] { return std::pair{year, n}; }))
            for (Case& one_case : cases_by_number(session, office, of_year, number))
                found.push_back(std::move(one_case));
        return found;
    });
}

Result<bool> SealedCases::known_to(const Case& of, std::string_view login)
{
    if (of.state != kSealedAway) return true;
    const auto found = find(of);
    if (!found) return tl::unexpected{found.error()};
    return *found && !login.empty() && ((*found)->first == login || (*found)->second == login);
}

}  // namespace province
