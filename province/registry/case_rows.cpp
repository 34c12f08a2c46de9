#include "province/registry/case_rows.h"

#include "protocol/base/encoding.h"
#include "province/registry/pool.h"

namespace province {

namespace {

constexpr std::string_view kColumns =
    "SELECT body, year, n, report, lane, kind, commune, topic, place, received_at, opened_at, state, "
    "assignee, clock_at, same_year, same_as, answered_at, over_at, "
    "came_from FROM report_case ";

/// A row as SOCI fills it.
struct Row {
    Case found;
    long long year = 0;
    long long n = 0;
    long long received = 0;
    long long opened = 0;
    long long clock = 0;
    long long same_year = 0;
    long long same_as = 0;
    long long answered = 0;
    long long over = 0;

    Case value() const
    {
        Case out = found;
        out.year = static_cast<int>(year);
        out.n = static_cast<int>(n);
        out.received_at = time_of(received);
        out.opened_at = time_of(opened);
        out.clock_at = time_of(clock);
        out.over_at = time_of(over);
        if (answered != 0) out.answered_at = time_of(answered);
        if (same_as != 0) out.same_as = {static_cast<int>(same_year), static_cast<int>(same_as)};
        return out;
    }
};

template <class Bind>
std::vector<Case> select(soci::session& session, std::string_view where, Bind&& bind)
{
    Row row;
    Case& c = row.found;
    auto query = (session.prepare << std::string(kColumns) + std::string(where));
    bind(query);
    query, soci::into(c.body), soci::into(row.year), soci::into(row.n), soci::into(c.report),
        soci::into(c.lane), soci::into(c.kind), soci::into(c.commune), soci::into(c.topic),
        soci::into(c.place), soci::into(row.received), soci::into(row.opened), soci::into(c.state),
        soci::into(c.assignee), soci::into(row.clock), soci::into(row.same_year), soci::into(row.same_as),
        soci::into(row.answered), soci::into(row.over), soci::into(c.came_from);
    return rows(query, [&] { return row.value(); });
}

}  // namespace

std::vector<Case> cases_by_report(soci::session& session, const std::string& report)
{
    return select(session, "WHERE report = :report",
                  [&](auto& query) { query, soci::use(report, "report"); });
}

std::vector<Case> cases_by_number(soci::session& session, const std::string& body, int year, int n)
{
    return select(session, "WHERE body = :body AND year = :year AND n = :n", [&](auto& query) {
        query, soci::use(body, "body"), soci::use(year, "year"), soci::use(n, "n");
    });
}

std::vector<Case> cases_that_came(soci::session& session, const std::string& from)
{
    return select(session, "WHERE came_from = :from ORDER BY body, year, n",
                  [&](auto& query) { query, soci::use(from, "from"); });
}

std::vector<Case> cases_same_as(soci::session& session, const Case& main)
{
    return select(session, "WHERE body = :body AND same_year = :year AND same_as = :n ORDER BY year, n",
                  [&](auto& query) {
                      query, soci::use(main.body, "body"), soci::use(main.year, "year"),
                          soci::use(main.n, "n");
                  });
}

bool insert_case(soci::session& session, const Case& fresh, int year)
{
    const long long received = seconds(fresh.received_at);
    const long long opened = seconds(fresh.opened_at);
    soci::statement statement =
        (session.prepare
             << "INSERT INTO report_case (body, year, n, report, lane, kind, commune, topic, place, "
                "received_at, opened_at, state, clock_at, came_from) SELECT :body, CAST(:year AS BIGINT), "
                "COALESCE(MAX(n), 0) + 1, :report, :lane, :kind, :commune, :topic, :place, "
                "CAST(:received AS BIGINT), CAST(:opened AS BIGINT), :state, CAST(:clock AS BIGINT), "
                ":came_from "
                "FROM report_case WHERE body = :body2 AND year = :year2 ON CONFLICT (report) DO NOTHING",
         soci::use(fresh.body, "body"), soci::use(year, "year"), soci::use(fresh.report, "report"),
         soci::use(fresh.lane, "lane"), soci::use(fresh.kind, "kind"), soci::use(fresh.commune, "commune"),
         soci::use(fresh.topic, "topic"), soci::use(fresh.place, "place"), soci::use(received, "received"),
         soci::use(opened, "opened"), soci::use(fresh.state, "state"), soci::use(received, "clock"),
         soci::use(fresh.came_from, "came_from"), soci::use(fresh.body, "body2"), soci::use(year, "year2"));
    statement.execute(true);
    return statement.get_affected_rows() == 1;
}

void write_case(soci::session& session, const Case& now)
{
    const long long clock = seconds(now.clock_at);
    const int same_year = now.same_as ? now.same_as->first : 0;
    const int same_as = now.same_as ? now.same_as->second : 0;
    const long long answered = now.answered_at ? seconds(*now.answered_at) : 0;
    const long long over = seconds(now.over_at);
    session << "UPDATE report_case SET state = :state, lane = :lane, topic = :topic, place = :place, "
               "assignee = :assignee, clock_at = :clock, same_year = :same_year, same_as = :same_as, "
               "answered_at = :answered, over_at = :over, came_from = :came_from "
               "WHERE body = :body AND year = :year AND n = :n",
        soci::use(now.state, "state"), soci::use(now.lane, "lane"), soci::use(now.topic, "topic"),
        soci::use(now.place, "place"), soci::use(now.assignee, "assignee"), soci::use(clock, "clock"),
        soci::use(same_year, "same_year"), soci::use(same_as, "same_as"), soci::use(answered, "answered"),
        soci::use(over, "over"), soci::use(now.came_from, "came_from"), soci::use(now.body, "body"),
        soci::use(now.year, "year"), soci::use(now.n, "n");
    session << "UPDATE inbox SET state = :state, office = :office, year = :year, number = :number, "
               "lane = :lane, topic = :topic, place = :place, assignee = :assignee, clock_at = :clock "
               "WHERE item = :item",
        soci::use(now.state, "state"), soci::use(now.body, "office"), soci::use(now.year, "year"),
        soci::use(now.n, "number"), soci::use(now.lane, "lane"), soci::use(now.topic, "topic"),
        soci::use(now.place, "place"), soci::use(now.assignee, "assignee"), soci::use(clock, "clock"),
        soci::use(now.report, "item");
}

int last_event(soci::session& session, const Case& of)
{
    long long last = 0;
    session << "SELECT COALESCE(MAX(k), 0) FROM case_event WHERE body = :body AND year = :year AND n = :n",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"), soci::into(last);
    return static_cast<int>(last);
}

std::string newest_word(soci::session& session, const Case& of)
{
    std::string what;
    session << "SELECT what FROM case_event WHERE body = :body AND year = :year AND n = :n AND what NOT IN "
               "('noted', 'assigned', 'refiled', 'joined') ORDER BY k DESC LIMIT 1",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"), soci::into(what);
    return what;
}

void note_event(soci::session& session, const Case& of, const Act& act, std::string_view what,
                std::string_view detail, std::string_view sealed)
{
    const int k = last_event(session, of) + 1;
    const long long at = seconds(act.at);
    const std::string word(what), codes(detail), bytes = protocol::to_base64(sealed);
    session << "INSERT INTO case_event (body, year, n, k, at, by_body, what, login, detail, sealed) VALUES "
               "(:body, :year, :n, :k, :at, :by, :what, :login, :detail, :sealed)",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"), soci::use(k, "k"),
        soci::use(at, "at"), soci::use(act.body, "by"), soci::use(word, "what"),
        soci::use(act.login, "login"), soci::use(codes, "detail"), soci::use(bytes, "sealed");
}

}  // namespace province
