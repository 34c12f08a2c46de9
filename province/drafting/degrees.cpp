#include "province/drafting/degrees.h"

#include "protocol/base/encoding.h"

namespace province {

namespace {

constexpr std::size_t kDigits = 6;
constexpr std::int64_t kDegree = 1'000'000;
constexpr std::uint64_t kMost = 180;

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

std::optional<std::int64_t> micro_degrees(std::string_view text)
{
    text = trimmed(text);
    const bool minus = text.starts_with('-');
    if (minus) text.remove_prefix(1);
    const auto comma = text.find_first_of(".,");
    // The whole part has no zeros in front, as a written number has none; what is behind the comma may.
    const auto whole = protocol::parse_decimal(text.substr(0, comma));
    std::string behind(comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1));
    if (!whole || *whole > kMost || behind.size() > kDigits ||
        (comma != std::string_view::npos && behind.empty()))
        return std::nullopt;
    behind.resize(kDigits, '0');
    std::int64_t part = 0;
    for (const char c : behind) {
        if (c < '0' || c > '9') return std::nullopt;
        part = part * 10 + (c - '0');
    }
    const auto micro = static_cast<std::int64_t>(*whole) * kDegree + part;
    return minus ? -micro : micro;
}

std::string degrees_text(std::int64_t micro)
{
    const std::int64_t size = micro < 0 ? -micro : micro;
    std::string behind = std::to_string(size % kDegree);
    behind.insert(0, kDigits - behind.size(), '0');
    while (!behind.empty() && behind.back() == '0') behind.pop_back();
    return (micro < 0 ? "-" : "") + std::to_string(size / kDegree) + (behind.empty() ? "" : "," + behind);
}

std::optional<std::pair<std::string, std::string>> degrees_pair(std::string_view text)
{
    text = trimmed(text);
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    auto first = trimmed(text.substr(0, space));
    if (first.ends_with(',') || first.ends_with(';')) first.remove_suffix(1);
    const auto second = trimmed(text.substr(space));
    if (!micro_degrees(first) || !micro_degrees(second)) return std::nullopt;
    return std::pair{std::string(first), std::string(second)};
}

}  // namespace province
