#include "offline_cache/asked.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "offline_cache/words.h"

namespace offline_cache {

using protocol::Date;

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// A run without white space, and the same folded: "23/11," stays whole, "Tháng" is "thang".
struct Token {
    std::string_view typed;
    std::string folded;
};

std::vector<Token> tokens_of(std::string_view line)
{
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < line.size();) {
        const auto begin = line.find_first_not_of(" \t", at);
        if (begin == std::string_view::npos) break;
        const auto end = std::min(line.find_first_of(" \t", begin), line.size());
        const auto typed = line.substr(begin, end - begin);
        std::string folded = fold_words(typed);
        std::erase(folded, ' ');
        tokens.push_back({typed, std::move(folded)});
        at = end;
    }
    return tokens;
}

/// Whole numbers separated by one kind of sign: "23/11/2026". Empty when the token is anything else.
std::vector<int> numbers_of(std::string_view token)
{
    std::vector<int> numbers;
    char between = 0;
    for (std::size_t at = 0; at <= token.size();) {
        std::size_t end = at;
        while (end < token.size() && token[end] >= '0' && token[end] <= '9') ++end;
        if (end == at || end - at > 4) return {};
        numbers.push_back(std::atoi(std::string{token.substr(at, end - at)}.c_str()));
        if (end == token.size()) return numbers;
        const char sign = token[end];
        if ((sign != '/' && sign != '-' && sign != '.') || (between != 0 && sign != between)) return {};
        between = sign;
        at = end + 1;
    }
    return {};
}

std::optional<int> full_year(int typed)
{
    if (typed >= 1900 && typed <= 2200) return typed;
    if (typed >= 20 && typed <= 99) return 2000 + typed;
    return std::nullopt;
}

/// The date of this year, the last or the next that lies nearest.
std::optional<Date> nearest(Date today, month m, day d)
{
    std::optional<Date> best;
    for (int step = -1; step <= 1; ++step) {
        const Date date{today.year() + std::chrono::years{step}, m, d};
        if (!date.ok()) continue;
        const auto gap = [&](Date other) { return std::abs(protocol::days_between(today, other)); };
        if (!best || gap(date) < gap(*best)) best = date;
    }
    return best;
}

Asked::Days month_of(year y, month m) { return {y / m / 1, Date{y / m / std::chrono::last}}; }

/// "23/11", "23-11-2026": two or three numbers that make a day.
std::optional<Asked::Days> day_of(std::string_view token, Date today)
{
    const auto numbers = numbers_of(token);
    // The library's day and month keep eight bits: 2049 would be a January.
    if (numbers.size() < 2 || numbers.size() > 3 || numbers[0] > 31 || numbers[1] > 12) return std::nullopt;
    const auto d = day{static_cast<unsigned>(numbers[0])};
    const auto m = month{static_cast<unsigned>(numbers[1])};
    if (!m.ok() || !d.ok()) return std::nullopt;
    if (numbers.size() == 2) {
        const auto date = nearest(today, m, d);
        return date ? std::optional{Asked::Days{*date, *date}} : std::nullopt;
    }
    const auto y = full_year(numbers[2]);
    if (!y) return std::nullopt;
    const Date date{year{*y}, m, d};
    return date.ok() ? std::optional{Asked::Days{date, date}} : std::nullopt;
}

/// What follows "tháng": "11", "11/2026".
std::optional<Asked::Days> month_named(std::string_view token, Date today)
{
    const auto numbers = numbers_of(token);
    if (numbers.empty() || numbers.size() > 2 || numbers[0] > 12) return std::nullopt;
    const auto m = month{static_cast<unsigned>(numbers[0])};
    if (!m.ok()) return std::nullopt;
    if (numbers.size() == 2) {
        const auto y = full_year(numbers[1]);
        return y ? std::optional{month_of(year{*y}, m)} : std::nullopt;
    }
    const auto middle = nearest(today, m, day{15});
    return month_of(middle->year(), m);
}

Asked::Days days_from(Date today, int first, int last)
{
    return {protocol::add_days(today, first), protocol::add_days(today, last)};
}

Asked::Days week_of(Date today, int weeks)
{
    const std::chrono::weekday weekday{std::chrono::sys_days{today}};
    const int since_monday = static_cast<int>(weekday.iso_encoding()) - 1;
    return days_from(today, 7 * weeks - since_monday, 7 * weeks - since_monday + 6);
}

Asked::Days months_away(Date today, int months)
{
    const auto there = today.year() / today.month() + std::chrono::months{months};
    return month_of(there.year(), there.month());
}

struct Phrase {
    std::string_view first;
    std::string_view second;  ///< empty: one word
    Asked::Days (*days)(Date today);
};
constexpr std::array<Phrase, 22> kPhrases{{
    {"hom", "nay", [](Date t) { return days_from(t, 0, 0); }},
    {"hom", "qua", [](Date t) { return days_from(t, -1, -1); }},
    {"ngay", "mai", [](Date t) { return days_from(t, 1, 1); }},
    {"ngay", "kia", [](Date t) { return days_from(t, 2, 2); }},
    {"tuan", "nay", [](Date t) { return week_of(t, 0); }},
    {"tuan", "sau", [](Date t) { return week_of(t, 1); }},
    {"tuan", "toi", [](Date t) { return week_of(t, 1); }},
    {"tuan", "truoc", [](Date t) { return week_of(t, -1); }},
    {"tuan", "qua", [](Date t) { return week_of(t, -1); }},
    {"thang", "nay", [](Date t) { return months_away(t, 0); }},
    {"thang", "sau", [](Date t) { return months_away(t, 1); }},
    {"thang", "toi", [](Date t) { return months_away(t, 1); }},
    {"thang", "truoc", [](Date t) { return months_away(t, -1); }},
    {"thang", "qua", [](Date t) { return months_away(t, -1); }},
    {"today", "", [](Date t) { return days_from(t, 0, 0); }},
    {"yesterday", "", [](Date t) { return days_from(t, -1, -1); }},
    {"tomorrow", "", [](Date t) { return days_from(t, 1, 1); }},
    {"this", "week", [](Date t) { return week_of(t, 0); }},
    {"next", "week", [](Date t) { return week_of(t, 1); }},
    {"last", "week", [](Date t) { return week_of(t, -1); }},
    {"this", "month", [](Date t) { return months_away(t, 0); }},
    {"last", "month", [](Date t) { return months_away(t, -1); }},
}};

/// "D03", "d3", "DQ".
std::string law_of(std::string_view token)
{
    if (token == "dq") return "DQ";
    if (token.size() < 2 || token.size() > 3 || token[0] != 'd') return {};
    const auto numbers = numbers_of(token.substr(1));
    if (numbers.size() != 1 || numbers[0] < 1 || numbers[0] > 14) return {};
    return (numbers[0] < 10 ? "D0" : "D") + std::to_string(numbers[0]);
}

std::string_view without_comma(std::string_view token)
{
    while (!token.empty() && (token.back() == ',' || token.back() == '.')) token.remove_suffix(1);
    return token;
}

/// How many tokens from i on say days.
std::size_t take_days(const std::vector<Token>& tokens, std::size_t i, Date today, Asked& asked)
{
    const bool more = i + 1 < tokens.size();
    for (const Phrase& phrase : kPhrases) {
        if (tokens[i].folded != phrase.first) continue;
        if (!phrase.second.empty() && (!more || tokens[i + 1].folded != phrase.second)) continue;
        asked.days = phrase.days(today);
        return phrase.second.empty() ? 1 : 2;
    }
    if (more && (tokens[i].folded == "thang" || tokens[i].folded == "month")) {
        asked.days = month_named(without_comma(tokens[i + 1].typed), today);
        if (asked.days) return 2;
    }
    if (more && tokens[i].folded == "ngay") {
        asked.days = day_of(without_comma(tokens[i + 1].typed), today);
        if (asked.days) return 2;
    }
    asked.days = day_of(without_comma(tokens[i].typed), today);
    return asked.days ? 1 : 0;
}

}  // namespace

Asked read_asked(std::string_view line, Date today)
{
    Asked asked;
    const auto tokens = tokens_of(line);
    for (std::size_t i = 0; i < tokens.size();) {
        if (asked.law.empty()) asked.law = law_of(tokens[i].folded);
        if (!asked.law.empty() && law_of(tokens[i].folded) == asked.law) {
            ++i;
            continue;
        }
        if (!asked.days) {
            if (const std::size_t taken = take_days(tokens, i, today, asked); taken > 0) {
                i += taken;
                continue;
            }
        }
        if (!asked.rest.empty()) asked.rest += ' ';
        asked.rest += tokens[i].typed;
        ++i;
    }
    return asked;
}

}  // namespace offline_cache
