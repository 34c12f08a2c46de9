#include "province/publish/card_reader.h"

#include <algorithm>
#include <sstream>

#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "province/publish/source_text.h"
#include "province/publish/value_reader.h"

namespace province {

using protocol::Json;

namespace {

constexpr int kLastSecond = 24 * 60 * 60 - 1;

/// "att" → "att:0", "photos" → "photo:0", "forms" → "form:0".
std::string role_of(const Field& field, std::size_t n)
{
    std::string role{field.name};
    if (role.back() == 's') role.pop_back();
    return role + ":" + std::to_string(n);
}

bool among(std::string_view words, std::string_view word)
{
    while (!words.empty()) {
        const auto bar = words.find('|');
        if (words.substr(0, bar) == word) return true;
        if (bar == std::string_view::npos) break;
        words.remove_prefix(bar + 1);
    }
    return false;
}

/// A TOML date or date-time in its own notation, for the readers of strings.
std::optional<std::string> as_written(const toml::node& node)
{
    std::ostringstream out;
    if (const auto* date = node.as_date()) {
        out << date->get();
    } else if (const auto* moment = node.as_date_time(); moment != nullptr && moment->get().is_local()) {
        out << moment->get();
    } else {
        return std::nullopt;
    }
    return out.str();
}

}  // namespace

int CardReader::line(const toml::node& node) const
{
    return first_line_ + static_cast<int>(node.source().begin.line) - 1;
}

void CardReader::wrong_type(const toml::node& node, std::string_view name, std::string_view expected)
{
    problems_.add(draft_.file, line(node), "wrong_type." + std::string{expected}, {{"key", name}});
}

std::optional<std::string> CardReader::text(const toml::node& node, std::string_view name)
{
    const auto* string = node.as_string();
    if (string == nullptr) {
        wrong_type(node, name, "text");
        return std::nullopt;
    }
    // Escapes can bring in what the file's own bytes were already checked for.
    const auto& raw = string->get();
    if (const auto bad = protocol::find_forbidden(raw, protocol::TextForm::Document)) {
        problems_.add(draft_.file, line(node), "forbidden_in",
                      {{"key", name}, {"code", code_point_name(raw, *bad)}});
        return std::nullopt;
    }
    auto clean = protocol::nfc(raw).value_or(raw);
    std::replace(clean.begin(), clean.end(), '\t', ' ');
    while (!clean.empty() && (clean.back() == '\n' || clean.back() == ' ')) clean.pop_back();
    return clean;
}

std::optional<std::vector<std::string>> CardReader::texts(const toml::node& node, std::string_view name)
{
    const auto* array = node.as_array();
    if (array == nullptr) {
        wrong_type(node, name, "texts");
        return std::nullopt;
    }
    std::vector<std::string> all;
    for (const auto& element : *array) {
        auto one = text(element, name);
        if (!one) return std::nullopt;
        all.push_back(std::move(*one));
    }
    return all;
}

std::optional<protocol::Date> CardReader::date(const toml::node& node, std::string_view name)
{
    auto written = as_written(node);
    if (!written && node.is_string()) written = node.as_string()->get();
    if (!written) {
        wrong_type(node, name, "date");
        return std::nullopt;
    }
    const auto found = read_date(*written, today_);
    if (!found) problems_.add(draft_.file, line(node), "bad_date", {{"key", name}, {"value", *written}});
    return found;
}

std::optional<Json> CardReader::moment(const toml::node& node, std::string_view name, bool end_of_day)
{
    auto written = as_written(node);
    if (!written && node.is_string()) written = node.as_string()->get();
    if (!written) {
        wrong_type(node, name, "moment");
        return std::nullopt;
    }
    const auto found = read_moment(*written, today_, end_of_day ? kLastSecond : 0);
    if (!found) {
        problems_.add(draft_.file, line(node), "bad_moment", {{"key", name}, {"value", *written}});
        return std::nullopt;
    }
    return Json{protocol::unix_seconds(*found)};
}

std::optional<Json> CardReader::whole(const toml::node& node, std::string_view name, bool negative)
{
    const auto* number = node.as_integer();
    if (number == nullptr) {
        wrong_type(node, name, "whole");
        return std::nullopt;
    }
    const auto value = number->get();
    if (value > protocol::limits::kJsonInteger || value < (negative ? -protocol::limits::kJsonInteger : 0)) {
        problems_.add(draft_.file, line(node), "bad_number", {{"key", name}});
        return std::nullopt;
    }
    return Json{value};
}

Json CardReader::keep(AttachedFile file, std::string role, bool named)
{
    Json blob;
    blob.set("h", protocol::to_hex(file.blob.hash));
    blob.set("n", file.blob.size);
    blob.set("m", file.media_type);
    if (named) blob.set("name", file.name);
    draft_.files.emplace_back(std::move(role), std::move(file));
    return blob;
}

void CardReader::refer(std::string name, const toml::node& node, bool strict)
{
    draft_.references.push_back({std::move(name), line(node), strict});
}

std::optional<Json> CardReader::files(const toml::node& node, const Field& field)
{
    const auto names = texts(node, field.name);
    if (!names) return std::nullopt;
    if (names->size() > protocol::limits::kAttachments) {
        problems_.add(draft_.file, line(node), "too_many",
                      {{"key", field.name}, {"limit", std::to_string(protocol::limits::kAttachments)}});
        return std::nullopt;
    }
    Json::Array all;
    for (const auto& name : *names) {
        if (std::count(names->begin(), names->end(), name) > 1) {
            problems_.add(draft_.file, line(node), "file_twice", {{"name", name}});
            return std::nullopt;
        }
        auto file = attach_file(draft_.file, name, AttachedAs::Document, line(node), problems_);
        if (file) all.push_back(keep(std::move(*file), role_of(field, all.size()), true));
    }
    return Json{std::move(all)};
}

std::optional<Json> CardReader::text_here(const toml::node& node, const Field& field)
{
    auto found = text(node, field.name);
    if (!found) return std::nullopt;
    if (found->empty()) return Json{std::string{}};
    if (found->size() > protocol::limits::kBody) {
        problems_.add(draft_.file, line(node), "body_too_large", {{"limit", "1"}});
        return std::nullopt;
    }
    if (!found->ends_with('\n')) *found += '\n';
    return keep({std::string{field.name}, "text/markdown", blob_of(std::move(*found))},
                std::string{field.card_name}, false);
}

std::optional<Json> CardReader::one_file(const toml::node& node, const Field& field)
{
    const auto name = text(node, field.name);
    if (!name) return std::nullopt;
    auto file = field.kind == FieldKind::TextFile
                    ? attach_text(draft_.file, *name, line(node), problems_)
                    : attach_file(draft_.file, *name, AttachedAs::Document, line(node), problems_);
    if (!file) return std::nullopt;
    return keep(std::move(*file), std::string{field.name}, false);
}

std::optional<Json> CardReader::audio(const toml::node& node, const Field& field)
{
    const auto* parts = node.as_table();
    const auto* name = parts != nullptr ? parts->get("file") : nullptr;
    const auto* seconds = parts != nullptr ? parts->get("s") : nullptr;
    if (name == nullptr || seconds == nullptr || parts->size() != 2) {
        wrong_type(node, field.name, "audio");
        return std::nullopt;
    }
    const auto file_name = text(*name, "audio.file");
    const auto length = whole(*seconds, "audio.s", false);
    if (!file_name || !length) return std::nullopt;
    auto file = attach_file(draft_.file, *file_name, AttachedAs::Audio, line(node), problems_);
    if (!file) return std::nullopt;
    auto blob = keep(std::move(*file), "audio", false);
    blob.set("s", *length);
    return blob;
}

std::optional<Json> CardReader::table(const toml::node& node, const Field& field)
{
    const auto* members = node.as_table();
    if (members == nullptr) {
        wrong_type(node, field.name, "table");
        return std::nullopt;
    }
    Json into;
    read(*members, field.sub, into);
    refuse_unknown(*members, field.sub);
    return into;
}

std::optional<Json> CardReader::list(const toml::node& node, const Field& field)
{
    const auto* array = node.as_array();
    if (array == nullptr) {
        wrong_type(node, field.name, field.kind == FieldKind::Tables ? "tables" : "texts");
        return std::nullopt;
    }
    if (field.most > 0 && array->size() > field.most) {
        problems_.add(draft_.file, line(node), "too_many",
                      {{"key", field.name}, {"limit", std::to_string(field.most)}});
        return std::nullopt;
    }
    Field one = field;
    one.kind = field.kind == FieldKind::Tables       ? FieldKind::Table
               : field.kind == FieldKind::Wholes     ? FieldKind::Whole
               : field.kind == FieldKind::References ? FieldKind::Reference
                                                     : FieldKind::Text;
    Json::Array all;
    for (const auto& element : *array) {
        auto read_one = value(element, one);
        if (read_one) all.push_back(std::move(*read_one));
    }
    return Json{std::move(all)};
}

std::optional<Json> CardReader::value(const toml::node& node, const Field& field)
{
    switch (field.kind) {
        case FieldKind::Text:
        case FieldKind::Reference:
        case FieldKind::Pointer: {
            auto found = text(node, field.name);
            if (!found) return std::nullopt;
            if (!field.words.empty() && !among(field.words, *found)) {
                problems_.add(draft_.file, line(node), "not_among",
                              {{"key", field.name}, {"words", field.words}});
                return std::nullopt;
            }
            if (field.kind != FieldKind::Text) refer(*found, node, field.kind == FieldKind::Reference);
            return Json{protocol::to_profile_line(*found)};
        }
        case FieldKind::Texts:
        case FieldKind::Wholes:
        case FieldKind::References:
        case FieldKind::Tables:
            return list(node, field);
        case FieldKind::Whole:
        case FieldKind::Signed:
            if (field.least > 0 && node.is_integer() && node.as_integer()->get() < field.least) {
                problems_.add(draft_.file, line(node), "too_small",
                              {{"key", field.name}, {"least", std::to_string(field.least)}});
                return std::nullopt;
            }
            return whole(node, field.name, field.kind == FieldKind::Signed);
        case FieldKind::YesNo:
            if (const auto* yes = node.as_boolean()) return Json{yes->get()};
            wrong_type(node, field.name, "yes_no");
            return std::nullopt;
        case FieldKind::Date:
            if (const auto day = date(node, field.name)) return Json{protocol::format_date(*day)};
            return std::nullopt;
        case FieldKind::Moment:
        case FieldKind::MomentEnd:
            return moment(node, field.name, field.kind == FieldKind::MomentEnd);
        case FieldKind::Table:
            return table(node, field);
        case FieldKind::TextHere:
            return text_here(node, field);
        case FieldKind::TextFile:
        case FieldKind::File:
            return one_file(node, field);
        case FieldKind::Files:
            return files(node, field);
        case FieldKind::Audio:
            return audio(node, field);
    }
    return std::nullopt;
}

void CardReader::read(const toml::table& table, std::span<const Field> fields, Json& into)
{
    for (const auto& field : fields) {
        const auto* node = table.get(field.name);
        if (node == nullptr) {
            if (field.required) problems_.add(draft_.file, line(table), "key_missing", {{"key", field.name}});
            continue;
        }
        auto found = value(*node, field);
        if (!found) continue;
        const bool empty = (found->string() != nullptr && found->string()->empty()) ||
                           (found->array() != nullptr && found->array()->empty());
        if (empty && field.required)
            problems_.add(draft_.file, line(*node), "key_empty", {{"key", field.name}});
        if (!empty) into.set(field.card_name.empty() ? field.name : field.card_name, std::move(*found));
    }
}

void CardReader::refuse_unknown(const toml::table& table, std::span<const Field> fields)
{
    for (const auto& [key, node] : table) {
        const auto name = key.str();
        if (std::none_of(fields.begin(), fields.end(),
                         [&](const Field& field) { return field.name == name; }))
            problems_.add(draft_.file, line(node), "key_unknown", {{"key", name}});
    }
}

}  // namespace province
