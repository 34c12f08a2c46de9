#include "kiosk/speech/number_words.h"

#include <algorithm>
#include <array>

namespace kiosk {

namespace {

constexpr std::array<std::string_view, 10> kDigits{"không", "một", "hai", "ba",  "bốn",
                                                   "năm",   "sáu", "bảy", "tám", "chín"};
constexpr std::uint64_t kMost = 1'000'000'000'000'000'000;

void add(std::string& words, std::string_view more)
{
    if (!words.empty()) words += ' ';
    words += more;
}

/// The last digit behind "mươi" or "mười": lăm, mốt, tư.
std::string_view unit_word(unsigned tens, unsigned unit)
{
    if (unit == 5 && tens >= 1) return "lăm";
    if (unit == 1 && tens >= 2) return "mốt";
    if (unit == 4 && tens >= 2) return "tư";
    return kDigits[unit];
}

/// 0 … 999; `full` says the hundreds even when they are nought ("không trăm linh năm").
void add_triple(std::string& words, unsigned value, bool full)
{
    const unsigned hundreds = value / 100;
    const unsigned tens = value / 10 % 10;
    const unsigned unit = value % 10;
    const bool said = hundreds > 0 || full;
    if (said) {
        add(words, kDigits[hundreds]);
        add(words, "trăm");
    }
    if (tens == 0) {
        if (unit == 0) return;
        if (said) add(words, "linh");
        add(words, kDigits[unit]);
        return;
    }
    if (tens == 1) {
        add(words, "mười");
    } else {
        add(words, kDigits[tens]);
        add(words, "mươi");
    }
    if (unit > 0) add(words, unit_word(tens, unit));
}

/// Below 10^9. `full`: something greater was said before.
void add_billion(std::string& words, std::uint64_t value, bool full)
{
    constexpr std::array<std::string_view, 3> kNames{"triệu", "nghìn", ""};
    const std::array<std::uint64_t, 3> triples{value / 1'000'000, value / 1000 % 1000, value % 1000};
    for (std::size_t i = 0; i < triples.size(); ++i) {
        if (triples[i] == 0) continue;
        add_triple(words, static_cast<unsigned>(triples[i]), full);
        if (!kNames[i].empty()) add(words, kNames[i]);
        full = true;
    }
}

}  // namespace

std::string number_words(std::uint64_t number)
{
    if (number == 0) return std::string{kDigits[0]};
    if (number >= kMost) return digit_words(std::to_string(number));
    constexpr std::uint64_t kBillion = 1'000'000'000;
    std::string words;
    const std::uint64_t billions = number / kBillion;
    if (billions > 0) {
        add_billion(words, billions, false);
        add(words, "tỷ");
    }
    add_billion(words, number % kBillion, billions > 0);
    return words;
}

std::string digit_words(std::string_view digits)
{
    std::string words;
    for (const char c : digits)
        if (c >= '0' && c <= '9') add(words, kDigits[static_cast<std::size_t>(c - '0')]);
    return words;
}

std::string fraction_words(std::string_view digits)
{
    if (digits.size() > 2 || digits.starts_with('0')) return digit_words(digits);
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return number_words(value);
}

std::string order_words(std::uint64_t number, bool first_is_nhat)
{
    if (number == 4) return "tư";
    if (number == 1 && first_is_nhat) return "nhất";
    return number_words(number);
}

std::optional<int> roman_value(std::string_view text)
{
    if (text.empty() || text.size() > 8) return std::nullopt;
    constexpr std::array<std::string_view, 10> kUnits{"",  "I",  "II",  "III",  "IV",
                                                      "V", "VI", "VII", "VIII", "IX"};
    const std::size_t tens = std::min<std::size_t>(text.find_first_not_of('X'), text.size());
    // "IX" begins with I, so the tens never eat the X of a nine.
    if (tens > 3) return std::nullopt;
    for (std::size_t unit = 0; unit < kUnits.size(); ++unit)
        if (text.substr(tens) == kUnits[unit]) return static_cast<int>(tens * 10 + unit);
    return std::nullopt;
}

}  // namespace kiosk
