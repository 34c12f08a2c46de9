#include "province/drafting/draft_text.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include <toml++/toml.h>

#include "protocol/base/encoding.h"
#include "province/drafting/forms.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::string_view kFence = "+++\n";

/// A number where it is one; else the text as it is, which the reader of sources then refuses with its line.
void put_value(toml::table& table, const FormField& field, const std::string& value)
{
    if (field.widget == Widget::Whole) {
        if (const auto number = protocol::parse_decimal(value)) {
            table.insert_or_assign(field.name, static_cast<std::int64_t>(*number));
            return;
        }
    }
    table.insert_or_assign(field.name, value);
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

toml::array rows_of(const DraftText& draft, const FormField& field)
{
    toml::array rows;
    std::size_t most = 0;
    const auto column = [&](const FormField& one) -> const std::vector<std::string>* {
        const auto found = draft.values.find(std::string(field.name) + "." + std::string(one.name));
        return found == draft.values.end() ? nullptr : &found->second;
    };
    for (const FormField& one : field.columns)
        if (const auto* all = column(one)) most = std::max(most, all->size());
    for (std::size_t i = 0; i < most; ++i) {
        toml::table row;
        bool written = false;
        for (const FormField& one : field.columns) {
            const auto* all = column(one);
            if (all == nullptr || i >= all->size() || (*all)[i].empty()) continue;
            put_value(row, one, (*all)[i]);
            // A choice stands in every row, also in those that nobody filled in.
            written = written || one.widget != Widget::Choice;
        }
        if (!written) continue;
        if (field.name == "agenda") row.insert_or_assign("n", static_cast<std::int64_t>(rows.size() + 1));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string text_of(const toml::node& node)
{
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    return {};
}

void read_field(const toml::table& table, const FormField& field, DraftText& draft)
{
    const auto* node = table.get(field.name);
    if (node == nullptr) return;
    auto& values = draft.values[std::string(field.name)];
    const auto* array = node->as_array();
    if (array == nullptr) {
        values = {text_of(*node)};
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
            draft.values[std::string(field.name) + "." + std::string(column.name)].push_back(
                cell != nullptr ? text_of(*cell) : std::string{});
        }
    }
}

}  // namespace

std::string DraftText::value(std::string_view name) const
{
    const auto found = values.find(name);
    return found == values.end() || found->second.empty() ? std::string{} : found->second.front();
}

std::string source_of(const DraftText& draft)
{
    toml::table table;
    table.insert_or_assign("kind", draft.kind);
    if (!draft.title.empty()) table.insert_or_assign("title", draft.title);
    table.insert_or_assign("scope", draft.scope);
    if (!draft.revises.empty()) table.insert_or_assign("revises", draft.revises);
    if (!draft.chg.empty()) table.insert_or_assign("chg", draft.chg);
    if (!draft.withdraws.empty()) table.insert_or_assign("withdraws", draft.withdraws);
    if (!draft.erase.empty()) {
        toml::array roles;
        for (const auto& role : draft.erase) roles.push_back(role);
        table.insert_or_assign("erase", std::move(roles));
    }
    for (const FormField& field : form_fields(draft.kind)) {
        if (field.widget == Widget::Rows) {
            auto rows = rows_of(draft, field);
            if (!rows.empty()) table.insert_or_assign(field.name, std::move(rows));
            continue;
        }
        const std::string value = draft.value(field.name);
        if (value.empty()) continue;
        if (field.widget == Widget::Lines) {
            toml::array lines;
            for (auto& line : lines_of(value)) lines.push_back(std::move(line));
            if (!lines.empty()) table.insert_or_assign(field.name, std::move(lines));
        } else {
            put_value(table, field, value);
        }
    }
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
    if (const auto* roles = table.get_as<toml::array>("erase"))
        for (const auto& role : *roles) draft.erase.push_back(text_of(role));
    for (const FormField& field : form_fields(draft.kind)) read_field(table, field, draft);
    draft.body = source.substr(end + 5);
    while (draft.body.ends_with('\n')) draft.body.pop_back();
    return draft;
}

std::string readable_text(const DraftText& draft)
{
    std::string text = draft.title + "\n";
    for (const auto& [name, all] : draft.values)
        for (const auto& value : all)
            if (!value.empty()) text += value + "\n";
    return text + draft.body + "\n";
}

}  // namespace province
