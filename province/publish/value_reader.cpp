#include "province/publish/value_reader.h"

#include <algorithm>
#include <charconv>

namespace province {

namespace {

constexpr int kFurthest = 36500;  // days from today

bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<int> two_digits(std::string_view text, int most)
{
    int value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.size() != 2 || code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (value < 0 || value > most) return std::nullopt;
    return value;
}

}  // namespace

std::optional<protocol::Date> read_date(std::string_view text, protocol::Date today)
{
    if (text.size() < 3 || text.back() != 'd' || (text.front() != '+' && text.front() != '-'))
        return protocol::parse_date(text);
    const auto digits = text.substr(1, text.size() - 2);
    int days = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), days);
    if (code != std::errc{} || end != digits.data() + digits.size() || days < 0 || days > kFurthest)
        return std::nullopt;
    return protocol::add_days(today, text.front() == '-' ? -days : days);
}

std::optional<protocol::Time> read_moment(std::string_view text, protocol::Date today, int of_day)
{
    const auto gap = text.find_first_of(" T");
    const auto date = read_date(text.substr(0, gap), today);
    if (!date) return std::nullopt;
    if (gap == std::string_view::npos) return protocol::at_local(*date) + std::chrono::seconds{of_day};
    auto clock = text.substr(gap + 1);
    // TOML's own date-times carry seconds.
    if (clock.size() == 8 && clock.substr(5) == ":00") clock = clock.substr(0, 5);
    if (clock.size() != 5 || clock[2] != ':') return std::nullopt;
    const auto hour = two_digits(clock.substr(0, 2), 23);
    const auto minute = two_digits(clock.substr(3), 59);
    if (!hour || !minute) return std::nullopt;
    return protocol::at_local(*date, *hour, *minute);
}

bool is_code(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && is_letter_or_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_letter_or_digit(c) || c == '_' || c == '.' || c == ':' || c == '-';
           });
}

}  // namespace province
