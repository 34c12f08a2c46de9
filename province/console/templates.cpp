#include "province/console/templates.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include <kainjow/mustache.hpp>

#include "province/files/files.h"

namespace province::console {

namespace mustache = kainjow::mustache;
using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kLongestTemplate = 256 * 1024;

mustache::data as_data(const Fields& fields)
{
    mustache::data data{mustache::data::type::object};
    for (const auto& [name, value] : fields.all()) {
        if (const auto* text = std::get_if<std::string>(&value)) data.set(name, *text);
        if (const auto* html = std::get_if<Fields::Html>(&value)) data.set(name, html->text);
        if (const auto* yes = std::get_if<bool>(&value))
            data.set(name, *yes ? mustache::data::type::bool_true : mustache::data::type::bool_false);
        if (const auto* rows = std::get_if<std::vector<Fields>>(&value)) {
            mustache::data list{mustache::data::type::list};
            for (const Fields& row : *rows) list.push_back(as_data(row));
            data.set(name, list);
        }
    }
    return data;
}

using Sources = std::map<std::string, std::string, std::less<>>;

/// `source` with what `value` says in place of each mark. Malformed: a mark without an end, or without a
/// value.
template <class Value>
Result<std::string> replaced(std::string_view source, std::string_view open, std::string_view close,
                             const std::string& file, Value&& value)
{
    std::string out;
    while (!source.empty()) {
        const auto begin = source.find(open);
        out += source.substr(0, begin);
        if (begin == std::string_view::npos) break;
        const auto end = source.find(close, begin);
        const std::string mark(source.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos)
            return protocol::fail(Fault::Malformed, file + ": no end of " + mark);
        const std::optional<std::string> filled = value(std::string_view{mark}.substr(open.size()));
        if (!filled) return protocol::fail(Fault::Malformed, file + ": nothing for " + mark);
        out += *filled;
        source.remove_prefix(end + close.size());
    }
    return out;
}

Result<std::string> filled_in(const Sources& sources, const std::string& name, const protocol::Strings& texts)
{
    const auto whole = replaced(
        sources.at(name), "{{> ", "}}", name, [&](std::string_view part) -> std::optional<std::string> {
            const auto found = sources.find(part);
            if (found == sources.end() || found->second.find("{{> ") != std::string::npos)
                return std::nullopt;
            return found->second;
        });
    if (!whole) return whole;
    return replaced(*whole, "[[", "]]", name, [&](std::string_view key) -> std::optional<std::string> {
        if (!texts.has(key)) return std::nullopt;
        return escaped(texts.get(key));
    });
}

}  // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

Result<Templates> Templates::load(const std::filesystem::path& folder, const protocol::Strings& texts)
{
    Sources sources;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
        if (entry.path().extension() != ".html") continue;
        auto source = read_file(entry.path(), kLongestTemplate);
        if (!source) return tl::unexpected{source.error()};
        sources[entry.path().stem().string()] = std::move(*source);
    }
    if (code || sources.empty()) return protocol::fail(Fault::NotFound, "no templates in " + folder.string());
    Templates templates;
    for (const auto& [name, source] : sources) {
        auto filled = filled_in(sources, name, texts);
        if (!filled) return tl::unexpected{filled.error()};
        const mustache::mustache check{*filled};
        if (!check.is_valid()) return protocol::fail(Fault::Malformed, name + ": " + check.error_message());
        templates.sources_[name] = std::move(*filled);
    }
    return templates;
}

std::string Templates::part(std::string_view name, const Fields& fields) const
{
    const auto source = sources_.find(name);
    assert(source != sources_.end());
    mustache::mustache page{source->second};
    page.set_custom_escape(escaped);
    return page.render(as_data(fields));
}

std::string Templates::page(std::string_view name, const Fields& fields, std::string_view layout) const
{
    Fields outer = fields;
    outer.html("content", part(name, fields));
    return part(layout, outer);
}

}  // namespace province::console
