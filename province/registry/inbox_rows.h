#pragma once

// Only for province/registry: lines of the inbox as SOCI fills them.

#include <string>
#include <string_view>

#include <soci/soci.h>

#include "province/registry/inbox.h"
#include "province/registry/pool.h"

namespace province {

/// The last one: newest_word() is the sender's answer to a question.
inline constexpr std::string_view kLineColumns =
    "n, received_at, state, office, year, number, lane, topic, place, assignee, clock_at, CASE WHEN state = "
    "'in_progress' AND (SELECT e.what FROM case_event e WHERE e.body = inbox.office AND e.year = inbox.year "
    "AND e.n = inbox.number AND e.what NOT IN ('noted', 'assigned', 'refiled') ORDER BY e.k DESC LIMIT 1) = "
    "'replied' THEN 1 ELSE 0 END";

/// The terms of a line, or of a case, are over: a condition in SQL, of numbers of ours, no text from outside.
std::string before(const Cutoffs& cutoffs);

struct StoredLine {
    InboxLine line;
    long long n = 0, received = 0, clock = 0;
    int replied = 0;

    InboxLine value() const
    {
        InboxLine out = line;
        out.n = n;
        out.received_at = time_of(received);
        out.clock_at = time_of(clock);
        out.replied = replied != 0;
        return out;
    }
};

inline void into(soci::details::prepare_temp_type& query, StoredLine& row)
{
    InboxLine& line = row.line;
    query, soci::into(row.n), soci::into(row.received), soci::into(line.state), soci::into(line.office),
        soci::into(line.year), soci::into(line.number), soci::into(line.lane), soci::into(line.topic),
        soci::into(line.place), soci::into(line.assignee), soci::into(row.clock), soci::into(row.replied);
}

}  // namespace province
