#include <array>
#include <set>

#include "protocol/base/text.h"
#include "province/publish/composer.h"

namespace province {

using protocol::Json;

namespace {

constexpr std::size_t kLongestShown = 400;
constexpr std::array<std::string_view, 4> kNotCompared{"salt", "v", "changes", "lang"};
constexpr std::array<std::string_view, 6> kMoments{"start",  "end",       "opens",
                                                   "closes", "posted_at", "taken_down_at"};

template <class List>
bool holds(const List& list, std::string_view name)
{
    for (const auto known : list) {
        if (known == name) return true;
    }
    return false;
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string moment(std::int64_t seconds)
{
    const auto at = protocol::local_time(protocol::from_unix(seconds));
    return protocol::format_date(at.date) + " " + two(at.hour) + ":" + two(at.minute);
}

std::string cut(const std::string& text)
{
    if (text.size() <= kLongestShown) return text;
    std::size_t end = 0;
    for (std::size_t at = 0; at < kLongestShown;) {
        end = at;
        static_cast<void>(protocol::next_code_point(text, at));
    }
    return text.substr(0, end) + "…";
}

/// How a value is shown in a list of changes; nothing for lists and tables.
std::string shown(std::string_view name, const Json* value)
{
    if (value == nullptr) return {};
    if (const auto* text = value->string()) return cut(*text);
    if (const auto* number = value->integer())
        return holds(kMoments, name) ? moment(*number) : std::to_string(*number);
    if (const auto* yes = value->boolean()) return *yes ? "true" : "false";
    return {};
}

}  // namespace

Json::Array changes_between(const Json& before, const Json& after)
{
    std::set<std::string> names;
    for (const auto* side : {&before, &after}) {
        for (const auto& [name, value] : *side->object()) names.insert(name);
    }
    Json::Array changes;
    for (const auto& name : names) {
        const auto* from = before.find(name);
        const auto* to = after.find(name);
        if (holds(kNotCompared, name) || (from != nullptr && to != nullptr && *from == *to)) continue;
        Json change;
        change.set("field", name);
        if (const auto text = shown(name, from); !text.empty()) change.set("from", text);
        if (const auto text = shown(name, to); !text.empty()) change.set("to", text);
        changes.emplace_back();
        changes.back() = std::move(change);
    }
    return changes;
}

}  // namespace province
