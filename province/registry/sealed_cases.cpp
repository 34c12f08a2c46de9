#include "province/registry/sealed_cases.h"

#include "protocol/base/encoding.h"
#include "province/registry/case_step.h"
#include "province/registry/engine.h"
#include "province/registry/other_copies.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

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
            // From within the lane only the inspectorate can have got it, as a report about an official.
            if (now.state != kSealedAway) seal_receivers(session, now, at);
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
