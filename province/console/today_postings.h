#pragma once

#include "province/console/visit.h"

namespace province::console {

/// Papers whose posting ends within a week, the soonest first, into the page of today.
protocol::Result<void> add_ending_postings(Fields& fields, const Visit& visit);

}  // namespace province::console
