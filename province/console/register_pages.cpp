#include "province/console/desk_visit.h"
#include "province/console/inbox_row.h"
#include "province/console/pages.h"
#include "province/registry/register.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Date;

namespace {

constexpr int kMostLines = 3000;  // some hundred sheets of paper
constexpr int kMostDays = 366;

}  // namespace

Response register_page(Visit& visit)
{
    const Date today = protocol::local_date(visit.now);
    const auto from_asked = protocol::parse_date(visit.query.get("from"));
    const auto to_asked = protocol::parse_date(visit.query.get("to"));
    const Date to = to_asked && *to_asked <= today ? *to_asked : today;
    Date from{to.year(), to.month(), std::chrono::day{1}};
    if (from_asked && *from_asked <= to && protocol::days_between(*from_asked, to) <= kMostDays)
        from = *from_asked;
    const auto& body = visit.who().body;
    const auto lines = register_of(visit.console.registry, body.code, from, to, kMostLines + 1);
    if (!lines) return failed(visit, lines.error());
    const auto people = PeopleNames::of(visit);
    if (!people) return failed(visit, people.error());
    std::vector<Fields> rows;
    for (const RegisterLine& line : *lines) {
        if (rows.size() == kMostLines) break;
        Fields row = inbox_row(visit, line.line, today, *people);
        row.text("n", std::to_string(rows.size() + 1)).yes("has_result", line.answered_at.has_value());
        if (line.answered_at) {
            row.text("result", short_day(protocol::local_date(*line.answered_at)));
            row.yes("result_late", !line.on_time);
        }
        rows.push_back(std::move(row));
    }
    Fields fields;
    fields.text("body", body.name).text("total", std::to_string(rows.size()));
    fields.text("signed_on", texts().fill("console.register.signed_on",
                                          {{"day", std::to_string(static_cast<unsigned>(today.day()))},
                                           {"month", std::to_string(static_cast<unsigned>(today.month()))},
                                           {"year", std::to_string(static_cast<int>(today.year()))}}));
    fields.text("from_words", long_day(from)).text("to_words", long_day(to));
    fields.text("from", protocol::format_date(from)).text("to", protocol::format_date(to));
    fields.text("from_day", short_day(from)).text("to_day", short_day(to));
    fields.yes("none", rows.empty()).yes("cut", lines->size() > kMostLines);
    fields.list("rows", std::move(rows));
    return show(visit, "register", "console.register.title", std::move(fields));
}

}  // namespace province::console
