#pragma once

#include "province/console/fields.h"
#include "province/console/people_names.h"
#include "province/console/visit.h"
#include "province/registry/inbox.h"

namespace province::console {

/// A line of the inbox as tables show it.
Fields inbox_row(const Visit& visit, const InboxLine& line, protocol::Date today, const PeopleNames& people);

}  // namespace province::console
