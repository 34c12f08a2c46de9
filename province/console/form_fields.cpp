#include "province/console/form_fields.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "protocol/base/encoding.h"
#include "protocol/trust/key_names.h"
#include "province/console/options.h"
#include "province/console/visit.h"
#include "province/drafting/degrees.h"
#include "province/drafting/forms.h"
#include "province/drafting/place_ids.h"
#include "province/feedback/wording.h"
#include "province/phone_pages/safe_html.h"
#include "province/text/texts.h"

namespace province::console {

namespace {

constexpr std::size_t kSpareRows = 2;
constexpr std::size_t kDate = 10;  // 2026-11-24
constexpr std::size_t kHour = 5;   // 08:00
// What decides whether a paper may be shown at all, before its text; what is known only afterwards, folded.
constexpr std::array<std::string_view, 3> kLead{"item", "secrecy", "household"};
constexpr std::array<std::string_view, 5> kAfterMeeting{"invited", "present", "votes", "minutes_text",
                                                        "decisions"};

std::string word_key(const FormField& field, std::string_view word)
{
    return "form." + std::string(field.name) + "." + std::string(word);
}

std::vector<Fields> choices_of(const FormField& field, const std::string& chosen)
{
    std::vector<Fields> options;
    if (!field.required || chosen.empty())
        options.push_back(Fields()
                              .text("value", "")
                              .text("word", field.required ? text("form.choose") : "—")
                              .yes("chosen", chosen.empty()));
    std::string_view words = field.words;
    while (!words.empty()) {
        const auto bar = words.find('|');
        const std::string word(words.substr(0, bar));
        options.push_back(Fields()
                              .text("value", word)
                              .text("word", text(word_key(field, word)))
                              .yes("chosen", word == chosen));
        if (bar == std::string_view::npos) break;
        words.remove_prefix(bar + 1);
    }
    return options;
}

std::string item_name(const RuleBook& law, const std::string& id)
{
    const auto name = law.item_names.find(id);
    return name == law.item_names.end() ? id : id + " · " + name->second;
}

std::vector<Fields> items(const RuleBook& law, const FormField& field, const std::string& chosen)
{
    std::vector<Fields> options;
    if (!field.required || chosen.empty())
        options.push_back(
            Fields().text("value", "").text("word", text("form.item.choose")).yes("chosen", chosen.empty()));
    for (const auto& id : law.items)
        options.push_back(
            Fields().text("value", id).text("word", item_name(law, id)).yes("chosen", id == chosen));
    return options;
}

/// Records to choose from. One that was chosen and is withdrawn since stays in the list, so that it is seen.
std::vector<Fields> records(const std::vector<std::pair<std::string, std::string>>& offered,
                            const std::string& chosen)
{
    std::vector<Fields> options;
    options.push_back(Fields().text("value", "").text("word", "—").yes("chosen", chosen.empty()));
    bool there = chosen.empty();
    for (const auto& [id, title] : offered) {
        options.push_back(Fields().text("value", id).text("word", title).yes("chosen", id == chosen));
        there = there || id == chosen;
    }
    if (!there) options.push_back(Fields().text("value", chosen).text("word", chosen).yes("chosen", true));
    return options;
}

std::vector<Fields> topics(const std::string& chosen)
{
    auto options = console::options_of(kTopicTexts, chosen);
    options.insert(options.begin(),
                   Fields().text("value", "").text("word", "—").yes("chosen", chosen.empty()));
    return options;
}

std::vector<Fields> options_of(const FormField& field, const FormChoices& choices, const std::string& chosen)
{
    if (field.widget == Widget::Item) return items(choices.law, field, chosen);
    if (field.widget == Widget::Contact) return records(choices.contacts, chosen);
    if (field.widget == Widget::Paper || field.widget == Widget::Papers)
        return records(choices.papers, chosen);
    if (field.widget == Widget::Files) return records(choices.files, chosen);
    if (field.widget == Widget::Topic) return topics(chosen);
    return choices_of(field, chosen);
}

/// "1.250.000"; what is no number stays as it was written.
std::string with_dots(const std::string& value)
{
    const auto number = protocol::parse_decimal(value);
    if (!number) return value;
    std::string digits = std::to_string(*number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, '.');
    return digits;
}

/// "Thứ Hai, 04/01/2027" of a day and "Thứ Hai, 04/01/2027, 19:00" of a moment as they stand in a browser's
/// field, which some browsers show month first; empty for anything else.
std::string day_in_words(const std::string& value)
{
    const auto date = protocol::parse_date(value.substr(0, kDate));
    if (!date) return {};
    std::string out = long_day(*date);
    if (value.size() > kDate) out += ", " + value.substr(kDate + 1, kHour);
    return out;
}

/// One input. `id` is unique on the page, `name` what comes back.
Fields input(std::string_view scope, const FormField& field, const std::string& name, const std::string& id,
             const std::string& value, const FormChoices& choices)
{
    Fields out;
    out.text("name", name).text("id", id).text("label", text(label_key(scope, field.name)));
    out.text("value", value).yes("required", field.required);
    const std::string hint = hint_key(scope, field.name);
    out.yes("has_hint", !hint.empty()).text("hint", hint.empty() ? std::string{} : text(hint));
    out.yes("is_line", field.widget == Widget::Line || field.widget == Widget::Degrees)
        .yes("is_date", field.widget == Widget::Date);
    const bool area =
        field.widget == Widget::Text || field.widget == Widget::Lines || field.widget == Widget::Numbers;
    out.yes("is_area", area);
    out.yes("is_whole", field.widget == Widget::Whole).yes("is_rows", field.widget == Widget::Rows);
    out.yes("is_moment", field.widget == Widget::Moment).text("day_words", day_in_words(value));
    const bool choice = field.widget == Widget::Choice || field.widget == Widget::Item ||
                        field.widget == Widget::Contact || field.widget == Widget::Paper ||
                        field.widget == Widget::YesNo || field.widget == Widget::Topic ||
                        holds_many(field.widget);
    FormField offered = field;
    if (field.widget == Widget::YesNo) offered.words = "yes";
    out.yes("is_choice", choice);
    if (choice) out.list("options", options_of(offered, choices, value));
    out.yes("is_wide", area || field.widget == Widget::Rows || field.widget == Widget::Item ||
                           field.widget == Widget::Paper || holds_many(field.widget));
    return out;
}

/// "2026-12-01T19:00", as the browser's field wants a moment, from "2026-12-01 19:00".
std::string for_browser(const FormField& field, std::string value)
{
    if (field.widget == Widget::Moment && value.size() > 10 && value[10] == ' ') value[10] = 'T';
    return value;
}

Fields rows(const DraftText& draft, const FormField& field, const FormChoices& choices)
{
    Fields out =
        input(draft.kind, field, std::string(field.name), "f-" + std::string(field.name), {}, choices);
    std::vector<Fields> heads, lines;
    for (const FormField& one : field.columns)
        heads.push_back(Fields()
                            .text("label", text(label_key(field.name, one.name)))
                            .yes("narrow", one.widget == Widget::Whole || one.widget == Widget::YesNo));
    for (std::size_t i = 0; i < draft.rows(field) + kSpareRows; ++i) {
        std::vector<Fields> cells;
        for (const FormField& one : field.columns) {
            const std::string name = std::string(field.name) + "." + std::string(one.name);
            FormField optional = one;
            optional.required = false;
            cells.push_back(input(field.name, optional, name, "f-" + name + "-" + std::to_string(i),
                                  for_browser(one, draft.cell(field, one, i)), choices)
                                .text("row", std::to_string(i + 1)));
        }
        lines.push_back(Fields().list("cells", std::move(cells)));
    }
    return out.list("heads", std::move(heads)).list("lines", std::move(lines));
}

/// What stands in a field that is no table: one value, or all that were chosen.
std::vector<std::string> chosen_in(const DraftText& draft, const FormField& field)
{
    std::vector<std::string> chosen;
    if (const auto values = draft.values.find(field.name); values != draft.values.end())
        std::ranges::copy_if(values->second, std::back_inserter(chosen),
                             [](const std::string& one) { return !one.empty(); });
    return chosen;
}

/// Does it belong to what is known only after the meeting, or after the opinions came in?
bool comes_later(std::string_view kind, std::string_view field)
{
    return kind == "meeting" ? std::ranges::find(kAfterMeeting, field) != kAfterMeeting.end()
                             : field.starts_with("results.");
}

bool is_filled(const DraftText& draft, const FormField& field)
{
    return !chosen_in(draft, field).empty() || draft.rows(field) > 0;
}

/// As many choices as were made, and some to spare: a table of one column.
Fields many(const DraftText& draft, const FormField& field, const FormChoices& choices)
{
    const std::string name(field.name);
    FormField rows = field;
    rows.widget = Widget::Rows;
    Fields out = input(draft.kind, rows, name, "f-" + name, {}, choices);
    const auto chosen = chosen_in(draft, field);
    std::vector<Fields> lines;
    for (std::size_t i = 0; i < chosen.size() + kSpareRows; ++i)
        lines.push_back(
            Fields().list("cells", {input(draft.kind, field, name, "f-" + name + "-" + std::to_string(i),
                                          i < chosen.size() ? chosen[i] : std::string{}, choices)
                                        .text("row", std::to_string(i + 1))}));
    return out.list("heads", {}).list("lines", std::move(lines));
}

/// "24/11/2026" and "24/11/2026 19:00"; what is none stays as it was written.
std::string day_for_reading(const std::string& value)
{
    const auto date = protocol::parse_date(value.substr(0, kDate));
    if (!date) return value;
    std::string out = short_day(*date);
    if (value.size() > kDate) out += " " + value.substr(kDate + 1);
    return out;
}

std::string for_reading(const FormField& field, const std::string& value, const FormChoices& choices)
{
    if (value.empty()) return {};
    switch (field.widget) {
        case Widget::Date:
        case Widget::Moment:
            return day_for_reading(value);
        case Widget::Choice:
        case Widget::YesNo:
            return texts().has(word_key(field, value)) ? text(word_key(field, value)) : value;
        case Widget::Item:
            return item_name(choices.law, value);
        case Widget::Topic:
            return named(texts(), kTopicTexts, value);
        case Widget::Contact:
        case Widget::Paper:
        case Widget::Papers: {
            const auto& offered = field.widget == Widget::Contact ? choices.contacts : choices.papers;
            const auto found = std::ranges::find(offered, value, [](auto& one) { return one.first; });
            return found == offered.end() ? value : found->second;
        }
        case Widget::Whole:
            return with_dots(value);
        default:
            return value;
    }
}

std::string read_label(std::string_view kind, std::string_view name)
{
    const std::string own = "form." + std::string(name) + ".read";
    return text(texts().has(own) ? own : label_key(kind, name));
}

/// Rows as a small table: columns without a word in any row are left out.
Fields read_rows(const DraftText& draft, const FormField& field, const FormChoices& choices)
{
    std::vector<Fields> heads, lines;
    std::vector<const FormField*> columns;
    for (const FormField& one : field.columns) {
        bool any = false;
        for (std::size_t i = 0; i < draft.rows(field); ++i) any = any || !draft.cell(field, one, i).empty();
        if (!any) continue;
        columns.push_back(&one);
        heads.push_back(Fields()
                            .text("label", read_label(field.name, one.name))
                            .yes("number", one.widget == Widget::Whole));
    }
    for (std::size_t i = 0; i < draft.rows(field); ++i) {
        std::vector<Fields> cells;
        for (const FormField* one : columns)
            cells.push_back(Fields()
                                .text("value", for_reading(*one, draft.cell(field, *one, i), choices))
                                .yes("number", one->widget == Widget::Whole));
        lines.push_back(Fields().list("cells", std::move(cells)));
    }
    return Fields().yes("is_rows", true).list("heads", std::move(heads)).list("lines", std::move(lines));
}

}  // namespace

void add_problem(Fields& fields, const std::vector<FieldProblem>& problems, std::string_view field,
                 const std::string& has, const std::string& words)
{
    std::string told;
    for (const auto& problem : problems)
        if (problem.field == field) told += (told.empty() ? "" : "\n") + problem.sentence;
    fields.yes(has, !told.empty());
    fields.text(words, std::move(told));
}

void add_form(Fields& page, const DraftText& draft, const FormChoices& choices,
              const std::vector<FieldProblem>& problems)
{
    struct Group {
        bool lead = false, later = false, open = false;
        std::vector<Fields> fields;
    };
    std::vector<Group> groups;
    for (const FormField& field : form_fields(draft.kind)) {
        const std::string name(field.name);
        const bool lead =
            (groups.empty() || groups.back().lead) && std::ranges::find(kLead, field.name) != kLead.end();
        const bool later = comes_later(draft.kind, field.name);
        if (groups.empty() || groups.back().lead != lead || groups.back().later != later)
            groups.push_back({lead, later, draft.value("status") == "held", {}});
        Group& group = groups.back();
        group.open = group.open || is_filled(draft, field) ||
                     std::ranges::find(problems, field.name, &FieldProblem::field) != problems.end();
        Fields one = field.widget == Widget::Rows ? rows(draft, field, choices)
                     : holds_many(field.widget)   ? many(draft, field, choices)
                                                  : input(draft.kind, field, name, "f-" + name,
                                                          for_browser(field, draft.value(field.name)), choices);
        add_problem(one, problems, field.name, "wrong", "wrong_words");
        group.fields.push_back(std::move(one));
    }
    std::vector<Fields> first, rest;
    for (Group& group : groups) {
        Fields one;
        one.yes("is_fold", group.later).yes("open", group.open);
        if (group.later) one.text("summary", text("form.later." + draft.kind));
        (group.lead ? first : rest).push_back(std::move(one.list("fields", std::move(group.fields))));
    }
    page.list("lead", std::move(first)).list("groups", std::move(rest));
}

std::vector<Fields> read_fields(const DraftText& draft, const FormChoices& choices)
{
    std::vector<Fields> shown;
    for (const FormField& field : form_fields(draft.kind)) {
        const bool is_rows = field.widget == Widget::Rows, is_text = field.name == "minutes_text";
        if (!is_filled(draft, field)) continue;
        Fields one = is_rows ? read_rows(draft, field, choices) : Fields().yes("is_rows", false);
        one.text("label", read_label(draft.kind, field.name)).yes("is_text", is_text);
        one.yes("is_plain", !is_rows && !is_text);
        if (is_text) one.html("html", safe_html(draft.value(field.name)));
        std::string value;
        for (const std::string& chosen : chosen_in(draft, field))
            value += (value.empty() ? "" : "\n") + for_reading(field, chosen, choices);
        one.text("value", std::move(value));
        shown.push_back(std::move(one));
    }
    return shown;
}

DraftText filled_in(const DraftText& stored, const Form& form, std::string_view body)
{
    DraftText draft;
    draft.kind = stored.kind;
    draft.scope = stored.scope;
    draft.revises = stored.revises;
    draft.withdraws = stored.withdraws;
    draft.files = stored.files;
    draft.villages = form.all("village");
    draft.title = form.get("title");
    draft.body = form.get("body");
    draft.chg = stored.revises.empty() ? std::string{} : form.get("chg");
    if (!stored.withdraws.empty() && form.get("erase") == "body") draft.erase = {"card", "body"};
    for (const FormField& field : form_fields(draft.kind)) {
        const std::string name(field.name);
        if (holds_many(field.widget)) {
            draft.values[name] = form.all(name);
            continue;
        }
        if (field.widget != Widget::Rows) {
            draft.values[name] = {form.get(name)};
            continue;
        }
        for (const FormField& column : field.columns) {
            const std::string cell = name + "." + std::string(column.name);
            draft.values[cell] = form.all(cell);
        }
    }
    // Both numbers as a map gives them, pasted into the first field.
    if (const auto pair = degrees_pair(draft.value("lat_u")); pair && draft.value("lon_u").empty()) {
        draft.values["lat_u"] = {pair->first};
        draft.values["lon_u"] = {pair->second};
    }
    if (draft.kind == "place") give_place_ids(draft, protocol::body_area(body));
    return draft;
}

}  // namespace province::console
