#include "province/http/range.h"

#include <algorithm>
#include <charconv>

namespace province::http {

namespace {

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Range parse_range(std::string_view header, std::uint64_t size)
{
    constexpr std::string_view kUnit = "bytes=";
    const Range whole{Range::Kind::Whole, 0, size};
    const Range none{Range::Kind::Unsatisfiable, 0, 0};
    if (!header.starts_with(kUnit)) return whole;
    header.remove_prefix(kUnit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return whole;
    const auto first = number(header.substr(0, dash));
    const auto last = number(header.substr(dash + 1));

    if (dash == 0) {  // the last n bytes
        if (!last) return whole;
        if (*last == 0 || size == 0) return none;
        const std::uint64_t length = std::min(*last, size);
        return {Range::Kind::Part, size - length, length};
    }
    if (!first || (!last && dash + 1 != header.size()) || (last && *last < *first)) return whole;
    if (*first >= size) return none;
    const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
    return {Range::Kind::Part, *first, end - *first + 1};
}

}  // namespace province::http
