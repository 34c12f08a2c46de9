#include <algorithm>
#include <cctype>

#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_spots.h"
#include "kiosk/speech/number_words.h"

namespace kiosk {

namespace {

using Shelf = Lexicon::Shelf;

/// Groups of three with this mark between them, behind one to three digits: "1.250.000".
std::size_t thousands_at(std::string_view text, std::size_t at, char mark, std::size_t least_groups)
{
    const std::string_view first = digits_at(text, at, 1, 3);
    if (first.empty() || first.starts_with('0')) return 0;
    std::size_t end = at + first.size();
    std::size_t groups = 0;
    while (end < text.size() && text[end] == mark && digits_at(text, end + 1, 3, 3).size() == 3) {
        end += 4;
        ++groups;
    }
    return groups >= least_groups ? end - at : 0;
}

std::string only_digits(std::string_view text)
{
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    return digits;
}

/// A number alone: whole, with thousands, with a comma, or with points that number something.
Match number_at(const Spot& spot, std::size_t at)
{
    const std::string_view text = spot.text;
    std::size_t size = std::max(thousands_at(text, at, '.', 1), thousands_at(text, at, ' ', 2));
    const bool thousands = size > 0;
    if (!thousands) size = digits_at(text, at, 1, text.size()).size();
    const std::string digits = only_digits(text.substr(at, size));
    Match match{size, {}};
    const bool long_or_nought = digits.size() > 18 || (digits.size() > 1 && digits.front() == '0');
    match.words = long_or_nought ? digit_words(digits) : number_words(value_of(digits));

    std::size_t end = at + size;
    if (end + 1 < text.size() && text[end] == ',' && is_digit(text[end + 1])) {
        const std::string_view fraction = digits_at(text, end + 1, 1, text.size());
        match.words += " phẩy " + fraction_words(fraction);
        match.size += 1 + fraction.size();
        return match;
    }
    while (!thousands && end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
        const std::string_view part = digits_at(text, end + 1, 1, text.size());
        match.words += " chấm " + (part.starts_with('0') ? digit_words(part) : number_words(value_of(part)));
        end += 1 + part.size();
        match.size = end - at;
    }
    return match;
}

std::size_t unit_size(const Spot& spot, std::size_t at)
{
    const std::size_t size =
        spot.lexicon.longest(Shelf::Units, spot.text.substr(std::min(at, spot.text.size())));
    return size > 0 && word_ends_at(spot.text, at + size) ? size : 0;
}

/// "m²", "%", "đ" behind a number, and what it is for each of: "/hộ", "/m²/năm".
void add_unit(const Spot& spot, Match& match)
{
    const std::string_view text = spot.text;
    std::size_t at = spot.at + match.size;
    if (text.substr(std::min(at, text.size())).starts_with(' ') && unit_size(spot, at + 1) > 0) ++at;
    if (const std::size_t size = unit_size(spot, at); size > 0) {
        match.words += " " + std::string{spot.lexicon.find(Shelf::Units, text.substr(at, size))};
        at += size;
        match.size = at - spot.at;
        while (at + 1 < text.size() && text[at] == '/' && unit_size(spot, at + 1) > 0) {
            const std::size_t each = unit_size(spot, at + 1);
            match.words += " mỗi " + std::string{spot.lexicon.find(Shelf::Units, text.substr(at + 1, each))};
            at += 1 + each;
            match.size = at - spot.at;
        }
    }
    // What is left ("/hộ") is a word of its own.
    if (at + 1 < text.size() && text[at] == '/' && letter_at(text, at + 1)) {
        match.words += " mỗi";
        match.size = at + 1 - spot.at;
    }
}

std::optional<Match> share_at(const Spot& spot)
{
    const std::string_view first = digits_at(spot.text, spot.at, 1, 6);
    const std::size_t slash = spot.at + first.size();
    if (first.empty() || slash >= spot.text.size() || (spot.text[slash] != '/' && spot.text[slash] != ':'))
        return std::nullopt;
    const std::string_view second = digits_at(spot.text, slash + 1, 1, 6);
    if (second.empty()) return std::nullopt;
    const std::uint64_t part = value_of(first);
    const std::uint64_t whole = value_of(second);
    const bool small = spot.text[slash] == '/' && part < whole && whole <= 10;
    return Match{first.size() + 1 + second.size(),
                 number_words(part) + (small ? " phần " : " trên ") +
                     (small ? order_words(whole, false) : number_words(whole))};
}

}  // namespace

Match amount_at(const Spot& spot)
{
    if (const auto share = share_at(spot)) return *share;
    const std::string_view text = spot.text;
    Match match = number_at(spot, spot.at);
    const std::string_view plain = digits_at(text, spot.at, 1, 4);
    if (plain.size() == match.size && !plain.starts_with('0')) {
        if (spot.after({"thứ", "hạng", "lần thứ"})) match.words = order_words(value_of(plain), true);
        if (spot.after({"tháng", "quý"})) match.words = order_words(value_of(plain), false);
    }
    add_unit(spot, match);
    for (;;) {
        const std::size_t end = spot.at + match.size;
        std::size_t between = dash_at(text, end);
        std::string_view word = " đến ";
        for (const std::string_view times : {" x ", "x", " × ", "×"}) {
            if (between > 0 || !text.substr(std::min(end, text.size())).starts_with(times)) continue;
            if (digits_at(text, end + times.size(), 1, 6).empty()) continue;
            between = times.size();
            word = " nhân ";
        }
        if (between == 0) return match;
        const Match next = number_at(spot, end + between);
        match.words += std::string{word} + next.words;
        match.size += between + next.size;
        add_unit(spot, match);
    }
}

}  // namespace kiosk
