#pragma once

// Only for province/registry: a resident's mark, inside the transaction that says that the matter is done.

#include <string>

#include <soci/soci.h>

#include "protocol/base/clock.h"

namespace province {

/// Adds it to the sums of the body and of the quarter of `at`.
void add_mark(soci::session& session, const std::string& body, protocol::Time at, int mark);

}  // namespace province
