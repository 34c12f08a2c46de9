#pragma once

#include "province/console/visit.h"

namespace province::console {

/// How many of the things that a commune must make public it has made public, and which are missing, into the
/// page of today; nothing for a body that is no commune's committee.
protocol::Result<void> add_law_items(Fields& fields, const Visit& visit);

}  // namespace province::console
