#include "province/registry/ratings.h"

#include <map>
#include <string>

#include "protocol/records/card_types.h"
#include "protocol/trust/key_names.h"
#include "province/registry/body_range.h"
#include "province/registry/mark_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Date;
using protocol::Result;

namespace {

constexpr unsigned kMonths = 3;

/// The first day of the quarter that a day lies in.
Date quarter_of(Date day)
{
    const unsigned month = static_cast<unsigned>(day.month());
    return {day.year(), std::chrono::month{(month - 1) / kMonths * kMonths + 1}, std::chrono::day{1}};
}

Date next_quarter(Date quarter) { return quarter + std::chrono::months{kMonths}; }

}  // namespace

void add_mark(soci::session& session, const std::string& body, protocol::Time at, int mark)
{
    const std::string quarter = protocol::format_date(quarter_of(protocol::local_date(at)));
    session << "INSERT INTO rating (body, quarter, n, total) VALUES (:body, :quarter, 1, :mark) ON CONFLICT "
               "(body, quarter) DO UPDATE SET n = rating.n + 1, total = rating.total + excluded.total",
        soci::use(body, "body"), soci::use(quarter, "quarter"), soci::use(mark, "mark");
}

std::optional<std::int64_t> Ratings::Sum::average_tenths() const
{
    if (n < protocol::kLeastRatings) return std::nullopt;
    return (10 * total + n / 2) / n;
}

Result<Ratings::Sum> Ratings::count(const Span& span)
{
    return reading(registry_, [&](soci::session& session) -> Result<Sum> {
        const Date first = quarter_of(span.from);
        const std::string from = protocol::format_date(first < span.from ? next_quarter(first) : first);
        const std::string to = protocol::format_date(quarter_of(protocol::add_days(span.to, 1)));
        const BodyRange bodies(span);
        std::string body;
        long long n = 0, total = 0;
        auto query =
            (session.prepare << "SELECT body, CAST(SUM(n) AS BIGINT), CAST(SUM(total) AS BIGINT) FROM "
                                "rating WHERE " +
                                    BodyRange::where() +
                                    " AND quarter >= :from_day AND quarter < :to_day GROUP BY body");
        bodies.bind(query);
        query, soci::use(from, "from_day"), soci::use(to, "to_day"), soci::into(body), soci::into(n),
            soci::into(total);
        std::map<std::string, Sum> areas;
        each_row(query, [&] {
            Sum& area = areas[std::string(protocol::body_area(body))];
            area.n += n;
            area.total += total;
        });
        Sum sum;
        for (const auto& [code, area] : areas) {
            if (area.n < protocol::kLeastRatings) continue;
            sum.n += area.n;
            sum.total += area.total;
        }
        return sum;
    });
}

}  // namespace province
