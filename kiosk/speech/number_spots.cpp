#include "kiosk/speech/number_spots.h"

#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/speech/letters.h"
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

/// Groups of digits with a blank, point or hyphen between them.
struct Groups {
    std::vector<std::string_view> parts;
    std::size_t size = 0;  ///< bytes
    std::size_t digits = 0;
};

Groups groups_at(std::string_view text, std::size_t at)
{
    Groups groups;
    std::size_t end = at;
    for (;;) {
        const std::string_view part = digits_at(text, end, 1, 24);
        if (part.empty()) break;
        groups.parts.push_back(part);
        groups.digits += part.size();
        end += part.size();
        groups.size = end - at;
        if (end >= text.size() || std::string_view{" .-"}.find(text[end]) == std::string_view::npos) break;
        ++end;
    }
    return groups;
}

std::string said_groups(const Groups& groups)
{
    if (groups.parts.size() == 1) return phone_groups(groups.parts.front());
    std::vector<std::string> words;
    for (const std::string_view part : groups.parts) words.push_back(digit_words(part));
    return joined(words);
}

struct Day {
    std::uint64_t day = 0, month = 0, year = 0;  ///< 0: not written
    std::size_t size = 0;
    bool nought = false;  ///< "05/12": written with a nought in front
};

bool is_year(std::string_view digits)
{
    return digits.size() == 4 && value_of(digits) >= 1900 && value_of(digits) <= 2199;
}

std::optional<Day> day_at(std::string_view text, std::size_t at)
{
    const std::string_view first = digits_at(text, at, 1, 2);
    std::size_t end = at + first.size();
    if (first.empty() || end >= text.size()) return std::nullopt;
    const char mark = text[end];
    if (mark != '/' && mark != '-' && mark != '.') return std::nullopt;
    if (const std::string_view year = digits_at(text, end + 1, 4, 4); is_year(year)) {
        const std::uint64_t month = value_of(first);
        if (mark != '/' || month < 1 || month > 12) return std::nullopt;
        return Day{0, month, value_of(year), first.size() + 5, first.starts_with('0')};
    }
    const std::string_view second = digits_at(text, end + 1, 1, 2);
    if (second.empty()) return std::nullopt;
    Day day{value_of(first), value_of(second), 0, first.size() + 1 + second.size(),
            first.starts_with('0') || second.starts_with('0')};
    if (day.day < 1 || day.day > 31 || day.month < 1 || day.month > 12) return std::nullopt;
    end = at + day.size;
    if (end < text.size() && text[end] == mark) {
        const std::string_view year = digits_at(text, end + 1, 4, 4);
        if (!is_year(year)) return std::nullopt;
        day.year = value_of(year);
        day.size += 5;
        return day;
    }
    if (mark != '/' || (end < text.size() && text[end] == '/')) return std::nullopt;
    return day;
}

struct DaySaid {
    bool ngay = false;   ///< "ngày" was said already
    bool mung = false;   ///< "mùng" too
    bool thang = false;  ///< "tháng"
};

std::string day_words(const Day& day, const DaySaid& said)
{
    bool thang = !said.thang;
    std::string words;
    if (day.day > 0) {
        words = said.ngay || said.mung ? "" : "ngày ";
        if (day.day <= 10 && !said.mung) words += "mùng ";
        words += number_words(day.day) + " ";
        thang = true;
    }
    if (thang) words += "tháng ";
    words += order_words(day.month, false);
    if (day.year > 0) words += " năm " + number_words(day.year);
    return words;
}

/// "… số hộ", "… hộ", "… phiếu": what stands before is a share of them.
bool counts_things(std::string_view behind)
{
    constexpr std::array<std::string_view, 12> kThings{" số",        " tổng",       " hộ",        " phiếu",
                                                       " diện tích", " thành viên", " đại biểu",  " người",
                                                       " cử tri",    " thôn",       " đảng viên", " nhà"};
    return std::any_of(kThings.begin(), kThings.end(),
                       [&](std::string_view thing) { return behind.starts_with(thing); });
}

/// Day and month without a year may as well be a share: "2/3 số hộ".
bool reads_as_date(const Spot& spot, const Day& day)
{
    if (day.year > 0)
        return !(day.day == 0 && spot.after({"nghị định", "nghị quyết", "quyết định", "luật", "thông tư",
                                             "chỉ thị", "pháp lệnh", "số"}));
    if (spot.after({"ngày", "từ",  "đến", "tới", "trước", "sau",  "vào", "hạn", "hôm", "sáng", "chiều", "tối",
                    "trưa", "đêm", "lễ",  "dịp", "khánh", "mùng", "hết", "nay", "mai", "họp",  "qua"}))
        return true;
    if (counts_things(spot.text.substr(spot.at + day.size))) return false;
    if (day.nought || day.day > day.month || day.day > 10) return true;
    return spot.fresh();
}

struct Hour {
    std::uint64_t hour = 0, minute = 0;
    bool minutes = false;
    std::size_t size = 0;
};

std::optional<Hour> hour_at(std::string_view text, std::size_t at)
{
    const std::string_view first = digits_at(text, at, 1, 2);
    if (first.empty() || value_of(first) > 24) return std::nullopt;
    Hour hour{value_of(first), 0, false, first.size()};
    const std::string_view rest = text.substr(at + hour.size);
    std::size_t mark = 0;
    if (rest.starts_with(":") || rest.starts_with("h") || rest.starts_with("H") || rest.starts_with("g"))
        mark = 1;
    for (const std::string_view word : {" giờ ", " giờ", "giờ"})
        if (mark == 0 && rest.starts_with(word)) mark = word.size();
    if (mark == 0) return std::nullopt;
    const std::string_view second = digits_at(text, at + hour.size + mark, 2, 2);
    if (!second.empty() && value_of(second) < 60) {
        hour.minute = value_of(second);
        hour.minutes = true;
        hour.size += mark + 2;
        // Seconds are not said.
        if (text.substr(at + hour.size).starts_with(":") &&
            !digits_at(text, at + hour.size + 1, 2, 2).empty())
            hour.size += 3;
        return word_ends_at(text, at + hour.size) ? std::optional{hour} : std::nullopt;
    }
    if (rest[0] == ':' || rest[0] == 'g' || rest[0] == ' ') return std::nullopt;
    hour.size += mark;
    return word_ends_at(text, at + hour.size) ? std::optional{hour} : std::nullopt;
}

std::string hour_words(const Hour& hour, bool phut_follows)
{
    std::string words = number_words(hour.hour) + " giờ";
    if (hour.minutes && hour.minute > 0) {
        words += " " + number_words(hour.minute);
        if (hour.minute < 10 && !phut_follows) words += " phút";
    }
    return words;
}

}  // namespace

std::optional<Match> code_at(const Spot& spot)
{
    const Groups groups = groups_at(spot.text, spot.at);
    const bool fours = std::all_of(groups.parts.begin(), groups.parts.end(),
                                   [](std::string_view part) { return part.size() == 4; });
    if (!fours || groups.parts.size() < 3) return std::nullopt;
    return Match{groups.size, said_groups(groups)};
}

std::optional<Match> phone_at(const Spot& spot)
{
    const Groups groups = groups_at(spot.text, spot.at);
    if (groups.parts.empty()) return std::nullopt;
    const std::string_view first = groups.parts.front();
    const bool hotline =
        first == "1900" || first == "1800" || first.starts_with("1900") || first.starts_with("1800");
    if (first.starts_with('0') && groups.digits >= 9 && groups.digits <= 11)
        return Match{groups.size, said_groups(groups)};
    if (hotline && groups.digits >= 8 && groups.digits <= 10) {
        if (groups.parts.size() > 1) return Match{groups.size, said_groups(groups)};
        return Match{first.size(), digit_words(first.substr(0, 4)) + ", " + digit_words(first.substr(4))};
    }
    if (spot.after({"điện thoại", "đường dây nóng", "tổng đài", "gọi", "gọi điện", "số máy", "hotline"}) &&
        groups.digits >= 3 && groups.digits <= 12)
        return Match{groups.size, said_groups(groups)};
    const bool identity = spot.after({"căn cước công dân", "căn cước", "chứng minh nhân dân", "tài khoản",
                                      "mã số", "mã", "mã số thuế", "mã định danh"}) &&
                          first.size() >= 6;
    if (identity || first.size() >= 12)
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
    const Groups groups = groups_at(spot.text, begin);
    if (groups.digits < 8 || groups.digits > 10 || spot.text[begin] == '0') return std::nullopt;
    words += groups.parts.size() == 1 ? grouped(groups.parts.front(), 3) : said_groups(groups);
    return Match{begin + groups.size - spot.at, words};
}

std::optional<Match> date_at(const Spot& spot)
{
    const auto day = day_at(spot.text, spot.at);
    if (!day || !word_ends_at(spot.text, spot.at + day->size)) return std::nullopt;
    if (day->day == 0 && spot.after({"quý", "học kỳ", "kỳ", "đợt", "lần", "vụ"}))
        return Match{day->size, order_words(day->month, false) + " năm " + number_words(day->year)};
    if (!reads_as_date(spot, *day)) return std::nullopt;
    const DaySaid said{spot.after({"ngày"}), spot.after({"mùng", "mồng"}), spot.after({"tháng"})};
    Match match{day->size, day_words(*day, said)};
    const std::size_t dash = dash_at(spot.text, spot.at + match.size);
    if (dash == 0) return match;
    const auto until = day_at(spot.text, spot.at + match.size + dash);
    if (!until || (until->day == 0) != (day->day == 0)) return match;
    match.size += dash + until->size;
    match.words += " đến " + day_words(*until, {});
    return match;
}

std::optional<Match> time_at(const Spot& spot)
{
    const auto hour = hour_at(spot.text, spot.at);
    if (!hour) return std::nullopt;
    const auto words = [&](const Hour& h, std::size_t end) {
        return hour_words(h, spot.text.substr(std::min(end, spot.text.size())).starts_with(" phút"));
    };
    Match match{hour->size, words(*hour, spot.at + hour->size)};
    const std::size_t dash = dash_at(spot.text, spot.at + match.size);
    if (dash == 0) return match;
    const auto until = hour_at(spot.text, spot.at + match.size + dash);
    if (!until) return match;
    match.size += dash + until->size;
    match.words += " đến " + words(*until, spot.at + match.size);
    return match;
}

}  // namespace kiosk
