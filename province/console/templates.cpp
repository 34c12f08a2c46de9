#include "province/console/templates.h"

#include <algorithm>
#include <cassert>

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

Result<std::string> with_texts(std::string_view source, const protocol::Strings& texts,
                               const std::string& file)
{
    std::string out;
    while (!source.empty()) {
        const auto begin = source.find("[[");
        out += source.substr(0, begin);
        if (begin == std::string_view::npos) break;
        const auto end = source.find("]]", begin);
        if (end == std::string_view::npos) return protocol::fail(Fault::Malformed, file + ": [[ without ]]");
        const auto key = source.substr(begin + 2, end - begin - 2);
        if (!texts.has(key)) return protocol::fail(Fault::Malformed, file + ": no text " + std::string(key));
        out += escaped(texts.get(key));
        source.remove_prefix(end + 2);
    }
    return out;
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
    Templates templates;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
        if (entry.path().extension() != ".html") continue;
        const auto source = read_file(entry.path(), kLongestTemplate);
        if (!source) return tl::unexpected{source.error()};
        auto filled = with_texts(*source, texts, entry.path().string());
        if (!filled) return tl::unexpected{filled.error()};
        const mustache::mustache check{*filled};
        if (!check.is_valid())
            return protocol::fail(Fault::Malformed, entry.path().string() + ": " + check.error_message());
        templates.sources_[entry.path().stem().string()] = std::move(*filled);
    }
    if (code || templates.sources_.empty())
        return protocol::fail(Fault::NotFound, "no templates in " + folder.string());
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
