#include "province/console/inbox_row.h"

#include "province/console/desk_visit.h"
#include "province/feedback/wording.h"
#include "province/text/texts.h"

namespace province::console {

using protocol::Date;

Fields inbox_row(const Visit& visit, const InboxLine& line, Date today, const PeopleNames& people)
{
    Fields row;
    row.text("address", "/console/desk/" + std::to_string(line.n));
    row.yes("opened", line.opened());
    row.text("received", short_day(protocol::local_date(line.received_at)));
    add_due(row, deadline_of(visit.console.terms, line.lane, line.state, line.clock_at, today), today);
    row.yes("unreadable", line.lane == kUnreadable);
    if (!line.opened()) return row;
    row.text("number", case_number(line.year, line.number));
    row.text("topic", named(texts(), "feedback.topic.", line.topic)).yes("has_topic", !line.topic.empty());
    row.text("lane", named(texts(), "feedback.lane.", line.lane));
    row.text("place", people.village(line.place)).yes("has_place", !line.place.empty());
    row.text("state", named(texts(), "feedback.state.", line.state));
    // The clerk has something new to read.
    if (line.replied) row.text("state", text("feedback.replied"));
    row.yes("reopened", line.state == kReopened || line.replied);
    row.text("assignee", people.name(line.assignee)).yes("has_assignee", !line.assignee.empty());
    row.yes("others", line.office != visit.who().body.code).text("office", people.office(line.office));
    return row;
}

}  // namespace province::console
