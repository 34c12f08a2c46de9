#pragma once

#include "province/console/visit.h"

namespace province::console {

/// Meetings that are to come, and decisions of held ones whose day has come and which are not done, into the
/// page of today.
protocol::Result<void> add_meetings(Fields& fields, const Visit& visit);

}  // namespace province::console
