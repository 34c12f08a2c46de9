#include <algorithm>
#include <array>

#include "protocol/base/encoding.h"
#include "protocol/base/log.h"
#include "protocol/trust/key_names.h"
#include "province/console/apart.h"
#include "province/console/desk_visit.h"
#include "province/console/inbox_row.h"
#include "province/console/options.h"
#include "province/console/pages.h"
#include "province/feedback/due_order.h"
#include "province/feedback/wording.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Date;
using Show = Inbox::Show;

namespace {

constexpr int kRows = 50;

struct Tab {
    std::string_view name;
    Show show;
};
constexpr std::array<Tab, 6> kTabs{{{"todo", Show::ToDo},
                                    {"unopened", Show::Unopened},
                                    {"late", Show::Late},
                                    {"soon", Show::Soon},
                                    {"done", Show::Done},
                                    {"all", Show::All}}};

const Tab& chosen_tab(const Form& query)
{
    const auto found =
        std::ranges::find_if(kTabs, [&](const Tab& tab) { return tab.name == query.get("show"); });
    return found == kTabs.end() ? kTabs.front() : *found;
}

/// "1795399020.17": where the page before ended.
std::optional<Inbox::Place> place_of(std::string_view text)
{
    const auto dot = text.find('.');
    const auto at = protocol::parse_decimal(text.substr(0, dot));
    const auto n =
        dot == std::string_view::npos ? std::nullopt : protocol::parse_decimal(text.substr(dot + 1));
    if (!at || !n) return std::nullopt;
    return Inbox::Place{protocol::from_unix(static_cast<std::int64_t>(*at)), static_cast<std::int64_t>(*n)};
}

/// Do these lines wait for something that is due?
bool by_due(Show show) { return show == Show::ToDo || show == Show::Late || show == Show::Soon; }

/// The same list with another tab, or beyond a place.
std::string address(const Tab& tab, const Inbox::Filter& filter, const std::string& after = {})
{
    std::string to = "/console/desk?show=" + std::string(tab.name);
    if (!filter.topic.empty()) to += "&topic=" + filter.topic;
    if (!filter.place.empty()) to += "&place=" + filter.place;
    if (!filter.assignee.empty()) to += "&assignee=" + filter.assignee;
    if (!after.empty()) to += "&after=" + after;
    return to;
}

Response list_of(const Visit& visit, Desk& desk)
{
    const auto sorted = sorted_for(visit, desk);
    if (!sorted) return failed(visit, sorted.error());
    if (const std::string& wanted = visit.query.get("number"); !wanted.empty()) {
        const auto n = desk.line(wanted);
        if (n) return go("/console/desk/" + std::to_string(*n));
    }

    const Date today = protocol::local_date(visit.now);
    const auto& law = visit.console.terms;
    const Tab& tab = chosen_tab(visit.query);
    Inbox::Filter filter;
    filter.show = tab.show;
    filter.late = due_before(law, today);
    filter.soon = due_before(law, protocol::add_days(soon_until(law, today), 1));
    // Values that go back into addresses: only those that we know.
    if (texts().has(std::string(kTopicTexts) + visit.query.get("topic")))
        filter.topic = visit.query.get("topic");
    if (is_login(visit.query.get("assignee"))) filter.assignee = visit.query.get("assignee");
    const auto people = PeopleNames::of(visit);
    if (!people) return failed(visit, people.error());
    if (people->is_village(visit.query.get("place"))) filter.place = visit.query.get("place");

    Inbox inbox(visit.console.registry);
    const auto& body = visit.who().body.code;
    const std::string& after = visit.query.get("after");
    const bool due_first = by_due(tab.show);
    const auto lines = due_first ? lines_by_due(inbox, law, body, filter, parse_due_place(after), kRows + 1)
                                 : inbox.list(body, filter, place_of(after), kRows + 1);
    if (!lines) return failed(visit, lines.error());
    const auto counts = inbox.count(body, filter.late, filter.soon, visit.who().account.login);
    if (!counts) return failed(visit, counts.error());

    auto apart = apart_for(visit);
    if (!apart) return failed(visit, apart.error());

    std::vector<Fields> rows;
    for (const InboxLine& line : *lines)
        if (rows.size() < kRows) rows.push_back(inbox_row(visit, line, today, *people));
    const bool more = lines->size() > kRows;
    std::vector<Fields> tabs;
    const std::array<std::int64_t, 4> numbers{counts->to_do, counts->unopened, counts->late, counts->soon};
    for (std::size_t i = 0; i < kTabs.size(); ++i) {
        Fields one;
        one.text("address", address(kTabs[i], filter)).yes("here", &kTabs[i] == &tab);
        one.text("word", text("console.desk.show." + std::string(kTabs[i].name)));
        one.yes("counted", i < numbers.size());
        if (i < numbers.size()) one.text("n", std::to_string(numbers[i]));
        one.yes("bad", kTabs[i].show == Show::Late && counts->late > 0);
        tabs.push_back(std::move(one));
    }
    Fields fields;
    fields.list("tabs", std::move(tabs)).list("topics", options_of(kTopicTexts, filter.topic));
    auto villages = people->villages(filter.place);
    fields.yes("has_villages", !villages.empty());
    fields.list("villages", std::move(villages));
    fields.list("people", people->options(filter.assignee));
    fields.text("show", std::string(tab.name)).text("number", visit.query.get("number"));
    fields.yes("not_found", visit.query.has("number") && !visit.query.get("number").empty());
    fields.yes("none", rows.empty()).yes("unsorted", !*sorted).yes("has_unopened", counts->unopened > 0);
    fields.yes("filtered", !filter.topic.empty() || !filter.place.empty() || !filter.assignee.empty());
    fields.yes("more", more);
    if (more) {
        const InboxLine& last = (*lines)[kRows - 1];
        fields.text("next", address(tab, filter,
                                    due_first ? written(due_place(law, last))
                                              : std::to_string(protocol::unix_seconds(last.received_at)) +
                                                    "." + std::to_string(last.n)));
    }
    fields.yes("by_due", due_first).yes("to_do", tab.show == Show::ToDo);
    fields.yes("has_sealed_away", !apart->rows.empty());
    fields.list("sealed_away", std::move(apart->rows));
    fields.list("rows", std::move(rows));
    return show(visit, "inbox", "console.desk.title", std::move(fields));
}

}  // namespace

Response inbox_page(Visit& visit)
{
    return with_desk(visit, [&](Desk& desk) { return list_of(visit, desk); });
}

Response open_next(Visit& visit)
{
    return with_desk(visit, [&](Desk& desk) {
        if (auto sorted = sorted_for(visit, desk); !sorted) return failed(visit, sorted.error());
        const auto n = desk.line({});
        if (!n && n.error().fault == protocol::Fault::NotFound) return go("/console/desk");
        if (!n) return failed(visit, n.error());
        if (auto shown = desk.show(*n, visit.act({}, {})); !shown) return failed(visit, shown.error());
        return go("/console/desk/" + std::to_string(*n), "opened");
    });
}

}  // namespace province::console
