#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"
#include "province/console/options.h"
#include "province/console/pages.h"
#include "province/console/reply_words.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr std::size_t kName_bytes = 200;
constexpr std::size_t kWords_bytes = 4000;

Fields row_of(const ReplyTemplate& one, std::int64_t n)
{
    Fields row;
    row.text("n", std::to_string(n)).text("name", one.name).text("words", one.words);
    row.text("state_word", text("console.report.answer." + one.state));
    row.text("topic_word",
             one.topic.empty() ? text("console.desk.any") : text(std::string(kTopicTexts) + one.topic));
    row.list("states", answer_states(one.state)).list("topics", options_of(kTopicTexts, one.topic));
    return row;
}

Response page_with(const Visit& visit, std::string_view problem)
{
    const auto templates = templates_of(visit);
    if (!templates) return failed(visit, templates.error());
    std::vector<Fields> rows;
    // Not stored yet, they are stored in this order.
    for (const ReplyTemplate& one : *templates)
        rows.push_back(row_of(one, one.n != 0 ? one.n : static_cast<std::int64_t>(rows.size()) + 1));
    Fields fields;
    fields.yes("may_edit", visit.who().roles.has(Role::Supervisor)).yes("none", rows.empty());
    fields.list("rows", std::move(rows))
        .list("states", answer_states({}))
        .list("topics", options_of(kTopicTexts, {}));
    fields.yes("has_problem", !problem.empty());
    if (problem.empty()) return show(visit, "templates", "console.templates.title", std::move(fields));
    fields.text("problem", text(problem));
    return show_again(visit, "templates", "console.templates.title", std::move(fields));
}

std::int64_t number_of(const Visit& visit)
{
    return static_cast<std::int64_t>(protocol::parse_decimal(visit.form.get("n")).value_or(0));
}

Response after(const Visit& visit, const protocol::Result<void>& done, std::string_view what)
{
    if (done) return go("/console/templates", what);
    return done.error().fault == Fault::NotFound ? page_with(visit, "console.templates.gone")
                                                 : failed(visit, done.error());
}

}  // namespace

Response templates_page(Visit& visit) { return page_with(visit, {}); }

Response save_template(Visit& visit)
{
    ReplyTemplate one;
    one.n = number_of(visit);
    one.state = visit.form.get("state");
    one.topic = visit.form.get("topic");
    one.name = visit.form.get("name");
    one.words = visit.form.get("words");
    const bool known = std::ranges::find(kAnswerStates, one.state) != kAnswerStates.end() &&
                       (one.topic.empty() || texts().has(std::string(kTopicTexts) + one.topic));
    if (!known) return refuse(visit, 400);
    if (one.name.empty() || one.name.size() > kName_bytes || one.name.find('\n') != std::string::npos ||
        one.words.empty() || one.words.size() > kWords_bytes)
        return page_with(visit, "console.templates.needed");
    return after(visit,
                 ReplyTemplates(visit.console.registry).put(one, ready_made_templates(), visit.act({}, {})),
                 "template");
}

Response remove_template(Visit& visit)
{
    return after(visit,
                 ReplyTemplates(visit.console.registry)
                     .remove(number_of(visit), ready_made_templates(), visit.act({}, {})),
                 "template_removed");
}

}  // namespace province::console
