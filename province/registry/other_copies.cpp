#include "province/registry/other_copies.h"

#include <map>
#include <optional>
#include <vector>

#include "protocol/base/encoding.h"
#include "province/registry/case_rows.h"
#include "province/registry/engine.h"
#include "province/registry/pool.h"

namespace province {

namespace {

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

/// Nothing of it can be read at its office any more.
void empty(soci::session& session, Case& there, long long at)
{
    remove_words(session, there, at);
    remove_bytes(session, there.report, at);
    reseal_history(session, there, {});
    blank(session, there);
    there.same_as.reset();
    write_case(session, there);
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

/// Copies that were given on from this case, and words that were passed on to whoever has them.
std::vector<std::string> given_items(soci::session& session, const Case& of)
{
    std::string item;
    auto query =
        (session.prepare << "SELECT item FROM moved_report WHERE from_body = :body AND from_year = "
                            ":year AND from_n = :n",
         soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"), soci::into(item));
    return rows(query, [&] { return item; });
}

}  // namespace

void remove_bytes(soci::session& session, const std::string& id, long long at)
{
    session << "UPDATE container SET sealed = NULL, removed_at = :at, removed_why = 'sealed_away' WHERE id = "
               ":id AND removed_at IS NULL",
        soci::use(at, "at"), soci::use(id, "id");
}

void reseal_history(soci::session& session, const Case& of, const std::map<int, std::string>& words)
{
    const int last = last_event(session, of);
    for (int k = 1; k <= last; ++k) {
        const auto found = words.find(k);
        const std::string sealed = found == words.end() ? std::string{} : protocol::to_base64(found->second);
        session << "UPDATE case_event SET sealed = :sealed, detail = '' WHERE body = :body AND year = :year "
                   "AND n = :n AND k = :k",
            soci::use(sealed, "sealed"), soci::use(of.body, "body"), soci::use(of.year, "year"),
            soci::use(of.n, "n"), soci::use(k, "k");
    }
}

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

void seal_origins(soci::session& session, const Case& of, long long at)
{
    for (auto origin = origin_of(session, of); origin;) {
        const auto before = origin_of(session, *origin);
        empty(session, *origin, at);
        origin = before;
    }
}

void seal_receivers(soci::session& session, const Case& of, long long at)
{
    for (const std::string& item : given_items(session, of)) {
        remove_bytes(session, item, at);
        // Of one that nobody there has opened, the line is all there is.
        session << "UPDATE inbox SET state = 'sealed', lane = '' WHERE item = :item", soci::use(item, "item");
    }
    session << "DELETE FROM moved_report WHERE from_body = :body AND from_year = :year AND from_n = :n",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n");
    for (Case& there : cases_that_came(session, of.body + " " + of.number())) {
        seal_receivers(session, there, at);
        for (Case& merged : cases_same_as(session, there)) {
            merged.same_as.reset();
            merged.state = there.state;
            write_case(session, merged);
        }
        empty(session, there, at);
    }
}

}  // namespace province
