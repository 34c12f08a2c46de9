#include <algorithm>
#include <array>
#include <cctype>

#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_spots.h"
#include "kiosk/speech/number_words.h"
#include "kiosk/speech/shares.h"

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

/// What numbers a thing rather than counts it: a nought in front is said.
bool numbers_a_thing(const Spot& spot, std::size_t end)
{
    if (spot.after(
            {"mẫu", "biểu", "biểu mẫu", "lô", "thửa", "tờ", "phòng", "mã", "biển", "quyển", "sổ", "hồ sơ"}))
        return true;
    return spot.after({"số"}) && !spot.after({"tổng số", "trong số", "một số"}) &&
           !counted_word_at(spot.text, end) && !spot.text.substr(end).starts_with(" (");
}

/// A whole number of digits only. "01 phiếu" is one vote: a nought in front is said in a number's name only.
std::string whole_words(const Spot& spot, std::string_view digits, std::size_t end)
{
    constexpr std::size_t kMostPadded = 3;
    const bool padded = digits.size() > 1 && digits.front() == '0';
    const bool named = padded && (digits.size() > kMostPadded || numbers_a_thing(spot, end) ||
                                  (digits.size() == kMostPadded && !counted_word_at(spot.text, end)));
    return digits.size() > 18 || named ? digit_words(digits) : number_words(value_of(digits));
}

/// A number alone: whole, with thousands, with a comma, or with points that number something.
Match number_at(const Spot& spot, std::size_t at)
{
    const std::string_view text = spot.text;
    std::size_t size = std::max(
        {thousands_at(text, at, '.', 1), thousands_at(text, at, ' ', 2), thousands_at(text, at, ',', 2)});
    const bool thousands = size > 0;
    if (!thousands) size = digits_at(text, at, 1, text.size()).size();
    const std::string digits = only_digits(text.substr(at, size));
    Match match{size, whole_words(spot, digits, at + size)};

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

/// A letter behind a small number names it ("mẫu 1đ", "điều 12m") rather than measures something.
bool letter_names_it(const Spot& spot, std::size_t number, std::string_view unit)
{
    const bool plain = digits_at(spot.text, spot.at, 1, 2).size() == number;
    if (!plain || letters_in(unit) != 1 || !letter_at(unit, 0)) return false;
    if (unit == "đ") return spot.text[spot.at] != '0';
    if (unit == "k" && number < 2) return true;
    return spot.after({"mẫu", "điểm", "điều", "khoản", "mục", "phụ lục", "biểu"});
}

/// "15'" is minutes, unless a quotation is closed.
bool minutes_at(const Spot& spot, std::size_t number)
{
    const std::size_t end = spot.at + number;
    return digits_at(spot.text, spot.at, 1, 3).size() == number && end < spot.text.size() &&
           spot.text[end] == '\'' && word_ends_at(spot.text, end + 1) &&
           spot.text.substr(0, end).find('\'') == std::string_view::npos;
}

/// "m²", "%", "đ" behind a number, and what it is for each of: "/hộ", "/m²/năm".
void add_unit(const Spot& spot, Match& match)
{
    const std::string_view text = spot.text;
    std::size_t at = spot.at + match.size;
    if (minutes_at(spot, match.size)) {
        match.words += " phút";
        match.size += 1;
        return;
    }
    const bool apart = text.substr(std::min(at, text.size())).starts_with(' ') && unit_size(spot, at + 1) > 0;
    if (apart) ++at;
    const std::size_t size = unit_size(spot, at);
    if (size > 0 && !apart && letter_names_it(spot, match.size, text.substr(at, size))) return;
    if (size > 0) {
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

/// The mark of a share: "/", " / ", ":".
std::string_view share_mark_at(std::string_view text, std::size_t at)
{
    for (const std::string_view mark : {" / ", "/", ":"})
        if (text.substr(std::min(at, text.size())).starts_with(mark)) return mark;
    return {};
}

std::optional<Match> share_at(const Spot& spot)
{
    const std::string_view first = digits_at(spot.text, spot.at, 1, 6);
    const std::string_view mark = share_mark_at(spot.text, spot.at + first.size());
    if (first.empty() || mark.empty()) return std::nullopt;
    const std::size_t at = spot.at + first.size() + mark.size();
    const std::size_t thousands = thousands_at(spot.text, at, '.', 1);
    const std::string second =
        only_digits(thousands > 0 ? spot.text.substr(at, thousands) : digits_at(spot.text, at, 1, 6));
    if (second.empty()) return std::nullopt;
    const std::size_t end = at + (thousands > 0 ? thousands : second.size());
    const std::uint64_t part = value_of(first);
    const std::uint64_t whole = value_of(second);
    // A part of a whole, or so many of so many things that can be counted.
    const bool part_of = mark == "/" && part < whole && whole <= 10 && !names_a_place_in_a_row(spot) &&
                         (!counted_word_at(spot.text, end) || part_of_at(spot.text, end));
    return Match{end - spot.at, number_words(part) + (part_of ? " phần " : " trên ") +
                                    (part_of ? order_words(whole, false) : number_words(whole))};
}

/// What joins two numbers, and how it is said.
struct Joint {
    std::size_t size = 0;
    std::string_view words;
};

Joint joint_at(std::string_view text, std::size_t at, bool measured)
{
    if (const std::size_t dash = dash_at(text, at); dash > 0) return {dash, " đến "};
    constexpr std::array<std::string_view, 4> kTimes{" x ", "x", " × ", "×"};
    const std::string_view rest = text.substr(std::min(at, text.size()));
    for (const std::string_view mark : {" x ", "x", " × ", "×", " / ", "/"}) {
        if (!rest.starts_with(mark) || digits_at(text, at + mark.size(), 1, 6).empty()) continue;
        const bool times = std::find(kTimes.begin(), kTimes.end(), mark) != kTimes.end();
        return {mark.size(), times ? " nhân " : measured ? " mỗi " : " trên "};
    }
    return {};
}

}  // namespace

std::size_t unit_size(const Spot& spot, std::size_t at)
{
    const std::size_t size =
        spot.lexicon.longest(Shelf::Units, spot.text.substr(std::min(at, spot.text.size())));
    return size > 0 && word_ends_at(spot.text, at + size) ? size : 0;
}

Match amount_at(const Spot& spot)
{
    if (const auto share = share_at(spot)) return *share;
    const std::string_view text = spot.text;
    Match match = number_at(spot, spot.at);
    if (const std::string_view plain = digits_at(text, spot.at, 1, 4); plain.size() == match.size) {
        const std::uint64_t value = value_of(plain);
        if (spot.after({"thứ", "hạng", "lần thứ"})) match.words = order_words(value, true);
        if (spot.after({"tháng", "quý"})) match.words = order_words(value, false);
        const bool day = spot.after({"ngày"}) && text.substr(spot.at + match.size).starts_with(" tháng ");
        if (day && value >= 1 && value <= 10) match.words = "mùng " + match.words;
    }
    for (;;) {
        const std::size_t number = match.size;
        add_unit(spot, match);
        const std::size_t end = spot.at + match.size;
        const Joint joint = joint_at(text, end, match.size > number);
        if (joint.size == 0) return match;
        const Match next = number_at(spot, end + joint.size);
        match.words += std::string{joint.words} + next.words;
        match.size += joint.size + next.size;
    }
}

}  // namespace kiosk
