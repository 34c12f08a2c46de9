#include "province/registry/register.h"

#include <string>

#include "province/registry/inbox_rows.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Date;
using protocol::Result;

Result<std::vector<RegisterLine>> register_of(Registry& registry, std::string_view body, Date from, Date to,
                                              int most)
{
    return reading(registry, [&](soci::session& session) -> Result<std::vector<RegisterLine>> {
        const std::string office(body);
        const long long first = seconds(protocol::at_local(from));
        const long long last = seconds(protocol::at_local(protocol::add_days(to, 1)));
        StoredLine stored;
        long long answered = 0, over = 0;
        auto query =
            (session.prepare
             << "SELECT " + std::string(kLineColumns) +
                    ", (SELECT COALESCE(MAX(c.answered_at), 0) FROM report_case c WHERE c.body = office "
                    "AND c.year = inbox.year AND c.n = number), (SELECT COALESCE(MAX(c.over_at), 0) FROM "
                    "report_case c WHERE c.body = office AND c.year = inbox.year AND c.n = number) "
                    "FROM inbox WHERE body = :own AND reply = 0 AND state <> 'sealed' AND "
                    "received_at >= :first AND received_at < :last ORDER BY received_at, n LIMIT :most");
        query, soci::use(office, "own"), soci::use(first, "first"), soci::use(last, "last"),
            soci::use(most, "most");
        into(query, stored);
        query, soci::into(answered), soci::into(over);
        return rows(query, [&] {
            RegisterLine line{stored.value(), std::nullopt, answered != 0 && answered < over};
            if (answered != 0) line.answered_at = time_of(answered);
            return line;
        });
    });
}

}  // namespace province
