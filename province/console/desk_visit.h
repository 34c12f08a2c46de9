#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "province/console/visit.h"
#include "province/feedback/desk.h"
#include "province/feedback/terms.h"

namespace province::console {

/// The desk of the body that this person acts for, with the keys that the session keeps. Nothing where it
/// keeps none: the person was given the role after signing in, or another wrapped the keys since; or the body
/// got a newer key for reports, which this person has not been given yet.
protocol::Result<std::optional<Desk>> desk_of(const Visit& visit);

/// The desk goes through what came, as Desk::sort(), and has been here.
protocol::Result<bool> sorted_for(const Visit& visit, Desk& desk);

/// Says so.
http::Response no_key(const Visit& visit);
/// The case lies in the sealed lane, and this person's own key is another one since.
http::Response no_own_key(const Visit& visit);

/// `work(desk)`, or that this session keeps no keys.
template <class Work>
http::Response with_desk(const Visit& visit, Work&& work)
{
    auto desk = desk_of(visit);
    if (!desk) return failed(visit, desk.error());
    if (!*desk) return no_key(visit);
    return work(**desk);
}

/// "quá 2 ngày", "hôm nay", "27/11", and the colour for it, into `row`: due, due_bad, due_warn, has_due.
void add_due(Fields& row, const Deadline& deadline, protocol::Date today);

/// How a deadline was counted, in one sentence; empty for none.
std::string how_counted(const Deadline& deadline);

}  // namespace province::console
