#include "province/console/figures_sheet.h"

#include "province/text/texts.h"

namespace province::console {

using protocol::Date;

namespace {

std::string of(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? std::string("—") : std::to_string(part) + " / " + std::to_string(whole);
}

std::string percent(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? std::string{} : std::to_string((200 * part + whole) / (2 * whole)) + "%";
}

std::string days(std::int64_t n)
{
    return n == 0 ? text("console.figures.under_a_day")
                  : texts().fill("console.figures.days", {{"n", std::to_string(n)}});
}

std::int64_t waited(const Tally& tally, Date today)
{
    return protocol::days_between(protocol::local_date(*tally.oldest), today);
}

std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string csv_line(std::string_view table, const FigureLine& line, Date today)
{
    std::string out = std::string(table) + "," + in_quotes(line.code) + "," + in_quotes(line.name);
    const Tally& t = line.tally;
    if (line.told != Told::Exactly)
        return out + "," + (line.told == Told::Few ? in_quotes(text("console.figures.few")) : std::string{}) +
               ",,,,,,,,\r\n";
    for (const auto n : {t.received, t.unopened, t.answered, t.on_time, t.moved, t.waiting(), t.overdue})
        out += "," + std::to_string(n);
    const auto median = t.median_days();
    out += "," + (median ? std::to_string(*median) : std::string{});
    return out + "," + (t.oldest ? std::to_string(waited(t, today)) : std::string{}) + "\r\n";
}

}  // namespace

std::vector<Fields> figure_rows(const std::vector<FigureLine>& lines, Date today)
{
    std::vector<Fields> rows;
    for (const FigureLine& line : lines) {
        const Tally& t = line.tally;
        Fields row;
        row.text("code", line.code).text("name", line.name).yes("exact", line.told == Told::Exactly);
        row.text("inexact", line.told == Told::Few ? text("console.figures.few") : std::string("—"));
        row.text("received", std::to_string(t.received));
        row.text("answered", of(t.answered, t.received)).text("on_time", of(t.on_time, t.answered));
        row.text("share", percent(t.on_time, t.answered));
        const auto median = t.median_days();
        row.text("median", median ? days(*median) : std::string("—"));
        row.text("waiting", std::to_string(t.waiting())).text("overdue", std::to_string(t.overdue));
        row.yes("late", t.overdue > 0);
        row.text("oldest", t.oldest ? days(waited(t, today)) : std::string("—"));
        row.text("plotted", std::to_string(t.answered) + " " + std::to_string(t.waiting()) + " " +
                                std::to_string(t.moved));
        rows.push_back(std::move(row));
    }
    return rows;
}

void add_total(Fields& fields, const Tally& total, Date today)
{
    fields.text("received", std::to_string(total.received)).text("unopened", std::to_string(total.unopened));
    fields.yes("has_unopened", total.unopened > 0);
    fields.text("answered", std::to_string(total.answered));
    fields.text("answered_of", texts().fill("console.figures.of", {{"all", std::to_string(total.received)}}));
    fields.text("on_time", std::to_string(total.on_time));
    fields.text("on_time_of", texts().fill("console.figures.of", {{"all", std::to_string(total.answered)}}));
    fields.text("share", percent(total.on_time, total.answered)).yes("has_share", total.answered > 0);
    fields.yes("share_good", total.answered > 0 && total.on_time * 10 >= total.answered * 9);
    fields.yes("nothing_waits", total.waiting() == 0);
    const auto median = total.median_days();
    fields.text("median", median ? days(*median) : std::string("—"));
    fields.text("waiting", std::to_string(total.waiting())).text("overdue", std::to_string(total.overdue));
    fields.yes("has_overdue", total.overdue > 0);
    fields.text("oldest", total.oldest ? days(waited(total, today)) : std::string("—"));
    fields.text("moved", std::to_string(total.moved)).yes("has_moved", total.moved > 0);
}

std::string figures_csv(const std::vector<std::pair<std::string, std::vector<FigureLine>>>& tables,
                        Date today)
{
    std::string out =
        "\xef\xbb\xbf"
        "table,code,name,received,unopened,answered,on_time,moved,waiting,overdue,median_days,oldest_waiting_"
        "days\r\n";
    for (const auto& [table, lines] : tables)
        for (const FigureLine& line : lines) out += csv_line(table, line, today);
    return out;
}

}  // namespace province::console
