#pragma once

#include "province/console/fields.h"
#include "province/console/people_names.h"
#include "province/console/visit.h"
#include "province/registry/inbox.h"

namespace province::console {

/// How long a page may take over reports that just came.
inline constexpr std::chrono::milliseconds kSorting{600};

/// A line of the inbox as tables show it.
Fields inbox_row(const Visit& visit, const InboxLine& line, protocol::Date today, const PeopleNames& people);

}  // namespace province::console
