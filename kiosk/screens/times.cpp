#include "kiosk/screens/times.h"

#include <chrono>
#include <cstdio>

namespace kiosk {

namespace {

std::string digits(const char* form, unsigned a, unsigned b, int c = 0)
{
    char out[32];
    const int n = std::snprintf(out, sizeof out, form, a, b, c);
    return {out, static_cast<std::size_t>(n)};
}

}  // namespace

std::string clock_text(protocol::Time time)
{
    const protocol::LocalTime local = protocol::local_time(time);
    return digits("%02u:%02u", static_cast<unsigned>(local.hour), static_cast<unsigned>(local.minute));
}

std::string short_date(const Ui& ui, protocol::Date date)
{
    if (ui.look().english)
        return day_and_month(ui, date) + " " + std::to_string(static_cast<int>(date.year()));
    return digits("%02u/%02u/%04d", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                  static_cast<int>(date.year()));
}

std::string day_and_month(const Ui& ui, protocol::Date date)
{
    const auto day = static_cast<unsigned>(date.day());
    const auto month = static_cast<unsigned>(date.month());
    // 03/12 is the third of December here, the twelfth of March to many who read English.
    if (ui.look().english)
        return std::to_string(day) + " " + std::string{ui.tr("month." + std::to_string(month))};
    return digits("%02u/%02u", day, month);
}

std::string weekday(const Ui& ui, protocol::Date date, bool brief)
{
    const unsigned day = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
    return std::string{ui.tr((brief ? "weekday.short." : "weekday.") + std::to_string(day))};
}

std::string long_date(const Ui& ui, protocol::Date date)
{
    return weekday(ui, date) + ", " + short_date(ui, date);
}

std::string date_time(const Ui& ui, protocol::Time time)
{
    return clock_text(time) + ", " + short_date(ui, protocol::local_date(time));
}

std::string away(const Ui& ui, protocol::Date today, protocol::Date date)
{
    const int days = protocol::days_between(today, date);
    if (days == 0) return std::string{ui.tr("away.today")};
    if (days == 1) return std::string{ui.tr("away.tomorrow")};
    if (days == -1) return std::string{ui.tr("away.yesterday")};
    const std::string n = std::to_string(days < 0 ? -days : days);
    return ui.tr(days > 0 ? "away.in_days" : "away.days_ago", {{"n", n}});
}

std::string since_when(const Ui& ui, std::optional<protocol::Date> today, protocol::Time time)
{
    const bool same_day = protocol::local_date(time) == today;
    return ui.tr("information.until", {{"time", same_day ? clock_text(time) : date_time(ui, time)}});
}

std::string counted(const Ui& ui, std::string_view key, long long n)
{
    return ui.tr(std::string{key} + (n == 1 ? ".one" : ".many"), {{"n", std::to_string(n)}});
}

}  // namespace kiosk
