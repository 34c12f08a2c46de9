#include <chrono>
#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/office_hours.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/week.h"

namespace kiosk {

namespace {

std::string clock_of(int minutes)
{
    const std::string minute = std::to_string(minutes % 60);
    return std::to_string(minutes / 60) + ":" + (minute.size() < 2 ? "0" : "") + minute;
}

std::string hours_words(const std::vector<Hours>& hours)
{
    std::string words;
    for (const Hours& span : hours)
        words += (words.empty() ? "" : " · ") + clock_of(span.from) + "–" + clock_of(span.to);
    return words;
}

std::size_t weekday_index(protocol::Date date)
{
    return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
}

std::string day_name(const Ui& ui, std::size_t monday_first)
{
    return std::string{ui.tr("weekday." + std::to_string((monday_first + 1) % 7))};
}

const protocol::WorkCalendar* calendar_of(const State& state)
{
    return state.law != nullptr ? &state.law->calendar() : nullptr;
}

/// "Đang mở cửa, đến 17:00" or when it opens next; nothing while the clock is not to be believed, or where
/// nobody knows yet whether a day is a holiday.
void draw_open_now(const Reading& reading, const WeekHours& week, Flow& flow)
{
    if (!reading.today) return;
    const Ui& ui = flow.ui();
    const protocol::LocalTime now = protocol::local_time(reading.state.wall);
    const int minute = now.hour * 60 + now.minute;
    constexpr int kFarthest = 14;  // beyond the longest Tết
    for (int days = 0; days < kFarthest; ++days) {
        const protocol::Date day = protocol::add_days(now.date, days);
        if (week.days[weekday_index(day)].empty()) continue;
        const OfficeDay kind = office_day(calendar_of(reading.state), day);
        if (kind == OfficeDay::Unknown) return;
        if (kind == OfficeDay::Holiday) continue;
        if (days == 0)
            for (const Hours& span : week.days[weekday_index(day)])
                if (minute >= span.from && minute < span.to)
                    return flow.banner(Tone::Good, Icon::CheckCircle,
                                       ui.tr("contact.open", {{"time", clock_of(span.to)}}));
        for (const Hours& span : week.days[weekday_index(day)]) {
            if (days == 0 && span.from <= minute) continue;
            const std::string when = days == 0 ? std::string{ui.tr("away.today")} : long_date(ui, day);
            return flow.banner(Tone::Plain, Icon::Clock,
                               ui.tr("contact.closed", {{"time", clock_of(span.from)}, {"day", when}}));
        }
    }
}

/// Days that are alike stand in one row, unless today is among them.
void draw_week(const Reading& reading, const WeekHours& week, Flow& flow)
{
    Ui& ui = flow.ui();
    constexpr std::size_t kNoDay = 7;
    const std::size_t today = reading.today ? weekday_index(*reading.today) : kNoDay;
    for (std::size_t day = 0; day < 7;) {
        std::size_t last = day;
        while (day != today && last + 1 < 7 && last + 1 != today && week.days[last + 1] == week.days[day] &&
               week.notes[last + 1] == week.notes[day])
            ++last;
        std::string name = day_name(ui, day);
        if (last > day) name += " – " + day_name(ui, last);
        const bool closed = week.days[day].empty();
        const std::string hours =
            closed ? std::string{ui.tr("contact.day_off")} : "**" + hours_words(week.days[day]) + "**";
        const WeekRow row{.day = name,
                          .hours = hours,
                          .note = week.notes[day],
                          .chip = day == today ? ui.tr("contact.today") : std::string_view{},
                          .today = day == today,
                          .closed = closed};
        const Rect place = flow.place(week_row_height(ui, flow.width(), row), 0);
        if (flow.seen(place)) (void)week_row(ui, place, row);
        day = last + 1;
    }
    flow.gap(4);
}

void draw_reception(const Reading& reading, const protocol::Contact& contact, Flow& flow)
{
    if (contact.reception_day.empty()) return;
    const Ui& ui = flow.ui();
    const auto next = reading.today
                          ? next_reception(contact.reception_day, *reading.today, calendar_of(reading.state))
                          : std::optional<protocol::Date>{};
    if (!next) {
        flow.entry(Icon::Calendar, ui.tr("contact.reception", {{"when", contact.reception_day}}));
        return;
    }
    const std::string lines[]{
        ui.tr("contact.next", {{"date", long_date(ui, *next)}, {"away", away(ui, *reading.today, *next)}}),
        contact.reception_day + "."};
    draw_soft_card(flow, ui.tr("contact.reception_head"), lines);
}

}  // namespace

void draw_contact_link(const ContactLink& contact, Flow& flow, Action& action)
{
    Ui& ui = flow.ui();
    flow.heading(ui.tr("document.ask"), Icon::Staff);
    const Rect place = flow.place(list_row_height(ui, false, true, false));
    RowText row;
    row.icon = Icon::Staff;
    row.title = contact.office;
    row.detail = contact.room.empty() ? ui.tr("document.ask.open") : std::string_view{contact.room};
    if (flow.seen(place) && list_row(ui, place, "document.contact", row))
        action = act::OpenItem{contact.index};
}

void draw_contact(const Reading& reading, const protocol::Contact& contact, Flow& flow)
{
    const Ui& ui = flow.ui();
    const WeekHours week = week_hours(contact.hours);
    if (week.any()) draw_open_now(reading, week, flow);
    draw_reception(reading, contact, flow);
    flow.fact(ui.tr("contact.role"), contact.role);
    flow.fact(ui.tr("contact.name"), contact.name.empty() ? std::string{} : "**" + contact.name + "**");
    flow.fact(ui.tr("contact.office"), contact.office);
    flow.fact(ui.tr("contact.room"), contact.room.empty() ? std::string{} : "**" + contact.room + "**");
    flow.fact(ui.tr("contact.phone"),
              contact.phone_work.empty() ? std::string{} : "**" + contact.phone_work + "**");
    if (!contact.hours.empty()) flow.heading(ui.tr("contact.hours"), Icon::Clock);
    if (week.any()) draw_week(reading, week, flow);
    for (const std::string& words : week.words) flow.words(words, {}, 2);
}

}  // namespace kiosk
