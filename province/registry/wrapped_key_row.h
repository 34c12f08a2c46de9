#pragma once

// Only for province/registry: wrapped keys of a change, inside its transaction.

#include <vector>

#include <soci/soci.h>

#include "province/registry/wrapped_keys.h"

namespace province {

void put_wrapped(soci::session& session, const std::vector<WrappedKey>& keys, const Act& act);

}  // namespace province
