#pragma once

#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

/// Brings the database to the last schema file, each in a transaction of its own. Storage for a database that
/// a newer program has written.
protocol::Result<void> migrate(Registry& registry);

}  // namespace province
