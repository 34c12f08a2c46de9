#include "province/registry/cases.h"

#include <algorithm>
#include <array>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::string_view kColumns =
    "SELECT body, year, n, report, lane, kind, commune, topic, place, received_at, opened_at, state FROM "
    "report_case ";

/// A row as SOCI fills it.
struct Row {
    Case found;
    long long year = 0;
    long long n = 0;
    long long received = 0;
    long long opened = 0;

    Case value() const
    {
        Case out = found;
        out.year = static_cast<int>(year);
        out.n = static_cast<int>(n);
        out.received_at = time_of(received);
        out.opened_at = time_of(opened);
        return out;
    }
};

std::vector<Case> select(soci::session& session, std::string_view where, const std::string& value)
{
    Row row;
    Case& c = row.found;
    soci::statement statement =
        (session.prepare << std::string(kColumns) + std::string(where), soci::use(value, "value"),
         soci::into(c.body), soci::into(row.year), soci::into(row.n), soci::into(c.report),
         soci::into(c.lane), soci::into(c.kind), soci::into(c.commune), soci::into(c.topic),
         soci::into(c.place), soci::into(row.received), soci::into(row.opened), soci::into(c.state));
    std::vector<Case> found;
    for (bool got = statement.execute(true); got; got = statement.fetch()) found.push_back(row.value());
    return found;
}

void note_event(soci::session& session, const Case& of, const std::string& by_body, const std::string& what,
                Time now)
{
    const long long at = seconds(now);
    session << "INSERT INTO case_event (body, year, n, k, at, by_body, what) "
               "SELECT :body, CAST(:year AS BIGINT), CAST(:n AS BIGINT), COALESCE(MAX(k), 0) + 1, CAST(:at "
               "AS BIGINT), "
               ":by, :what FROM case_event WHERE body = :body2 AND year = :year2 AND n = :n2",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"), soci::use(at, "at"),
        soci::use(by_body, "by"), soci::use(what, "what"), soci::use(of.body, "body2"),
        soci::use(of.year, "year2"), soci::use(of.n, "n2");
}

bool insert(soci::session& session, const Case& fresh, int year)
{
    const long long received = seconds(fresh.received_at);
    const long long opened = seconds(fresh.opened_at);
    soci::statement statement =
        (session.prepare
             << "INSERT INTO report_case (body, year, n, report, lane, kind, commune, topic, place, "
                "received_at, "
                "opened_at, state) SELECT :body, CAST(:year AS BIGINT), COALESCE(MAX(n), 0) + 1, :report, "
                ":lane, :kind, "
                ":commune, :topic, :place, CAST(:received AS BIGINT), CAST(:opened AS BIGINT), :state "
                "FROM report_case WHERE body = :body2 AND year = :year2 ON CONFLICT (report) DO NOTHING",
         soci::use(fresh.body, "body"), soci::use(year, "year"), soci::use(fresh.report, "report"),
         soci::use(fresh.lane, "lane"), soci::use(fresh.kind, "kind"), soci::use(fresh.commune, "commune"),
         soci::use(fresh.topic, "topic"), soci::use(fresh.place, "place"), soci::use(received, "received"),
         soci::use(opened, "opened"), soci::use(fresh.state, "state"), soci::use(fresh.body, "body2"),
         soci::use(year, "year2"));
    statement.execute(true);
    return statement.get_affected_rows() == 1;
}

constexpr std::array<std::string_view, 5> kStates{"received", "in_progress", "answered", "forwarded",
                                                  "rejected"};

}  // namespace

std::string Case::number() const
{
    std::string digits = std::to_string(n);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return "PA-" + std::to_string(year) + "-" + digits;
}

std::optional<std::pair<int, int>> parse_case_number(std::string_view text)
{
    if (!text.starts_with("PA-") || text.size() < 12 || text.size() > 16 || text[7] != '-')
        return std::nullopt;
    const auto year = protocol::parse_decimal(text.substr(3, 4));
    std::string_view digits = text.substr(8);
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    const auto n = protocol::parse_decimal(digits);
    if (!year || !n || *n == 0) return std::nullopt;
    return std::pair{static_cast<int>(*year), static_cast<int>(*n)};
}

bool is_case_state(std::string_view state) { return std::ranges::find(kStates, state) != kStates.end(); }

Result<Case> Cases::open(const Case& fresh, std::string_view by_body)
{
    return changing(registry_, [&](soci::session& session) -> Result<Case> {
        const int year = static_cast<int>(protocol::local_date(fresh.opened_at).year());
        const bool first = insert(session, fresh, year);
        const auto found = select(session, "WHERE report = :value", fresh.report);
        if (found.empty()) return protocol::fail(Fault::Storage, "a case was neither made nor there before");
        if (first) note_event(session, found.front(), std::string(by_body), "opened", fresh.opened_at);
        return found.front();
    });
}

Result<std::optional<Case>> Cases::by_report(std::string_view report)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<Case>> {
        auto found = select(session, "WHERE report = :value", std::string(report));
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<std::vector<Case>> Cases::of_body(std::string_view body)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Case>> {
        return select(session, "WHERE body = :value ORDER BY received_at, year, n", std::string(body));
    });
}

Result<void> Cases::answer(const Case& of, std::string_view state, const Answer& answer,
                           std::string_view by_body, Time now)
{
    if (!is_case_state(state)) return protocol::fail(Fault::Malformed, "unknown state of a case");
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const auto size = static_cast<long long>(answer.sealed.size());
        const std::string hash = protocol::to_hex(protocol::sha256(answer.sealed));
        const std::string sealed = protocol::to_base64(answer.sealed);
        const long long at = seconds(now);
        soci::statement insert =
            (session.prepare
                 << "INSERT INTO reply (commune, lookup, k, size, sha256, sealed, filed_at) VALUES "
                    "(:commune, "
                    ":lookup, :k, :size, :hash, :sealed, :at) ON CONFLICT (commune, lookup, k) DO NOTHING",
             soci::use(answer.commune, "commune"), soci::use(answer.lookup, "lookup"),
             soci::use(answer.k, "k"), soci::use(size, "size"), soci::use(hash, "hash"),
             soci::use(sealed, "sealed"), soci::use(at, "at"));
        insert.execute(true);
        if (insert.get_affected_rows() != 1) return protocol::fail(Fault::Busy, "another answer came first");

        const std::string word(state);
        session << "UPDATE report_case SET state = :state WHERE body = :body AND year = :year AND n = :n",
            soci::use(word, "state"), soci::use(of.body, "body"), soci::use(of.year, "year"),
            soci::use(of.n, "n");
        note_event(session, of, std::string(by_body), word, now);
        return {};
    });
}

Result<void> Cases::reopen(const Case& of, std::string_view by_body, Time at)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string word(kReopened);
        soci::statement change =
            (session.prepare
                 << "UPDATE report_case SET state = :state WHERE body = :body AND year = :year AND "
                    "n = :n AND state <> :same",
             soci::use(word, "state"), soci::use(of.body, "body"), soci::use(of.year, "year"),
             soci::use(of.n, "n"), soci::use(word, "same"));
        change.execute(true);
        if (change.get_affected_rows() == 1) note_event(session, of, std::string(by_body), word, at);
        return {};
    });
}

}  // namespace province
