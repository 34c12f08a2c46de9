#include "province/drafting/draft_text.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <sstream>

#include <toml++/toml.h>

#include "protocol/base/encoding.h"
#include "province/drafting/degrees.h"
#include "province/drafting/forms.h"
#include "province/phone_pages/body_pictures.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::string_view kFence = "+++\n";
constexpr std::string_view kYes = "yes";

std::string cell_name(const FormField& field, const FormField& column)
{
    return std::string(field.name) + "." + std::string(column.name);
}

/// "board.name" stands as `name` in the table `board`.
std::pair<std::string_view, std::string_view> table_and_key(std::string_view name)
{
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return {{}, name};
    return {name.substr(0, dot), name.substr(dot + 1)};
}

/// A number or a yes where it is one; else the text as it is, which the reader of sources then refuses with
/// its line.
void put_value(toml::table& table, const FormField& field, const std::string& value)
{
    const auto key = table_and_key(field.name).second;
    if (field.widget == Widget::YesNo && value == kYes) {
        table.insert_or_assign(key, true);
        return;
    }
    if (field.widget == Widget::Whole) {
        if (const auto number = protocol::parse_decimal(value)) {
            table.insert_or_assign(key, static_cast<std::int64_t>(*number));
            return;
        }
    }
    if (field.widget == Widget::Degrees) {
        if (const auto micro = micro_degrees(value)) {
            table.insert_or_assign(key, *micro);
            return;
        }
    }
    table.insert_or_assign(key, value);
}

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (line.find_first_not_of(' ') != std::string::npos) lines.push_back(line);
    }
    return lines;
}

toml::array array_of(const std::vector<std::string>& texts)
{
    toml::array all;
    for (const auto& text : texts) all.push_back(text);
    return all;
}

/// What was chosen in a field of several values, each once; of files those that are still attached.
std::vector<std::string> chosen_of(const DraftText& draft, const FormField& field)
{
    std::vector<std::string> chosen;
    const auto values = draft.values.find(field.name);
    if (values == draft.values.end()) return chosen;
    for (const std::string& one : values->second) {
        const bool there = field.widget != Widget::Files || std::ranges::count(draft.files, one) > 0;
        if (!one.empty() && there && std::ranges::count(chosen, one) == 0) chosen.push_back(one);
    }
    return chosen;
}

toml::array rows_of(const DraftText& draft, const FormField& field)
{
    toml::array rows;
    for (std::size_t i = 0; i < draft.rows(field); ++i) {
        toml::table row;
        for (const FormField& column : field.columns)
            if (const auto value = draft.cell(field, column, i); !value.empty())
                put_value(row, column, value);
        if (row.empty()) continue;
        if (field.name == "agenda") row.insert_or_assign("n", static_cast<std::int64_t>(rows.size() + 1));
        rows.push_back(std::move(row));
    }
    return rows;
}

void put_field(toml::table& table, const DraftText& draft, const FormField& field)
{
    const auto [within, key] = table_and_key(field.name);
    const auto into = [&table, within = within]() -> toml::table& {
        return within.empty() ? table : *table.emplace(within, toml::table{}).first->second.as_table();
    };
    if (field.widget == Widget::Rows) {
        auto rows = rows_of(draft, field);
        if (!rows.empty()) into().insert_or_assign(key, std::move(rows));
        return;
    }
    if (holds_many(field.widget)) {
        const auto chosen = chosen_of(draft, field);
        if (!chosen.empty()) into().insert_or_assign(key, array_of(chosen));
        return;
    }
    const std::string value = draft.value(field.name);
    if (value.empty()) return;
    if (field.widget != Widget::Lines && field.widget != Widget::Numbers) {
        put_value(into(), field, value);
        return;
    }
    toml::array lines;
    for (auto& line : lines_of(value)) {
        const auto number =
            field.widget == Widget::Numbers ? protocol::parse_decimal(line) : std::optional<std::uint64_t>{};
        if (number)
            lines.push_back(static_cast<std::int64_t>(*number));
        else
            lines.push_back(std::move(line));
    }
    if (!lines.empty()) into().insert_or_assign(key, std::move(lines));
}

std::string text_of(const toml::node& node)
{
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* yes = node.as_boolean()) return yes->get() ? std::string(kYes) : std::string{};
    return {};
}

bool is_picture(const std::string& name)
{
    return name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
}

void read_field(const toml::table& table, const FormField& field, DraftText& draft)
{
    const auto [within, key] = table_and_key(field.name);
    const auto* from = within.empty() ? &table : table.get_as<toml::table>(within);
    const auto* node = from != nullptr ? from->get(key) : nullptr;
    if (node == nullptr) return;
    auto& values = draft.values[std::string(field.name)];
    const auto* array = node->as_array();
    if (array == nullptr) {
        const auto* micro = field.widget == Widget::Degrees ? node->as_integer() : nullptr;
        values = {micro != nullptr ? degrees_text(micro->get()) : text_of(*node)};
        return;
    }
    if (holds_many(field.widget)) {
        values.clear();
        for (const auto& one : *array) values.push_back(text_of(one));
        return;
    }
    if (field.widget != Widget::Rows) {
        std::string joined;
        for (const auto& one : *array) joined += (joined.empty() ? "" : "\n") + text_of(one);
        values = {std::move(joined)};
        return;
    }
    draft.values.erase(std::string(field.name));
    for (const auto& one : *array) {
        const auto* row = one.as_table();
        if (row == nullptr) continue;
        for (const FormField& column : field.columns) {
            const auto* cell = row->get(column.name);
            draft.values[cell_name(field, column)].push_back(cell != nullptr ? text_of(*cell)
                                                                             : std::string{});
        }
    }
}

}  // namespace

std::string DraftText::value(std::string_view name) const
{
    const auto found = values.find(name);
    return found == values.end() || found->second.empty() ? std::string{} : found->second.front();
}

std::size_t DraftText::rows(const FormField& field) const
{
    std::size_t last = 0;
    for (const FormField& column : field.columns) {
        const auto found = values.find(cell_name(field, column));
        if (found == values.end()) continue;
        for (std::size_t i = last; i < found->second.size(); ++i)
            if (!found->second[i].empty()) last = i + 1;
    }
    return last;
}

std::string DraftText::cell(const FormField& field, const FormField& column, std::size_t row) const
{
    const auto found = values.find(cell_name(field, column));
    return found == values.end() || row >= found->second.size() ? std::string{} : found->second[row];
}

std::string source_of(const DraftText& draft)
{
    toml::table table;
    table.insert_or_assign("kind", draft.kind);
    if (!draft.title.empty()) table.insert_or_assign("title", draft.title);
    if (draft.villages.empty() || draft.scope != "commune")
        table.insert_or_assign("scope", draft.scope);
    else
        table.insert_or_assign("scope", array_of(draft.villages));
    if (!draft.revises.empty()) table.insert_or_assign("revises", draft.revises);
    if (!draft.chg.empty()) table.insert_or_assign("chg", draft.chg);
    if (!draft.withdraws.empty()) table.insert_or_assign("withdraws", draft.withdraws);
    if (!draft.erase.empty()) table.insert_or_assign("erase", array_of(draft.erase));
    // The card names a project and a procedure once more, as its title does.
    if ((draft.kind == "project" || draft.kind == "procedure") && !draft.title.empty())
        table.insert_or_assign("name", draft.title);
    for (const FormField& field : form_fields(draft.kind)) put_field(table, draft, field);
    auto files = draft.files;
    const auto take_out = [&](std::string_view key, const std::vector<std::string>& some) {
        for (const std::string& name : some) std::erase(files, name);
        if (!some.empty()) table.insert_or_assign(key, array_of(some));
    };
    // Pictures of a project are its photos, but those that stand in its text.
    if (draft.kind == "project") {
        const auto in_text = body_pictures(draft.body);
        std::vector<std::string> photos;
        std::ranges::copy_if(files, std::back_inserter(photos), [&](const std::string& name) {
            return is_picture(name) && std::ranges::count(in_text, name) == 0;
        });
        take_out("photos", photos);
    }
    if (draft.kind == "procedure")
        for (const FormField& field : form_fields(draft.kind))
            if (field.widget == Widget::Files) take_out(field.name, chosen_of(draft, field));
    // A paper posting proves itself by a picture of the board.
    if (const auto photo = draft.kind == "board" ? std::ranges::find_if(files, is_picture) : files.end();
        photo != files.end()) {
        table.insert_or_assign("photo", *photo);
        files.erase(photo);
    }
    if (!files.empty()) table.insert_or_assign("att", array_of(files));
    std::ostringstream out;
    // Basic strings only: the library writes a literal one also around an apostrophe, which ends it.
    constexpr auto kFlags =
        toml::toml_formatter::default_flags &
        ~(toml::format_flags::allow_literal_strings | toml::format_flags::allow_multi_line_strings);
    out << kFence << toml::toml_formatter{table, kFlags} << "\n" << kFence << draft.body;
    std::string source = out.str();
    if (!source.ends_with('\n')) source += '\n';
    return source;
}

Result<DraftText> draft_text_of(std::string_view source)
{
    const auto end = source.find("\n+++\n", kFence.size() - 1);
    if (!source.starts_with(kFence) || end == std::string_view::npos)
        return protocol::fail(Fault::Malformed, "a stored draft has no front matter");
    toml::table table;
    try {
        table = toml::parse(source.substr(kFence.size(), end + 1 - kFence.size()));
    } catch (const toml::parse_error& error) {
        return protocol::fail(Fault::Malformed, "a stored draft: " + std::string{error.description()});
    }
    DraftText draft;
    const auto take = [&table](std::string_view key, std::string& into) {
        if (const auto* node = table.get(key)) into = text_of(*node);
    };
    take("kind", draft.kind);
    take("title", draft.title);
    take("scope", draft.scope);
    take("revises", draft.revises);
    take("chg", draft.chg);
    take("withdraws", draft.withdraws);
    const auto take_all = [&table](std::string_view key, std::vector<std::string>& into) {
        if (const auto* all = table.get_as<toml::array>(key))
            for (const auto& one : *all) into.push_back(text_of(one));
    };
    take_all("scope", draft.villages);
    if (!draft.villages.empty()) draft.scope = "commune";
    take_all("erase", draft.erase);
    if (const auto* photo = table.get("photo")) draft.files.push_back(text_of(*photo));
    if (draft.kind == "project") take_all("photos", draft.files);
    if (draft.kind == "procedure") take_all("forms", draft.files);
    take_all("att", draft.files);
    for (const FormField& field : form_fields(draft.kind)) read_field(table, field, draft);
    draft.body = source.substr(end + 5);
    while (draft.body.ends_with('\n')) draft.body.pop_back();
    return draft;
}

std::string readable_text(const DraftText& draft)
{
    std::string text = draft.title + "\n";
    const auto names_a_place = [&](std::string_view name) {
        return std::ranges::any_of(form_fields(draft.kind), [&](const FormField& field) {
            return field.widget == Widget::Degrees && field.name == name;
        });
    };
    for (const auto& [name, all] : draft.values) {
        if (names_a_place(name)) continue;  // digits of no person
        for (const auto& value : all)
            if (!value.empty()) text += value + "\n";
    }
    return text + draft.body + "\n";
}

}  // namespace province
