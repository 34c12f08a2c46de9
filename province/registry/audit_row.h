#pragma once

// Only for province/registry: the audit row of a change, inside its transaction.

#include <soci/soci.h>

#include "province/registry/audit.h"

namespace province {

void note_act(soci::session& session, const Act& act);

}  // namespace province
