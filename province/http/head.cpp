#include "province/http/head.h"

#include <algorithm>
#include <charconv>

namespace province::http {

namespace {

bool is_token_char(char c)
{
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_char); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
    return out;
}

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string_view take(std::string_view& text, std::string_view separator)
{
    const auto end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
    return part;
}

bool has_control(std::string_view line)
{
    return std::ranges::any_of(
        line, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool parse_request_line(std::string_view line, Head& head)
{
    const std::string_view method = take(line, " ");
    const std::string_view target = take(line, " ");
    if (!is_token(method) || (line != "HTTP/1.1" && line != "HTTP/1.0")) return false;
    if (target.empty() || target.front() != '/') return false;
    const bool printable =
        std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
    if (!printable) return false;
    std::string_view rest = target;
    head.method = method;
    head.path = take(rest, "?");
    head.query = rest;
    head.http_1_0 = line == "HTTP/1.0";
    return true;
}

bool note_content_length(std::string_view value, Head& head)
{
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
    if (value.empty() || error != std::errc{} || end != value.data() + value.size()) return false;
    if (head.content_length && *head.content_length != length) return false;
    head.content_length = length;
    return true;
}

}  // namespace

std::string_view Head::field(std::string_view name) const
{
    const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::string_view{} : std::string_view{found->second};
}

bool Head::has(std::string_view name) const
{
    return std::ranges::find(fields, name, &std::pair<std::string, std::string>::first) != fields.end();
}

bool Head::wants_close() const { return http_1_0 || accepts(field("connection"), "close"); }

std::optional<Head> parse_head(std::string_view text)
{
    Head head;
    if (!text.ends_with("\r\n\r\n")) return std::nullopt;
    text.remove_suffix(2);
    const std::string_view first = take(text, "\r\n");
    if (has_control(first) || !parse_request_line(first, head)) return std::nullopt;
    while (!text.empty()) {
        const std::string_view line = take(text, "\r\n");
        const auto colon = line.find(':');
        if (has_control(line) || colon == std::string_view::npos || !is_token(line.substr(0, colon)))
            return std::nullopt;
        const std::string_view value = trim(line.substr(colon + 1));
        std::string name = lower(line.substr(0, colon));
        if (name == "content-length" && !note_content_length(value, head)) return std::nullopt;
        if (name == "host" && head.has("host")) return std::nullopt;
        head.fields.emplace_back(std::move(name), value);
    }
    if (!head.http_1_0 && !head.has("host")) return std::nullopt;
    return head;
}

bool accepts(std::string_view list, std::string_view token)
{
    while (!list.empty()) {
        std::string_view item = trim(take(list, ","));
        const std::string name = lower(trim(take(item, ";")));
        if (name != token) continue;
        const std::string weight = lower(trim(item));
        return weight.empty() || weight.find_first_of("123456789") != std::string::npos;
    }
    return false;
}

}  // namespace province::http
