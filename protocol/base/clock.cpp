#include "protocol/base/clock.h"

namespace protocol {

namespace {

void append_padded(std::string& out, unsigned value, int digits)
{
    std::string number = std::to_string(value);
    out.append(static_cast<std::size_t>(digits) - number.size(), '0');
    out += number;
}

/// Decimal digits only; -1 for anything else.
int read_number(std::string_view digits)
{
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

Time SystemClock::now() const
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Date local_date(Time time) { return Date{std::chrono::floor<std::chrono::days>(time + kLocalOffset)}; }

LocalTime local_time(Time time)
{
    const auto local = time + kLocalOffset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock{local - day};
    return {Date{day}, static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count())};
}

Time at_local(Date date, int hour, int minute)
{
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} -
           kLocalOffset;
}

Date add_days(Date date, int days) { return Date{std::chrono::sys_days{date} + std::chrono::days{days}}; }

int days_between(Date from, Date to)
{
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

std::string format_date(Date date)
{
    std::string text;
    append_padded(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text += '-';
    append_padded(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    append_padded(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

std::optional<Date> parse_date(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = read_number(text.substr(0, 4));
    const int month = read_number(text.substr(5, 2));
    const int day = read_number(text.substr(8, 2));
    if (year < 1900 || month < 0 || day < 0) return std::nullopt;
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace protocol
