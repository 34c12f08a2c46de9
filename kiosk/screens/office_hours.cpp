#include "kiosk/screens/office_hours.h"

#include <algorithm>
#include <bitset>
#include <chrono>
#include <cstdint>

#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr std::string_view kDayNames[7] = {"hai", "ba", "tu", "nam", "sau", "bay", "chu nhat"};
constexpr int kMinutesOfDay = 24 * 60;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Reads along folded text (no marks, lower case).
struct Reader {
    std::string_view text;
    std::size_t at = 0;

    [[nodiscard]] bool done() const { return at >= text.size(); }
    bool take(std::string_view word)
    {
        if (text.substr(at, word.size()) != word) return false;
        at += word.size();
        return true;
    }
    void spaces()
    {
        while (!done() && text[at] == ' ') ++at;
    }
    std::optional<int> number()
    {
        int value = 0;
        const std::size_t begin = at;
        while (!done() && digit(text[at]) && at - begin < 4) value = value * 10 + (text[at++] - '0');
        return at > begin ? std::optional{value} : std::nullopt;
    }
    /// 0 Monday … 6 Sunday: "thu hai", "t2", "chu nhat", "cn".
    std::optional<int> day()
    {
        if (take("chu nhat") || take("cn")) return 6;
        const std::size_t begin = at;
        if (take("thu ")) {
            // From the last: "bay" begins with "ba".
            for (int i = 5; i >= 0; --i)
                if (take(kDayNames[i])) return i;
        } else if (take("t") && !done() && text[at] >= '2' && text[at] <= '7') {
            return text[at++] - '2';
        }
        at = begin;
        return std::nullopt;
    }
    /// "7 gio 30", "7:30", "13h", "13h30"; a bare number is none.
    std::optional<int> clock()
    {
        const std::size_t begin = at;
        const auto hour = number();
        spaces();
        const bool named = hour && (take("gio") || take("h") || take(":"));
        const bool word_goes_on = !done() && text[at] >= 'a' && text[at] <= 'z';  // "20 hang thang"
        if (!named || word_goes_on) {
            at = begin;
            return std::nullopt;
        }
        const std::size_t behind = at;
        spaces();
        const auto minute = number();
        if (!minute) at = behind;
        const int all = *hour * 60 + minute.value_or(0);
        return minute.value_or(0) < 60 && all <= kMinutesOfDay ? std::optional{all} : std::nullopt;
    }
    /// A dash in any of its forms, or "den".
    bool dash()
    {
        spaces();
        const bool found =
            take("-") || take("\xE2\x80\x93") || take("\xE2\x80\x94") || take("\xE2\x88\x92") || take("den");
        spaces();
        return found;
    }
};

/// "Thứ Hai đến thứ Sáu", "thứ Bảy, Chủ Nhật": up to the colon.
std::optional<std::bitset<7>> days_before_colon(Reader& reader)
{
    std::bitset<7> days;
    for (;;) {
        reader.spaces();
        const auto first = reader.day();
        if (!first) return std::nullopt;
        int last = *first;
        if (reader.dash()) {
            const auto to = reader.day();
            if (!to || *to < *first) return std::nullopt;
            last = *to;
        }
        for (int day = *first; day <= last; ++day) days.set(static_cast<std::size_t>(day));
        reader.spaces();
        if (reader.take(":")) return days;
        if (!reader.take(",") && !reader.take("va ")) return std::nullopt;
    }
}

std::vector<Hours> hours_of(Reader& reader)
{
    std::vector<Hours> all;
    for (;;) {
        const std::size_t begin = reader.at;
        reader.spaces();
        if (!all.empty() && !reader.take(",") && !reader.take(";") && !reader.take("va ")) {
            reader.at = begin;
            return all;
        }
        reader.spaces();
        const auto from = reader.clock();
        const bool span = from && reader.dash();
        const auto to = span ? reader.clock() : std::nullopt;
        if (!to || *to <= *from) {
            reader.at = begin;
            return all;
        }
        all.push_back({*from, *to});
    }
}

bool take_line(WeekHours& week, const std::string& line)
{
    std::vector<std::uint32_t> origin;
    const std::string folded = protocol::fold(line, &origin);
    Reader reader{folded};
    const auto days = days_before_colon(reader);
    if (!days) return false;
    const std::vector<Hours> hours = hours_of(reader);
    if (hours.empty()) return false;
    while (!reader.done() &&
           (folded[reader.at] == ' ' || folded[reader.at] == ',' || folded[reader.at] == ';'))
        ++reader.at;
    const std::string note = reader.done() ? std::string{} : line.substr(origin[reader.at]);
    for (std::size_t day = 0; day < 7; ++day) {
        if (!days->test(day)) continue;
        week.days[day].insert(week.days[day].end(), hours.begin(), hours.end());
        week.notes[day] = note;
    }
    return true;
}

int weekday_of(protocol::Date date)
{
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding()) - 1;
}

/// What the words say about days of a month or of its weeks.
struct Reception {
    std::bitset<32> of_month;  ///< day numbers
    std::bitset<7> weekdays;
    std::bitset<6> weeks;  ///< 1 … 5; none: every week
    bool monthly = false;

    [[nodiscard]] bool holds(protocol::Date date) const
    {
        const unsigned number = static_cast<unsigned>(date.day());
        if (of_month.test(number)) return true;
        if (!weekdays.test(static_cast<std::size_t>(weekday_of(date)))) return false;
        return weeks.none() || weeks.test((number - 1) / 7 + 1);
    }
};

/// "tuan thu nhat", "tuan 3": which week of the month.
std::optional<std::size_t> week_number(Reader& reader)
{
    if (!reader.take("tuan ")) return std::nullopt;
    reader.take("thu ");
    if (const auto n = reader.number())
        return *n >= 1 && *n <= 5 ? std::optional{static_cast<std::size_t>(*n)} : std::nullopt;
    constexpr std::string_view kOrdinals[5] = {"nhat", "hai", "ba", "tu", "nam"};
    for (std::size_t i = 0; i < 5; ++i)
        if (reader.take(kOrdinals[i])) return i + 1;
    return std::nullopt;
}

Reception reception_of(std::string_view folded)
{
    Reception found;
    Reader reader{folded};
    bool numbers_follow = false;  // behind "ngay": "ngay 5 va 20"
    while (!reader.done()) {
        const bool word_begins = reader.at == 0 || folded[reader.at - 1] == ' ';
        if (word_begins) {
            if (const auto week = week_number(reader)) {
                found.weeks.set(*week);
                continue;
            }
            if (reader.take("ngay ")) {
                numbers_follow = true;
                continue;
            }
            if (const auto day = reader.day()) {
                found.weekdays.set(static_cast<std::size_t>(*day));
                numbers_follow = false;
                continue;
            }
            const std::size_t begin = reader.at;
            if (const auto clock = reader.clock()) continue;
            reader.at = begin;
            if (const auto number = reader.number()) {
                const bool whole = reader.done() || folded[reader.at] == ' ' || folded[reader.at] == ',';
                if (numbers_follow && whole && *number >= 1 && *number <= 31)
                    found.of_month.set(static_cast<std::size_t>(*number));
                continue;
            }
            if (reader.take("tu ")) numbers_follow = false;
        }
        ++reader.at;
    }
    return found;
}

}  // namespace

bool WeekHours::any() const
{
    return std::any_of(days.begin(), days.end(), [](const auto& day) { return !day.empty(); });
}

WeekHours week_hours(std::span<const std::string> lines)
{
    WeekHours week;
    for (const std::string& line : lines)
        if (!take_line(week, line)) week.words.push_back(line);
    return week;
}

OfficeDay office_day(const protocol::WorkCalendar* calendar, protocol::Date day)
{
    if (calendar == nullptr || calendar->is_working_day(day)) {
        const bool may_move = calendar != nullptr && calendar->after_days(day, 0).may_move;
        return may_move ? OfficeDay::Unknown : OfficeDay::Usual;
    }
    const int weekday = weekday_of(day);
    constexpr int kFriday = 4;
    if (weekday <= kFriday)
        return calendar->after_days(day, 0).may_move ? OfficeDay::Unknown : OfficeDay::Holiday;
    // The calendar names weekdays only: what a weekend is shows in the days beside it.
    const protocol::Date before = protocol::add_days(day, kFriday - weekday);
    const protocol::Date after = protocol::add_days(day, 7 - weekday);
    const bool usual =
        office_day(calendar, before) == OfficeDay::Usual && office_day(calendar, after) == OfficeDay::Usual;
    return usual ? OfficeDay::Usual : OfficeDay::Unknown;
}

std::optional<protocol::Date> next_reception(std::string_view words, protocol::Date today,
                                             const protocol::WorkCalendar* calendar)
{
    const Reception reception = reception_of(protocol::fold(words));
    if (reception.of_month.none() && reception.weekdays.none()) return std::nullopt;
    constexpr int kFarthest = 92;  // a fifth week, or a 31st, comes at least once in three months
    for (int i = 0; i <= kFarthest; ++i) {
        const protocol::Date day = protocol::add_days(today, i);
        if (!reception.holds(day)) continue;
        const OfficeDay kind = office_day(calendar, day);
        if (kind == OfficeDay::Unknown) return std::nullopt;
        if (kind == OfficeDay::Usual) return day;
    }
    return std::nullopt;
}

}  // namespace kiosk
