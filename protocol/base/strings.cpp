#include "protocol/base/strings.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <set>

#include "protocol/base/text.h"

namespace protocol {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool is_key(std::string_view key)
{
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

/// nullopt at an escape that is neither \n nor \\.
std::optional<std::string> unescape(std::string_view value)
{
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\') {
            text += value[i];
            continue;
        }
        if (++i == value.size()) return std::nullopt;
        if (value[i] == 'n')
            text += '\n';
        else if (value[i] == '\\')
            text += '\\';
        else
            return std::nullopt;
    }
    return text;
}

}  // namespace

Result<Strings> Strings::parse(std::string_view text)
{
    Strings strings;
    int number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty() || line[0] == '#') continue;

        const auto wrong = [&number](const char* what) {
            return fail(Fault::Malformed, "line " + std::to_string(number) + ": " + what);
        };
        if (!is_nfc(line)) return wrong("not UTF-8 in NFC");
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) return wrong("no = sign");
        const std::string_view key = trimmed(line.substr(0, equals));
        if (!is_key(key)) return wrong("bad key");
        auto value = unescape(trimmed(line.substr(equals + 1)));
        if (!value) return wrong("unknown escape");
        if (!strings.texts_.emplace(key, *std::move(value)).second) return wrong("key given twice");
    }
    return strings;
}

namespace {

/// The same letters for as long as the program runs: who asks for a text that is not there may have put its
/// key together on the spot.
std::string_view gap(std::string_view key)
{
    static std::mutex guard;
    static std::set<std::string, std::less<>> keys;
    const std::lock_guard lock(guard);
    return *keys.emplace(key).first;
}

}  // namespace

std::string_view Strings::get(std::string_view key) const
{
    const auto found = texts_.find(key);
    return found == texts_.end() ? gap(key) : std::string_view{found->second};
}

bool Strings::has(std::string_view key) const { return texts_.find(key) != texts_.end(); }

std::string Strings::fill(std::string_view key, std::initializer_list<Fill> values) const
{
    const std::string_view text = get(key);
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find('{', at);
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string_view name = text.substr(open + 1, close - open - 1);
        const auto* value = std::find_if(values.begin(), values.end(),
                                         [&name](const Fill& fill) { return fill.first == name; });
        filled += text.substr(at, open - at);
        filled += value == values.end() ? text.substr(open, close - open + 1) : value->second;
        at = close + 1;
    }
    filled += text.substr(at);
    return filled;
}

std::vector<std::string_view> Strings::keys() const
{
    std::vector<std::string_view> all;
    all.reserve(texts_.size());
    for (const auto& [key, text] : texts_) all.emplace_back(key);
    return all;
}

void Strings::merge(const Strings& other)
{
    for (const auto& [key, text] : other.texts_) texts_.insert_or_assign(key, text);
}

std::vector<std::string_view> placeholders(std::string_view text)
{
    std::vector<std::string_view> names;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        names.push_back(text.substr(open + 1, close - open - 1));
    }
    return names;
}

}  // namespace protocol
