#include "province/registry/screen_views.h"

#include "province/registry/pool.h"

namespace province {

using protocol::Result;

Result<ScreenViews::Counted> ScreenViews::count(const Span& span)
{
    return reading(registry_, [&](soci::session& session) -> Result<Counted> {
        const std::string from = protocol::format_date(span.from), to = protocol::format_date(span.to);
        const auto ask = [&](const std::string& what, const std::string& group) {
            auto query = (session.prepare << "SELECT " + what + " FROM screen_views WHERE " +
                                                 (span.area.empty() ? "" : "commune = :area AND ") +
                                                 "day >= :from AND day <= :to" + group);
            if (!span.area.empty()) query, soci::use(span.area, "area");
            query, soci::use(from, "from"), soci::use(to, "to");
            return query;
        };
        Counted counted;
        std::string screen;
        long long shown = 0;
        auto by_screen = ask("screen, CAST(SUM(shown) AS BIGINT)", " GROUP BY screen");
        by_screen, soci::into(screen), soci::into(shown);
        each_row(by_screen, [&] { counted.screens[screen] = shown; });
        // Whoever opens a page was at home first: its days are nearly always the days of all, and quick to
        // count. But a terminal tells what it likes, and no figure is divided by no day.
        for (const char* of : {" AND screen = 'home'", ""}) {
            if (counted.days > 0 || counted.screens.empty()) break;
            long long days = 0;
            auto by_day = ask("COUNT(DISTINCT day)", of);
            by_day, soci::into(days);
            each_row(by_day, [&] { counted.days = days; });
        }
        return counted;
    });
}

}  // namespace province
