#pragma once

#include "province/console/visit.h"

namespace province::console {

/// What the desk has to do today, into the page of today: counts, and the reports that are due first. Nothing
/// where the session holds no key.
protocol::Result<void> add_desk(Fields& fields, const Visit& visit);

}  // namespace province::console
