#include <algorithm>
#include <array>

#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_spots.h"
#include "kiosk/speech/number_words.h"
#include "kiosk/speech/shares.h"

namespace kiosk {

namespace {

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

/// "ngày mùng một": `day` without its month.
std::string day_alone(std::uint64_t day, const DaySaid& said)
{
    std::string words = said.ngay || said.mung ? "" : "ngày ";
    if (day <= 10 && !said.mung) words += "mùng ";
    return words + number_words(day);
}

/// A day and a month stand just before: "30/4 và 1/5".
bool follows_a_day(const Spot& spot)
{
    std::string_view before = spot.text.substr(0, spot.at);
    bool joined = false;
    for (const std::string_view between : {" và ", ", ", " hoặc ", "; "}) {
        if (joined || !before.ends_with(between)) continue;
        before.remove_suffix(between.size());
        joined = true;
    }
    if (!joined || before.empty() || !is_digit(before.back())) return false;
    constexpr std::string_view kMonth = " tháng ";
    constexpr std::size_t kLongestMonth = 24;  // "mười một và"
    const std::size_t month = spot.said.rfind(kMonth);
    return month != std::string_view::npos && spot.said.size() - month <= kMonth.size() + kLongestMonth;
}

/// Day and month without a year may as well be a share: "2/3 số hộ".
bool reads_as_date(const Spot& spot, const Day& day)
{
    if (day.year > 0)
        return !(day.day == 0 && spot.after({"nghị định", "nghị quyết", "quyết định", "luật", "thông tư",
                                             "chỉ thị", "pháp lệnh", "số"}));
    if (names_a_place_in_a_row(spot) || spot.after({"đạt", "được"})) return false;
    if (spot.after({"ngày", "mùng", "mồng", "lễ", "dịp", "hôm", "sáng", "chiều", "tối", "trưa", "đêm"}))
        return true;
    const std::size_t end = spot.at + day.size;
    if (shared_thing_at(spot.text, end)) return false;
    if (spot.after({"từ", "đến", "tới", "trước", "sau", "vào", "hạn", "khánh", "hết", "nay", "mai", "qua"}))
        return true;
    const bool always_open = day.day == 24 && day.month == 7 && !spot.fresh();  // "phục vụ 24/7"
    if (day.nought || (day.day > day.month && !always_open)) return true;
    if (always_open || counted_word_at(spot.text, end)) return false;
    return day.day > 10 || spot.fresh() || spot.after({"họp"}) || follows_a_day(spot);
}

/// "1-15/12/2026": from one day to another of the same month.
std::optional<Match> days_of_a_month_at(const Spot& spot)
{
    const std::string_view first = digits_at(spot.text, spot.at, 1, 2);
    if (first.empty()) return std::nullopt;
    const std::size_t dash = dash_at(spot.text, spot.at + first.size());
    if (dash == 0) return std::nullopt;
    const auto until = day_at(spot.text, spot.at + first.size() + dash);
    const std::uint64_t from = value_of(first);
    if (!until || until->day == 0 || from < 1 || from >= until->day) return std::nullopt;
    const std::size_t end = spot.at + first.size() + dash + until->size;
    if (!word_ends_at(spot.text, end) || (until->year == 0 && shared_thing_at(spot.text, end)))
        return std::nullopt;
    const DaySaid said{spot.after({"ngày"}), spot.after({"mùng", "mồng"}), false};
    return Match{end - spot.at, day_alone(from, said) + " đến " + day_words(*until, {})};
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
        // "7h30'": the mark of minutes is not said.
        if (text.substr(at + hour.size).starts_with("'")) hour.size += 1;
        return word_ends_at(text, at + hour.size) ? std::optional{hour} : std::nullopt;
    }
    if (rest[0] == ':' || rest[0] == 'g' || rest[0] == ' ') return std::nullopt;
    hour.size += mark;
    return word_ends_at(text, at + hour.size) ? std::optional{hour} : std::nullopt;
}

/// "17 giờ" without minutes.
std::optional<Hour> whole_hour_at(std::string_view text, std::size_t at)
{
    constexpr std::string_view kHour = " giờ";
    const std::string_view first = digits_at(text, at, 1, 2);
    const std::size_t end = at + first.size() + kHour.size();
    if (first.empty() || value_of(first) > 24 || !text.substr(at + first.size()).starts_with(kHour) ||
        !word_ends_at(text, end))
        return std::nullopt;
    return Hour{value_of(first), 0, false, end - at};
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

std::optional<Match> date_at(const Spot& spot)
{
    if (const auto days = days_of_a_month_at(spot)) return days;
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
    const auto exact = hour_at(spot.text, spot.at);
    // "7 giờ" alone is a number and a word; "7 giờ - 11 giờ" is a time.
    const auto hour = exact ? exact : whole_hour_at(spot.text, spot.at);
    if (!hour) return std::nullopt;
    const auto words = [&](const Hour& h, std::size_t end) {
        return hour_words(h, spot.text.substr(std::min(end, spot.text.size())).starts_with(" phút"));
    };
    Match match{hour->size, words(*hour, spot.at + hour->size)};
    const auto unless_range = [&] { return exact ? std::optional{match} : std::nullopt; };
    const std::size_t dash = dash_at(spot.text, spot.at + match.size);
    if (dash == 0) return unless_range();
    const std::size_t next = spot.at + match.size + dash;
    auto until = hour_at(spot.text, next);
    if (!until) until = whole_hour_at(spot.text, next);
    if (!until) return unless_range();
    match.size += dash + until->size;
    match.words += " đến " + words(*until, spot.at + match.size);
    return match;
}

}  // namespace kiosk
