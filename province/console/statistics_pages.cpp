#include <algorithm>
#include <numeric>

#include "protocol/trust/key_names.h"
#include "province/console/desk_seen.h"
#include "province/console/draft_visit.h"
#include "province/console/figures_sheet.h"
#include "province/console/pages.h"
#include "province/feedback/terms.h"
#include "province/feedback/wording.h"
#include "province/law/bodies.h"
#include "province/registry/ratings.h"
#include "province/registry/screen_views.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Date;
using protocol::Result;
using By = Statistics::By;

namespace {

constexpr int kMonths = 12;      // of the span that is shown first
constexpr int kMostDays = 3700;  // ten years
constexpr int kQuarters = 4;     // offered for publishing
constexpr unsigned kMonthsOfQuarter = 3;
constexpr int kMostRecords = 200;

bool of_the_province(const Visit& visit)
{
    return protocol::body_area(visit.who().body.code) == visit.console.law.province_code;
}

Date first_of_month(Date day) { return {day.year(), day.month(), std::chrono::day{1}}; }

/// What is asked for. Somebody of a commune sees that commune; the province's offices see all communes, one
/// of them, or what they themselves have to answer. What the inspectorate received is in no other office's
/// figures.
struct Asked {
    Span span;
    std::string commune;  ///< of the query: a code, "own", or empty
    std::string name;
};

Asked asked_for(const Visit& visit)
{
    Asked asked;
    const Date today = protocol::local_date(visit.now);
    const auto from = protocol::parse_date(visit.query.get("from"));
    const auto to = protocol::parse_date(visit.query.get("to"));
    asked.span.to = to && *to <= today ? *to : today;
    asked.span.from = first_of_month(asked.span.to) - std::chrono::months{kMonths - 1};
    if (from && *from <= asked.span.to && protocol::days_between(*from, asked.span.to) <= kMostDays)
        asked.span.from = *from;
    if (!visit.who().roles.any_of({Role::Desk, Role::Supervisor})) {
        // Two spans that differ by a day would tell the topic of that day's one report.
        asked.span.from = first_of_month(asked.span.from);
        const Date month_end = protocol::add_days(first_of_month(asked.span.to) + std::chrono::months{1}, -1);
        asked.span.to = std::min(month_end, today);
    }

    const auto& law = visit.console.law;
    asked.name = visit.who().body.name;
    if (!of_the_province(visit)) {
        asked.span.area = protocol::body_area(visit.who().body.code);
        for (const Unit& unit : law.units)
            if (unit.code == asked.span.area) asked.name = unit.kind + " " + unit.name;
        return asked;
    }
    const std::string& commune = visit.query.get("commune");
    if (commune == "own") {
        asked.commune = commune;
        asked.span.office = visit.who().body.code;
        return asked;
    }
    asked.name = law.province_name;
    asked.span.without = law.province_code;
    for (const Unit& unit : law.units)
        if (unit.code == commune) {
            asked.commune = asked.span.area = commune;
            asked.name = unit.kind + " " + unit.name;
        }
    return asked;
}

std::string address(const Asked& asked, std::string_view page)
{
    std::string to = std::string(page) + "?from=" + protocol::format_date(asked.span.from) +
                     "&to=" + protocol::format_date(asked.span.to);
    if (!asked.commune.empty()) to += "&commune=" + asked.commune;
    return to;
}

struct Tables {
    std::vector<FigureLine> months, topics, communes;
    Tally total;
};

std::vector<FigureLine> topic_lines(const std::map<std::string, Tally>& counted)
{
    std::vector<FigureLine> lines;
    Tally rest;  // not opened, or of an unknown topic
    for (const auto& [code, tally] : counted) {
        const std::string key = "feedback.topic." + code;
        if (texts().has(key))
            lines.push_back({code, text(key), tally});
        else
            rest += tally;
    }
    std::vector<std::int64_t> counts;
    for (const FigureLine& line : lines) counts.push_back(line.tally.received);
    const auto told = tell_counts(counts);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].told = told[i];
    // Most asked about first, "something else" last; the order of those that are not told says nothing.
    std::ranges::stable_sort(lines, [](const auto& a, const auto& b) {
        const auto weight = [](const FigureLine& line) {
            return line.told == Told::Exactly ? line.tally.received : -1;
        };
        if ((a.code == "khac") != (b.code == "khac")) return b.code == "khac";
        return weight(a) > weight(b);
    });
    if (rest.received > 0) lines.push_back({"", text("console.figures.no_topic"), rest});
    return lines;
}

std::vector<FigureLine> commune_lines(const Visit& visit, const std::map<std::string, Tally>& by_office)
{
    std::map<std::string, Tally, std::less<>> by_area;
    for (const auto& [body, tally] : by_office) by_area[std::string(protocol::body_area(body))] += tally;
    std::vector<FigureLine> lines;
    for (const Unit& unit : visit.console.law.units) {
        const auto found = by_area.find(unit.code);
        lines.push_back(
            {unit.code, unit.kind + " " + unit.name, found == by_area.end() ? Tally{} : found->second});
    }
    return lines;
}

/// Is it one quarter that is over?
bool is_quarter(const Span& span, Date today)
{
    const bool begins = span.from.day() == std::chrono::day{1} &&
                        (static_cast<unsigned>(span.from.month()) - 1) % kMonthsOfQuarter == 0;
    return begins && span.to < today &&
           span.to == protocol::add_days(span.from + std::chrono::months{kMonthsOfQuarter}, -1);
}

/// Who neither answers nor supervises sees topics of one whole quarter that is over, and not of the province
/// as a whole: two spans, or the whole less all other communes, would tell a count below five.
bool tells_topics(const Visit& visit, const Asked& asked)
{
    if (visit.who().roles.any_of({Role::Desk, Role::Supervisor})) return true;
    const bool whole = asked.span.area.empty() && asked.span.office.empty();
    return !whole && is_quarter(asked.span, protocol::local_date(visit.now));
}

Result<Tables> tables_of(const Visit& visit, const Asked& asked)
{
    Statistics statistics(visit.console.registry);
    const auto late = due_before(visit.console.terms, protocol::local_date(visit.now));
    const auto months = statistics.count(asked.span, By::Month, late);
    if (!months) return tl::unexpected{months.error()};
    const auto topics = statistics.count(asked.span, By::Topic, late);
    if (!topics) return tl::unexpected{topics.error()};
    Tables tables;
    for (const auto& [month, tally] : *months) {
        if (month.size() != 7) continue;
        tables.months.push_back({month, month.substr(5) + "/" + month.substr(0, 4), tally});
        tables.total += tally;
    }
    if (tells_topics(visit, asked)) tables.topics = topic_lines(*topics);
    // So few that none is told: their names beside the total would tell the rest.
    const auto is_told = [](const FigureLine& line) {
        return !line.code.empty() && line.told != Told::NotAtAll;
    };
    if (std::ranges::none_of(tables.topics, is_told)) tables.topics.clear();
    if (!asked.span.area.empty() || !asked.span.office.empty()) return tables;
    const auto offices = statistics.count(asked.span, By::Office, late);
    if (!offices) return tl::unexpected{offices.error()};
    tables.communes = commune_lines(visit, *offices);
    return tables;
}

struct ViewLine {
    std::string code, name;
    std::int64_t shown = 0;
};

/// Most opened first; nothing for an office's own figures: a screen is no office's.
Result<std::vector<ViewLine>> view_lines(const Visit& visit, const Asked& asked, std::int64_t& days)
{
    if (!asked.span.office.empty()) return std::vector<ViewLine>{};
    const auto counted = ScreenViews(visit.console.registry).count(asked.span);
    if (!counted) return tl::unexpected{counted.error()};
    std::vector<ViewLine> lines;
    for (const auto& [code, shown] : counted->screens)
        lines.push_back({code, named(texts(), "screen.", code), shown});
    std::ranges::stable_sort(lines, std::greater{}, &ViewLine::shown);
    days = counted->days;
    return lines;
}

Result<void> add_views(Fields& fields, const Visit& visit, const Asked& asked)
{
    std::int64_t days = 0;
    const auto lines = view_lines(visit, asked, days);
    if (!lines) return tl::unexpected{lines.error()};
    std::vector<Fields> rows;
    for (const ViewLine& line : *lines)
        rows.push_back(Fields()
                           .text("name", line.name)
                           .text("shown", std::to_string(line.shown))
                           .text("each_day", std::to_string((2 * line.shown + days) / (2 * days))));
    fields.yes("has_views", !rows.empty()).text("view_days", std::to_string(days));
    fields.text("views_csv", address(asked, "/console/statistics/csv") + "&of=views");
    fields.list("views", std::move(rows));
    return {};
}

/// The last day of a finished quarter, and its name: "3/2026".
struct Quarter {
    Date from, to;
    std::string name;
};

std::vector<Quarter> finished_quarters(Date today)
{
    std::vector<Quarter> quarters;
    const auto month = static_cast<unsigned>(today.month());
    Date next = Date{today.year(), std::chrono::month{(month - 1) / 3 * 3 + 1}, std::chrono::day{1}};
    for (int i = 0; i < kQuarters; ++i) {
        const Date from = next - std::chrono::months{3};
        quarters.push_back({from, protocol::add_days(next, -1),
                            std::to_string((static_cast<unsigned>(from.month()) - 1) / 3 + 1) + "/" +
                                std::to_string(static_cast<int>(from.year()))});
        next = from;
    }
    return quarters;
}

/// Of which desks nobody knows what lies unopened since before the end of the quarter.
Result<std::string> desks_behind(const Visit& visit, const Asked& asked, const Quarter& quarter)
{
    const auto desks = desks_seen(visit, asked.span.area);
    if (!desks) return tl::unexpected{desks.error()};
    const auto over = protocol::at_local(protocol::add_days(quarter.to, 1));
    std::string names;
    for (const DeskSeen& desk : *desks)
        if (!desk.at || *desk.at < over) names += (names.empty() ? "" : ", ") + desk.name;
    return names;
}

struct RatingLine {
    Quarter quarter;
    Ratings::Sum sum;
};

/// Of quarters that are over: while one runs, two looks a day apart would tell the mark of that day. And only
/// of those whose words have all been read, so that they change no more.
Result<std::vector<RatingLine>> rating_lines(const Visit& visit, const Asked& asked)
{
    std::vector<RatingLine> lines;
    for (const Quarter& quarter : finished_quarters(protocol::local_date(visit.now))) {
        const auto behind = desks_behind(visit, asked, quarter);
        if (!behind) return tl::unexpected{behind.error()};
        if (!behind->empty()) continue;
        Span span = asked.span;
        span.from = quarter.from;
        span.to = quarter.to;
        const auto sum = Ratings(visit.console.registry).count(span);
        if (!sum) return tl::unexpected{sum.error()};
        if (sum->average_tenths()) lines.push_back({quarter, *sum});
    }
    return lines;
}

/// "4,2", as the language of the texts writes it.
std::string mark_words(std::int64_t tenths)
{
    return std::to_string(tenths / 10) + text("console.figures.point") + std::to_string(tenths % 10);
}

Result<void> add_ratings(Fields& fields, const Visit& visit, const Asked& asked)
{
    const auto lines = rating_lines(visit, asked);
    if (!lines) return tl::unexpected{lines.error()};
    std::vector<Fields> rows;
    for (const RatingLine& line : *lines)
        rows.push_back(Fields()
                           .text("quarter", line.quarter.name)
                           .text("n", std::to_string(line.sum.n))
                           .text("mark", mark_words(*line.sum.average_tenths())));
    fields.yes("has_ratings", !rows.empty());
    fields.list("ratings", std::move(rows));
    fields.text("ratings_csv", address(asked, "/console/statistics/csv") + "&of=ratings");
    return {};
}

std::vector<Fields> commune_options(const Visit& visit, const Asked& asked)
{
    std::vector<Fields> options;
    options.push_back(Fields()
                          .text("value", "own")
                          .text("word", text("console.figures.own"))
                          .yes("chosen", asked.commune == "own"));
    for (const Unit& unit : visit.console.law.units)
        options.push_back(Fields()
                              .text("value", unit.code)
                              .text("word", unit.kind + " " + unit.name)
                              .yes("chosen", unit.code == asked.commune));
    return options;
}

/// What the public record says of a quarter, as a form would have been filled in.
DraftText public_figures(const Tables& tables, const Ratings::Sum& ratings, const Asked& asked,
                         const Quarter& quarter, Date today)
{
    const Tally& t = tables.total;
    // Of the whole province no topics: less those of thirty-nine communes they would be the fortieth's.
    const bool everywhere = asked.span.area.empty() && asked.span.office.empty();
    DraftText draft;
    draft.kind = "stats";
    const auto whole = [&](const char* name, std::int64_t n) { draft.values[name] = {std::to_string(n)}; };
    draft.values["period_from"] = {protocol::format_date(asked.span.from)};
    draft.values["period_to"] = {protocol::format_date(asked.span.to)};
    draft.values["from"] = {protocol::format_date(today)};
    whole("received", t.received);
    whole("answered", t.answered);
    whole("on_time", t.on_time);
    whole("late", t.answered - t.on_time);
    if (const auto median = t.median_days()) whole("median_days", *median);
    if (t.oldest) whole("oldest_open_days", protocol::days_between(protocol::local_date(*t.oldest), today));
    if (t.moved > 0) whole("withdrawn", t.moved);
    for (const FigureLine& line : tables.topics) {
        if (everywhere || line.code.empty() || line.told == Told::NotAtAll || line.tally.received == 0)
            continue;
        // 1 says "dưới 5" and nothing more (protocol/README.md).
        const bool few = line.told == Told::Few;
        draft.values["by_topic.code"].push_back(line.code);
        draft.values["by_topic.received"].push_back(std::to_string(few ? 1 : line.tally.received));
        draft.values["by_topic.answered"].push_back(std::to_string(few ? 0 : line.tally.answered));
    }
    if (const auto average = ratings.average_tenths()) {
        whole("rating.n", ratings.n);
        whole("rating.avg10", *average);
    }
    draft.values["summary"] = {
        texts().fill("console.figures.summary", {{"received", std::to_string(t.received)},
                                                 {"answered", std::to_string(t.answered)},
                                                 {"on_time", std::to_string(t.on_time)}})};
    draft.title = texts().fill("console.figures.public_title", {{"quarter", quarter.name}});
    return draft;
}

}  // namespace

namespace {

Result<void> add_desks_seen(Fields& fields, std::vector<Fields>& communes, const Visit& visit,
                            const Asked& asked)
{
    if (!asked.span.office.empty()) return {};
    const auto desks = desks_seen(visit, asked.span.area);
    if (!desks) return tl::unexpected{desks.error()};
    if (!asked.span.area.empty()) {
        if (desks->empty()) return {};
        const auto& at = desks->front().at;
        fields.yes("has_desk_seen", true).yes("desk_seen_late", seen_late(visit, at));
        fields.text("desk_seen", texts().fill("console.desk.last_seen", {{"when", seen_words(at)}}));
        return {};
    }
    const auto& units = visit.console.law.units;
    for (std::size_t i = 0; i < communes.size() && i < units.size(); ++i) {
        const auto desk = std::ranges::find(*desks, units[i].code + ".ubnd", &DeskSeen::body);
        const bool there = desk != desks->end();
        communes[i].yes("seen_late", there && seen_late(visit, desk->at));
        communes[i].text("seen", there ? seen_words(desk->at) : std::string("—"));
    }
    return {};
}

/// Those who owe most stand first; those who received nothing are only named.
void add_communes(Fields& fields, std::vector<Fields> rows, const std::vector<FigureLine>& lines)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) {
        return std::pair{lines[i].tally.overdue, lines[i].tally.waiting()};
    });
    std::vector<Fields> told, silent;
    for (const std::size_t i : order)
        (lines[i].tally.received > 0 ? told : silent).push_back(std::move(rows[i]));
    fields.yes("has_silent", !silent.empty());
    fields.text("silent_words",
                texts().fill("console.figures.silent", {{"n", std::to_string(silent.size())}}));
    fields.list("communes", std::move(told)).list("silent", std::move(silent));
}

/// The page, with why the figures are not published.
Response figures_page(const Visit& visit, const std::string& problem)
{
    const Asked asked = asked_for(visit);
    const auto tables = tables_of(visit, asked);
    if (!tables) return failed(visit, tables.error());
    const Date today = protocol::local_date(visit.now);
    Fields fields;
    add_total(fields, tables->total, today);
    fields.text("name", asked.name);
    fields.text("from", protocol::format_date(asked.span.from))
        .text("to", protocol::format_date(asked.span.to));
    fields.text("from_words", long_day(asked.span.from)).text("to_words", long_day(asked.span.to));
    fields.text("csv", address(asked, "/console/statistics/csv"));
    fields.list("months", figure_rows(tables->months, today));
    fields.yes("topics_kept", !tells_topics(visit, asked));
    fields.list("topics", figure_rows(tables->topics, today));
    auto communes = figure_rows(tables->communes, today);
    for (Fields& row : communes) row.text("span", address(asked, "").substr(1));
    if (auto added = add_desks_seen(fields, communes, visit, asked); !added)
        return failed(visit, added.error());
    fields.yes("has_communes", !communes.empty());
    add_communes(fields, std::move(communes), tables->communes);
    if (auto added = add_views(fields, visit, asked); !added) return failed(visit, added.error());
    if (auto added = add_ratings(fields, visit, asked); !added) return failed(visit, added.error());
    fields.yes("nothing", tables->total.received == 0);
    fields.yes("chooses", of_the_province(visit)).list("choices", commune_options(visit, asked));
    fields.yes("has_topics", !tables->topics.empty());
    fields.yes("too_few", tables->topics.empty() && tells_topics(visit, asked));
    fields.yes("few", std::ranges::any_of(tables->topics,
                                          [](const auto& line) { return line.told != Told::Exactly; }));
    // The figures that a body publishes are those of all that it is asked about.
    const bool whole = asked.commune.empty();
    fields.yes("may_publish", whole && visit.who().roles.has(Role::Writer));
    std::vector<Fields> quarters;
    for (const Quarter& quarter : finished_quarters(today))
        quarters.push_back(
            Fields()
                .text("value", protocol::format_date(quarter.from))
                .text("word", texts().fill("console.figures.quarter", {{"quarter", quarter.name}})));
    fields.list("quarters", std::move(quarters));
    fields.text("chart", visit.console.parts.address("chart.min.js"));
    fields.text("plots", visit.console.parts.address("plots.js"));
    if (problem.empty()) return show(visit, "statistics", "console.figures.title", std::move(fields));
    fields.yes("has_problem", true).text("problem", problem);
    return show_again(visit, "statistics", "console.figures.title", std::move(fields));
}

/// The number of the draft in which this quarter stands published, or is on its way.
Result<std::optional<std::int64_t>> draft_of(const Visit& visit, const Quarter& quarter)
{
    const auto& body = visit.who().body.code;
    Drafts drafts(visit.console.registry);
    const auto same = [&](const StoredDraft& draft) {
        const auto text = draft_text_of(draft.source);
        return text && text->value("period_from") == protocol::format_date(quarter.from) &&
               text->value("period_to") == protocol::format_date(quarter.to);
    };
    const auto standing = drafts.standing(body, "stats", kMostRecords);
    if (!standing) return tl::unexpected{standing.error()};
    for (const StoredDraft& draft : *standing)
        if (same(draft)) return draft.n;
    const auto open =
        drafts.of_body(body, {DraftState::Writing, DraftState::Waiting, DraftState::Signing}, kMostRecords);
    if (!open) return tl::unexpected{open.error()};
    for (const StoredDraft& draft : *open) {
        if (draft.kind != "stats") continue;
        const auto whole = drafts.find(draft.n);  // lists come without sources
        if (!whole) return tl::unexpected{whole.error()};
        if (*whole && same(**whole)) return draft.n;
    }
    return std::nullopt;
}

}  // namespace

Response statistics_page(Visit& visit) { return figures_page(visit, {}); }

Response statistics_csv(Visit& visit)
{
    const Asked asked = asked_for(visit);
    const std::string_view of = visit.query.get("of");
    std::string_view file = "so-lieu-";
    std::string body;
    if (of == "ratings") {
        file = "diem-hai-long-";
        const auto lines = rating_lines(visit, asked);
        if (!lines) return failed(visit, lines.error());
        body = "\xef\xbb\xbfquarter,marks,average\r\n";
        for (const RatingLine& line : *lines) {
            const std::int64_t tenths = *line.sum.average_tenths();
            body += "\"" + line.quarter.name + "\"," + std::to_string(line.sum.n) + "," +
                    std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "\r\n";
        }
    } else if (of == "views") {
        file = "luot-mo-";
        std::int64_t days = 0;
        const auto lines = view_lines(visit, asked, days);
        if (!lines) return failed(visit, lines.error());
        body = "\xef\xbb\xbfscreen,name,shown\r\n";
        for (const ViewLine& line : *lines)
            body += line.code + ",\"" + line.name + "\"," + std::to_string(line.shown) + "\r\n";
    } else {
        const auto tables = tables_of(visit, asked);
        if (!tables) return failed(visit, tables.error());
        body = figures_csv({{"total", {{"", asked.name, tables->total}}},
                            {"month", tables->months},
                            {"topic", tables->topics},
                            {"commune", tables->communes}},
                           protocol::local_date(visit.now));
    }
    Response response;
    response.type = "text/csv; charset=utf-8";
    response.headers = {{"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"},
                        {"Content-Disposition", "attachment; filename=\"" + std::string(file) +
                                                    protocol::format_date(asked.span.from) + "-" +
                                                    protocol::format_date(asked.span.to) + ".csv\""}};
    response.body = std::move(body);
    return response;
}

Response publish_statistics(Visit& visit)
{
    const Date today = protocol::local_date(visit.now);
    const auto quarters = finished_quarters(today);
    const auto quarter = std::ranges::find_if(quarters, [&](const Quarter& one) {
        return protocol::format_date(one.from) == visit.form.get("quarter");
    });
    if (quarter == quarters.end()) return refuse(visit, 400);
    Asked asked = asked_for(visit);
    asked.span.from = quarter->from;
    asked.span.to = quarter->to;
    const auto behind = desks_behind(visit, asked, *quarter);
    if (!behind) return failed(visit, behind.error());
    if (!behind->empty())
        return figures_page(visit, texts().fill("console.figures.desk_behind",
                                                {{"desks", *behind}, {"day", short_day(quarter->to)}}));
    // Twice the same quarter, counted on two days, could be subtracted from one another.
    const auto there = draft_of(visit, *quarter);
    if (!there) return failed(visit, there.error());
    if (*there) return go(draft_address(**there), "figures_there");
    const auto tables = tables_of(visit, asked);
    if (!tables) return failed(visit, tables.error());
    const auto ratings = Ratings(visit.console.registry).count(asked.span);
    if (!ratings) return failed(visit, ratings.error());
    DraftText draft = public_figures(*tables, *ratings, asked, *quarter, today);
    const std::string title = draft.title;
    return begin_draft(visit, std::move(draft), title);
}

}  // namespace province::console
