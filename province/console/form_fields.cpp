#include "province/console/form_fields.h"

#include <algorithm>

#include "province/console/visit.h"
#include "province/drafting/forms.h"
#include "province/text/texts.h"

namespace province::console {

namespace {

constexpr std::size_t kSpareRows = 2;
constexpr std::size_t kMostRows = 40;

std::string label_of(const FormField& field) { return text("form." + std::string(field.name)); }

std::vector<Fields> choices(const FormField& field, const std::string& chosen)
{
    std::vector<Fields> options;
    if (!field.required)
        options.push_back(Fields().text("value", "").text("word", "—").yes("chosen", chosen.empty()));
    std::string_view words = field.words;
    while (!words.empty()) {
        const auto bar = words.find('|');
        const std::string word(words.substr(0, bar));
        options.push_back(Fields()
                              .text("value", word)
                              .text("word", text("form." + std::string(field.name) + "." + word))
                              .yes("chosen", word == chosen));
        if (bar == std::string_view::npos) break;
        words.remove_prefix(bar + 1);
    }
    return options;
}

std::vector<Fields> items(const RuleBook& law, const FormField& field, const std::string& chosen)
{
    std::vector<Fields> options;
    if (!field.required || chosen.empty())
        options.push_back(
            Fields().text("value", "").text("word", text("form.item.choose")).yes("chosen", chosen.empty()));
    for (const auto& id : law.items) {
        const auto name = law.item_names.find(id);
        options.push_back(Fields()
                              .text("value", id)
                              .text("word", name == law.item_names.end() ? id : id + " · " + name->second)
                              .yes("chosen", id == chosen));
    }
    return options;
}

/// One input. `id` is unique on the page, `name` what comes back.
Fields input(const FormField& field, const std::string& name, const std::string& id, const std::string& value,
             const RuleBook& law)
{
    Fields out;
    out.text("name", name).text("id", id).text("label", label_of(field)).text("value", value);
    const std::string hint = "form." + std::string(field.name) + ".hint";
    out.yes("has_hint", texts().has(hint)).text("hint", texts().has(hint) ? text(hint) : std::string{});
    out.yes("required", field.required);
    out.yes("is_line", field.widget == Widget::Line).yes("is_date", field.widget == Widget::Date);
    out.yes("is_area", field.widget == Widget::Text || field.widget == Widget::Lines);
    out.yes("is_whole", field.widget == Widget::Whole).yes("is_rows", field.widget == Widget::Rows);
    out.yes("is_moment", field.widget == Widget::Moment);
    const bool choice = field.widget == Widget::Choice || field.widget == Widget::Item;
    out.yes("is_choice", choice);
    if (choice)
        out.list("options", field.widget == Widget::Item ? items(law, field, value) : choices(field, value));
    out.yes("is_wide", field.widget == Widget::Text || field.widget == Widget::Lines ||
                           field.widget == Widget::Rows || field.widget == Widget::Item);
    return out;
}

/// "2026-12-01T19:00", as the browser's field wants a moment, from "2026-12-01 19:00".
std::string for_browser(const FormField& field, std::string value)
{
    if (field.widget == Widget::Moment && value.size() > 10 && value[10] == ' ') value[10] = 'T';
    return value;
}

Fields rows(const DraftText& draft, const FormField& field, const RuleBook& law)
{
    Fields out = input(field, std::string(field.name), "f-" + std::string(field.name), {}, law);
    std::size_t most = 0;
    const auto column = [&](const FormField& one) -> const std::vector<std::string>* {
        const auto found = draft.values.find(std::string(field.name) + "." + std::string(one.name));
        return found == draft.values.end() ? nullptr : &found->second;
    };
    for (const FormField& one : field.columns)
        if (const auto* all = column(one)) most = std::max(most, all->size());
    std::vector<Fields> heads, lines;
    for (const FormField& one : field.columns) heads.push_back(Fields().text("label", label_of(one)));
    for (std::size_t i = 0; i < std::min(most + kSpareRows, kMostRows); ++i) {
        std::vector<Fields> cells;
        for (const FormField& one : field.columns) {
            const auto* all = column(one);
            const std::string name = std::string(field.name) + "." + std::string(one.name);
            const std::string value = all != nullptr && i < all->size() ? (*all)[i] : std::string{};
            FormField optional = one;
            optional.required = false;
            cells.push_back(
                input(optional, name, "f-" + name + "-" + std::to_string(i), for_browser(one, value), law)
                    .text("row", std::to_string(i + 1)));
        }
        lines.push_back(Fields().list("cells", std::move(cells)));
    }
    return out.list("heads", std::move(heads)).list("lines", std::move(lines));
}

}  // namespace

std::vector<Fields> shown_fields(const DraftText& draft, const RuleBook& law)
{
    std::vector<Fields> shown;
    for (const FormField& field : form_fields(draft.kind)) {
        const std::string name(field.name);
        shown.push_back(field.widget == Widget::Rows
                            ? rows(draft, field, law)
                            : input(field, name, "f-" + name, for_browser(field, draft.value(name)), law));
    }
    return shown;
}

std::vector<Fields> read_fields(const DraftText& draft)
{
    std::vector<Fields> shown;
    for (const FormField& field : form_fields(draft.kind)) {
        std::string value = draft.value(field.name);
        if (field.widget == Widget::Choice && !value.empty())
            value = text("form." + std::string(field.name) + "." + value);
        if (field.widget == Widget::Rows) {
            std::size_t most = 0;
            for (const FormField& one : field.columns) {
                const auto found = draft.values.find(std::string(field.name) + "." + std::string(one.name));
                if (found != draft.values.end()) most = std::max(most, found->second.size());
            }
            for (std::size_t i = 0; i < most; ++i) {
                std::string line;
                for (const FormField& one : field.columns) {
                    const auto found =
                        draft.values.find(std::string(field.name) + "." + std::string(one.name));
                    if (found == draft.values.end() || i >= found->second.size() || found->second[i].empty())
                        continue;
                    line += (line.empty() ? "" : " · ") + found->second[i];
                }
                if (!line.empty()) value += (value.empty() ? "" : "\n") + line;
            }
        }
        if (!value.empty()) shown.push_back(Fields().text("label", label_of(field)).text("value", value));
    }
    return shown;
}

DraftText filled_in(const DraftText& stored, const Form& form)
{
    DraftText draft;
    draft.kind = stored.kind;
    draft.scope = stored.scope;
    draft.revises = stored.revises;
    draft.withdraws = stored.withdraws;
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
    return draft;
}

}  // namespace province::console
