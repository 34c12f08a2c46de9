#include "province/console/form.h"

#include "protocol/base/secret.h"
#include "protocol/base/text.h"

namespace province::console {

namespace {

constexpr std::size_t kFields = 4000;  // a ward's villages, two fields each, and what stands around them

int digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
            const int low = high >= 0 ? digit(text[i + 2]) : -1;
            if (low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

/// Line breaks as "\n" (browsers send "\r\n"), composed, and nothing that hides or turns text.
std::optional<std::string> clean(std::string text)
{
    std::string lines;
    lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            if (i + 1 >= text.size() || text[i + 1] != '\n') lines += '\n';
        } else {
            lines += text[i];
        }
    }
    protocol::wipe(text);
    auto composed = protocol::nfc(lines);
    protocol::wipe(lines);
    if (!composed || protocol::find_forbidden(*composed, protocol::TextForm::Document)) return std::nullopt;
    return composed;
}

}  // namespace

Form::~Form()
{
    for (auto& [name, value] : values_) protocol::wipe(value);
}

std::optional<Form> Form::parse(std::string_view text)
{
    Form form;
    while (!text.empty()) {
        const auto end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = decoded(pair.substr(0, equals));
        auto value = decoded(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1));
        if (!name || !value || !form.add(std::move(*name), std::move(*value))) return std::nullopt;
    }
    return form;
}

bool Form::add(std::string name, std::string value)
{
    if (values_.size() >= kFields) return false;
    auto text_value = clean(std::move(value));
    if (!text_value || !clean(name)) return false;
    values_.emplace(std::move(name), std::move(*text_value));
    return true;
}

const std::string& Form::get(std::string_view name) const
{
    static const std::string none;
    const auto found = values_.find(name);
    return found == values_.end() ? none : found->second;
}

std::vector<std::string> Form::all(std::string_view name) const
{
    std::vector<std::string> found;
    const auto [begin, end] = values_.equal_range(name);
    for (auto at = begin; at != end; ++at) found.push_back(at->second);
    return found;
}

std::string cookie_value(std::string_view header, std::string_view name)
{
    while (!header.empty()) {
        const auto end = header.find(';');
        std::string_view pair = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return std::string(pair.substr(equals + 1));
    }
    return {};
}

}  // namespace province::console
