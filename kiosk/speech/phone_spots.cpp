#include <algorithm>
#include <array>

#include "kiosk/speech/digit_groups.h"
#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_spots.h"
#include "kiosk/speech/number_words.h"

namespace kiosk {

namespace {

std::string joined(const std::vector<std::string>& groups)
{
    std::string words;
    for (const std::string& group : groups) {
        if (!words.empty()) words += ", ";
        words += group;
    }
    return words;
}

/// Digit by digit, a breath after every `size` digits.
std::string grouped(std::string_view digits, std::size_t size)
{
    std::vector<std::string> groups;
    for (std::size_t at = 0; at < digits.size(); at += size)
        groups.push_back(digit_words(digits.substr(at, size)));
    return joined(groups);
}

/// A domestic number is said 4, 3, 3 (4 when there are eleven digits).
std::string phone_groups(std::string_view digits)
{
    if (digits.size() < 9) return digit_words(digits);
    std::vector<std::string> groups{digit_words(digits.substr(0, 4))};
    groups.push_back(digit_words(digits.substr(4, 3)));
    groups.push_back(digit_words(digits.substr(7)));
    return joined(groups);
}

std::string said_groups(const DigitGroups& groups)
{
    if (groups.parts.size() == 1) return phone_groups(groups.parts.front());
    std::vector<std::string> words;
    for (const std::string_view part : groups.parts) words.push_back(digit_words(part));
    return joined(words);
}

/// 111 … 115: children, rescue, police, fire, ambulance.
bool is_emergency(std::string_view digits)
{
    return digits.size() == 3 && digits.starts_with("11") && digits[2] >= '1' && digits[2] <= '5';
}

/// "113, 114 và 115": such a number stands just before.
bool in_a_row(std::string_view before)
{
    for (const std::string_view between : {", ", " và ", " hoặc ", " - ", "/", "; "}) {
        if (!before.ends_with(between)) continue;
        before.remove_suffix(between.size());
        return before.size() >= 3 && is_emergency(before.substr(before.size() - 3)) &&
               (before.size() == 3 || !is_digit(before[before.size() - 4]));
    }
    return false;
}

bool emergency_at(const Spot& spot)
{
    const std::string_view digits = digits_at(spot.text, spot.at, 3, 3);
    if (!is_emergency(digits) || !word_ends_at(spot.text, spot.at + 3)) return false;
    const std::string_view before = spot.text.substr(0, spot.at);
    if (in_a_row(before)) return true;
    // Things are counted: "113 hộ".
    const std::string_view behind = spot.text.substr(spot.at + 3);
    if (behind.starts_with("%") || (behind.starts_with(' ') && is_small(code_point_at(behind, 1))))
        return false;
    return spot.after({"công an", "cảnh sát", "cứu hỏa", "chữa cháy", "cứu hộ", "cứu nạn", "cấp cứu",
                       "cứu thương", "y tế", "trẻ em", "khẩn cấp", "số"}) &&
           !spot.after({"tổng số", "tổng"});
}

}  // namespace

std::optional<Match> code_at(const Spot& spot)
{
    const DigitGroups groups = digit_groups_at(spot.text, spot.at);
    const bool fours = std::all_of(groups.parts.begin(), groups.parts.end(),
                                   [](std::string_view part) { return part.size() == 4; });
    if (!fours || groups.parts.size() < 3) return std::nullopt;
    return Match{groups.size, said_groups(groups)};
}

std::optional<Match> phone_at(const Spot& spot)
{
    if (const DigitGroups home = domestic_phone_at(spot.text, spot.at); home.size > 0)
        return Match{home.size, said_groups(home)};
    const DigitGroups groups = digit_groups_at(spot.text, spot.at);
    if (groups.parts.empty()) return std::nullopt;
    const std::string_view first = groups.parts.front();
    const bool hotline = first.starts_with("1900") || first.starts_with("1800");
    if (hotline && groups.digits >= 8 && groups.digits <= 10) {
        if (groups.parts.size() > 1) return Match{groups.size, said_groups(groups)};
        return Match{first.size(), digit_words(first.substr(0, 4)) + ", " + digit_words(first.substr(4))};
    }
    if (spot.after({"điện thoại", "đường dây nóng", "tổng đài", "gọi", "gọi điện", "số máy", "hotline"}) &&
        groups.digits >= 3 && groups.digits <= 12)
        return Match{groups.size, said_groups(groups)};
    if (emergency_at(spot)) return Match{3, digit_words(first)};
    const bool identity = spot.after({"căn cước công dân", "căn cước", "chứng minh nhân dân", "hộ chiếu",
                                      "tài khoản", "mã số", "mã", "mã số thuế", "mã định danh"});
    if (identity && groups.parts.size() > 1 && groups.digits >= 8)
        return Match{groups.size, said_groups(groups)};
    if ((identity && first.size() >= 6) || first.size() >= 12)
        return Match{first.size(), grouped(first, first.size() % 4 == 0 ? 4 : 3)};
    return std::nullopt;
}

std::optional<Match> foreign_phone_at(const Spot& spot)
{
    constexpr std::string_view kCountry = "+84";
    if (!spot.rest().starts_with(kCountry)) return std::nullopt;
    std::size_t begin = spot.at + kCountry.size();
    std::string words = "cộng tám bốn, ";
    for (const std::string_view between : {")", " ", "-", "."})
        if (spot.text.substr(begin).starts_with(between)) ++begin;
    if (spot.text.substr(begin).starts_with("(0)")) {
        begin += 3;
        if (spot.text.substr(begin).starts_with(' ')) ++begin;
        words += "không, ";
    }
    const DigitGroups groups = digit_groups_at(spot.text, begin);
    if (groups.digits < 8 || groups.digits > 10 || spot.text[begin] == '0') return std::nullopt;
    words += groups.parts.size() == 1 ? grouped(groups.parts.front(), 3) : said_groups(groups);
    return Match{begin + groups.size - spot.at, words};
}

}  // namespace kiosk
