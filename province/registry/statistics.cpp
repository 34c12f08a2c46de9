#include "province/registry/statistics.h"

#include <algorithm>

#include "province/registry/body_range.h"
#include "province/registry/inbox_rows.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Date;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::string_view kCommittee = ".ubnd";

/// A day of the local calendar as a number; both engines divide whole numbers so.
std::string day_of(std::string_view column)
{
    return "((" + std::string(column) + " + " + std::to_string(protocol::kLocalOffset.count()) + ") / 86400)";
}

std::string number(Time time) { return std::to_string(seconds(time)); }

std::string sum_of(const std::string& condition)
{
    return "COALESCE(SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0)";
}

Date month_of(Date day) { return {day.year(), day.month(), std::chrono::day{1}}; }

Date next_month(Date month) { return month + std::chrono::months{1}; }

/// "2026-11" for a moment within the span. Neither engine is asked what a month is.
std::string month_key(const Span& span)
{
    std::string text = "CASE ";
    for (Date month = month_of(span.from); month <= span.to; month = next_month(month))
        text += "WHEN received_at < " + number(protocol::at_local(next_month(month))) + " THEN '" +
                protocol::format_date(month).substr(0, 7) + "' ";
    return text + "ELSE '' END";
}

std::string key_of(const Span& span, Statistics::By by)
{
    switch (by) {
        case Statistics::By::Office:
            return "body";
        case Statistics::By::Topic:
            return "topic";
        case Statistics::By::Month:
            break;
    }
    return month_key(span);
}

std::string where(const Span& span)
{
    return " WHERE " + BodyRange::where() + " AND received_at >= " + number(protocol::at_local(span.from)) +
           " AND received_at < " + number(protocol::at_local(protocol::add_days(span.to, 1)));
}

using Tallies = std::map<std::string, Tally>;

void count_cases(soci::session& session, const Span& span, const BodyRange& bodies, const std::string& key,
                 const Cutoffs& late, Tallies& into)
{
    const std::string waits = "state IN ('received', 'in_progress', 'reopened')";
    std::string name;
    long long received = 0, answered = 0, on_time = 0, moved = 0, overdue = 0, oldest = 0;
    auto query =
        (session.prepare << "SELECT " + key + ", COUNT(*), " + sum_of("answered_at > 0") + ", " +
                                sum_of("answered_at > 0 AND answered_at < over_at") + ", " +
                                sum_of("answered_at = 0 AND state = 'forwarded'") + ", " +
                                sum_of(waits + " AND " + before(late)) + ", COALESCE(MIN(CASE WHEN " + waits +
                                " THEN clock_at END), 0) FROM report_case" + where(span) +
                                " AND state <> 'sealed' GROUP BY 1");
    bodies.bind(query);
    query, soci::into(name), soci::into(received), soci::into(answered), soci::into(on_time),
        soci::into(moved), soci::into(overdue), soci::into(oldest);
    each_row(query, [&] {
        Tally& tally = into[name];
        tally.received = received;
        tally.answered = answered;
        tally.on_time = on_time;
        tally.moved = moved;
        tally.overdue = overdue;
        if (oldest != 0) tally.oldest = time_of(oldest);
    });
}

void count_days(soci::session& session, const Span& span, const BodyRange& bodies, const std::string& key,
                Tallies& into)
{
    std::string name;
    long long days = 0, n = 0;
    auto query = (session.prepare << "SELECT " + key + ", " + day_of("answered_at") + " - " +
                                         day_of("clock_at") + ", COUNT(*) FROM report_case" + where(span) +
                                         " AND state <> 'sealed' AND answered_at > 0 GROUP BY 1, 2");
    bodies.bind(query);
    query, soci::into(name), soci::into(days), soci::into(n);
    each_row(query, [&] { into[name].days[days] += n; });
}

/// Of unopened reports nothing is known but the day.
void count_unopened(soci::session& session, const Span& span, const BodyRange& bodies, const std::string& key,
                    const Cutoffs& late, Tallies& into)
{
    std::string body, name;
    long long n = 0, overdue = 0, oldest = 0;
    auto query =
        (session.prepare << "SELECT body, " + key + ", COUNT(*), " +
                                sum_of("clock_at < " + number(late.first)) + ", MIN(clock_at) FROM inbox" +
                                where(span) + " AND reply = 0 AND state = '' GROUP BY 1, 2");
    bodies.bind(query);
    query, soci::into(body), soci::into(name), soci::into(n), soci::into(overdue), soci::into(oldest);
    each_row(query, [&] {
        // It lies in the inboxes of all its readers.
        if (body != span.office && !body.ends_with(kCommittee)) return;
        Tally part;
        part.received = part.unopened = n;
        part.overdue = overdue;
        part.oldest = time_of(oldest);
        into[name] += part;
    });
}

}  // namespace

std::optional<std::int64_t> Tally::median_days() const
{
    std::int64_t before = 0;
    for (const auto& [length, n] : days) {
        before += n;
        if (2 * before >= answered) return length;
    }
    return std::nullopt;
}

Tally& Tally::operator+=(const Tally& other)
{
    received += other.received;
    unopened += other.unopened;
    answered += other.answered;
    on_time += other.on_time;
    moved += other.moved;
    overdue += other.overdue;
    if (other.oldest) oldest = oldest ? std::min(*oldest, *other.oldest) : *other.oldest;
    for (const auto& [length, n] : other.days) days[length] += n;
    return *this;
}

Result<std::map<std::string, Tally>> Statistics::count(const Span& span, By by, const Cutoffs& late)
{
    return reading(registry_, [&](soci::session& session) -> Result<Tallies> {
        const BodyRange bodies(span);
        const std::string key = key_of(span, by);
        Tallies found;
        count_cases(session, span, bodies, key, late, found);
        count_days(session, span, bodies, key, found);
        count_unopened(session, span, bodies, key, late, found);
        return found;
    });
}

}  // namespace province
