#include "province/console/form_fields.h"

#include <algorithm>

#include "protocol/trust/key_names.h"
#include "province/console/visit.h"
#include "province/drafting/forms.h"
#include "province/drafting/place_ids.h"
#include "province/text/texts.h"

namespace province::console {

namespace {

constexpr std::size_t kSpareRows = 2;
constexpr std::size_t kDate = 10;  // 2026-11-24

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

std::vector<Fields> options_of(const FormField& field, const FormChoices& choices, const std::string& chosen)
{
    if (field.widget == Widget::Item) return items(choices.law, field, chosen);
    if (field.widget == Widget::Contact) return records(choices.contacts, chosen);
    if (field.widget == Widget::Paper) return records(choices.papers, chosen);
    return choices_of(field, chosen);
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
    out.yes("is_line", field.widget == Widget::Line).yes("is_date", field.widget == Widget::Date);
    const bool area =
        field.widget == Widget::Text || field.widget == Widget::Lines || field.widget == Widget::Numbers;
    out.yes("is_area", area);
    out.yes("is_whole", field.widget == Widget::Whole).yes("is_rows", field.widget == Widget::Rows);
    out.yes("is_moment", field.widget == Widget::Moment);
    const bool choice = field.widget == Widget::Choice || field.widget == Widget::Item ||
                        field.widget == Widget::Contact || field.widget == Widget::Paper ||
                        field.widget == Widget::YesNo;
    FormField offered = field;
    if (field.widget == Widget::YesNo) offered.words = "yes";
    out.yes("is_choice", choice);
    if (choice) out.list("options", options_of(offered, choices, value));
    out.yes("is_wide", area || field.widget == Widget::Rows || field.widget == Widget::Item ||
                           field.widget == Widget::Paper);
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
        case Widget::Contact:
        case Widget::Paper: {
            const auto& offered = field.widget == Widget::Contact ? choices.contacts : choices.papers;
            const auto found = std::ranges::find(offered, value, [](auto& one) { return one.first; });
            return found == offered.end() ? value : found->second;
        }
        default:
            return value;
    }
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

std::vector<Fields> shown_fields(const DraftText& draft, const FormChoices& choices,
                                 const std::vector<FieldProblem>& problems)
{
    std::vector<Fields> shown;
    for (const FormField& field : form_fields(draft.kind)) {
        const std::string name(field.name);
        Fields one = field.widget == Widget::Rows
                         ? rows(draft, field, choices)
                         : input(draft.kind, field, name, "f-" + name,
                                 for_browser(field, draft.value(field.name)), choices);
        add_problem(one, problems, field.name, "wrong", "wrong_words");
        shown.push_back(std::move(one));
    }
    return shown;
}

std::vector<Fields> read_fields(const DraftText& draft, const FormChoices& choices)
{
    std::vector<Fields> shown;
    for (const FormField& field : form_fields(draft.kind)) {
        std::string value = for_reading(field, draft.value(field.name), choices);
        for (std::size_t i = 0; i < draft.rows(field); ++i) {
            std::string line;
            for (const FormField& one : field.columns) {
                const std::string cell = for_reading(one, draft.cell(field, one, i), choices);
                if (!cell.empty()) line += (line.empty() ? "" : " · ") + cell;
            }
            if (!line.empty()) value += (value.empty() ? "" : "\n") + line;
        }
        if (!value.empty())
            shown.push_back(Fields()
                                .text("label", text(label_key(draft.kind, field.name)))
                                .text("value", std::move(value)));
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
        if (field.widget != Widget::Rows) {
            draft.values[name] = {form.get(name)};
            continue;
        }
        for (const FormField& column : field.columns) {
            const std::string cell = name + "." + std::string(column.name);
            draft.values[cell] = form.all(cell);
        }
    }
    if (draft.kind == "place") give_place_ids(draft, protocol::body_area(body));
    return draft;
}

}  // namespace province::console
