#include "province/registry/inbox.h"

#include "protocol/base/encoding.h"
#include "province/registry/audit_row.h"
#include "province/registry/case_rows.h"
#include "province/registry/inbox_rows.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Result;

namespace {

Inbox::Reach reach_of(soci::session& session, const std::string& body)
{
    Inbox::Reach reach;
    long long seq = 0, at = 0;
    session << "SELECT seq, recipient, at FROM inbox_reach WHERE body = :body", soci::use(body, "body"),
        soci::into(seq), soci::into(reach.recipient), soci::into(at);
    if (!session.got_data()) return {};
    reach.seq = seq;
    if (at != 0) reach.at = time_of(at);
    return reach;
}

void insert(soci::session& session, const std::string& body, long long n, const Sorted& found)
{
    const long long received = seconds(found.received_at);
    const std::string hidden = protocol::to_base64(found.hidden_id);
    session
        << "INSERT INTO inbox (body, n, item, hidden_id, matter, reply, received_at, state, office, year, "
           "number, lane, topic, place, assignee, clock_at, about) VALUES (:body, :n, :item, :hidden, "
           ":matter, "
           ":reply, :received, '', '', 0, 0, :lane, '', '', '', :clock, :about) ON CONFLICT (body, item) DO "
           "NOTHING",
        soci::use(body, "body"), soci::use(n, "n"), soci::use(found.item, "item"),
        soci::use(hidden, "hidden"), soci::use(found.matter, "matter"), soci::use(found.reply, "reply"),
        soci::use(received, "received"), soci::use(found.lane, "lane"), soci::use(received, "clock"),
        soci::use(found.about, "about");
    // Another of its readers, or the command line, may have opened it before.
    const auto known = cases_by_report(session, found.item);
    if (!known.empty()) write_case(session, known.front());
}

template <class Bind>
std::vector<Inbox::Entry> entries(soci::session& session, std::string_view where, Bind&& bind)
{
    StoredLine stored;
    std::string item, hidden, matter;
    int reply = 0;
    auto query = (session.prepare << "SELECT " + std::string(kLineColumns) +
                                         ", item, hidden_id, matter, reply FROM inbox " + std::string(where));
    bind(query);
    into(query, stored);
    query, soci::into(item), soci::into(hidden), soci::into(matter), soci::into(reply);
    return rows(query, [&] {
        return Inbox::Entry{stored.value(), item, protocol::from_base64(hidden).value_or(std::string{}),
                            matter, reply};
    });
}

template <class Bind>
Result<std::optional<Inbox::Entry>> one(Registry& registry, std::string_view where, Bind&& bind)
{
    return reading(registry, [&](soci::session& session) -> Result<std::optional<Inbox::Entry>> {
        auto found = entries(session, where, bind);
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

}  // namespace

Result<Inbox::Reach> Inbox::reach(std::string_view body)
{
    return looking(registry_, [&](soci::session& session) -> Result<Reach> {
        return reach_of(session, std::string(body));
    });
}

Result<std::map<std::string, protocol::Time>> Inbox::last_seen()
{
    return reading(registry_, [](soci::session& session) -> Result<std::map<std::string, protocol::Time>> {
        std::string body;
        long long at = 0;
        auto query = (session.prepare << "SELECT body, at FROM inbox_reach WHERE at > 0", soci::into(body),
                      soci::into(at));
        std::map<std::string, protocol::Time> seen;
        each_row(query, [&] { seen[body] = time_of(at); });
        return seen;
    });
}

Result<void> Inbox::came_by(std::string_view body, protocol::Time now)
{
    const auto known = reach(body);
    if (!known) return tl::unexpected{known.error()};
    // A list that is looked at often is not a change each time.
    if (known->at && now - *known->at < std::chrono::hours{1}) return {};
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string office(body);
        const long long at = seconds(now);
        session << "INSERT INTO inbox_reach (body, seq, at) VALUES (:body, 0, :at) "
                   "ON CONFLICT (body) DO UPDATE SET at = excluded.at",
            soci::use(office, "body"), soci::use(at, "at");
        return {};
    });
}

Result<void> Inbox::expect_key(std::string_view body, std::string_view recipient, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string office(body), key(recipient);
        session << "INSERT INTO inbox_reach (body, seq, recipient) VALUES (:body, 0, :key) "
                   "ON CONFLICT (body) DO UPDATE SET recipient = excluded.recipient",
            soci::use(office, "body"), soci::use(key, "key");
        note_act(session, act);
        return {};
    });
}

Result<void> Inbox::add(std::string_view body, const Reach& from, std::int64_t to,
                        const std::vector<Sorted>& found)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string office(body);
        const Reach now = reach_of(session, office);
        if (now.seq != from.seq || now.recipient != from.recipient) return {};
        long long last = 0;
        session << "SELECT COALESCE(MAX(n), 0) FROM inbox WHERE body = :body", soci::use(office, "body"),
            soci::into(last);
        for (const Sorted& one : found) insert(session, office, ++last, one);
        const long long seq = to;
        session << "INSERT INTO inbox_reach (body, seq) VALUES (:body, :seq) "
                   "ON CONFLICT (body) DO UPDATE SET seq = excluded.seq",
            soci::use(office, "body"), soci::use(seq, "seq");
        return {};
    });
}

Result<std::optional<Inbox::Entry>> Inbox::find(std::string_view body, std::int64_t n)
{
    const std::string office(body);
    const long long number = n;
    return one(registry_, "WHERE body = :body AND n = :n",
               [&](auto& query) { query, soci::use(office, "body"), soci::use(number, "n"); });
}

Result<std::optional<Inbox::Entry>> Inbox::by_item(std::string_view body, std::string_view item)
{
    const std::string office(body), name(item);
    return one(registry_, "WHERE body = :body AND item = :item",
               [&](auto& query) { query, soci::use(office, "body"), soci::use(name, "item"); });
}

Result<std::vector<InboxLine>> Inbox::about(std::string_view body, std::string_view record)
{
    const std::string office(body), mark(record);
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<InboxLine>> {
        StoredLine stored;
        auto query = (session.prepare << "SELECT " + std::string(kLineColumns) +
                                             " FROM inbox WHERE body = :own AND about = :about AND reply = 0 "
                                             "AND state <> 'sealed' ORDER BY received_at, n");
        query, soci::use(office, "own"), soci::use(mark, "about");
        into(query, stored);
        return rows(query, [&] { return stored.value(); });
    });
}

Result<std::optional<Inbox::Entry>> Inbox::report_of(std::string_view body, std::string_view matter)
{
    const std::string office(body), name(matter);
    return one(registry_, "WHERE body = :body AND matter = :matter AND reply = 0 ORDER BY n DESC LIMIT 1",
               [&](auto& query) { query, soci::use(office, "body"), soci::use(name, "matter"); });
}

Result<std::vector<Inbox::Entry>> Inbox::by_number(std::string_view body, int year, int number)
{
    const std::string office(body);
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Entry>> {
        return entries(
            session, "WHERE body = :body AND year = :year AND number = :number ORDER BY n", [&](auto& query) {
                query, soci::use(office, "body"), soci::use(year, "year"), soci::use(number, "number");
            });
    });
}

Result<std::vector<Inbox::Entry>> Inbox::words_of(std::string_view body, std::string_view matter)
{
    const std::string office(body), name(matter);
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Entry>> {
        return entries(session, "WHERE body = :body AND matter = :matter AND reply > 0 ORDER BY n",
                       [&](auto& query) { query, soci::use(office, "body"), soci::use(name, "matter"); });
    });
}

}  // namespace province
