#pragma once

// Only for province/registry: inside a transaction.

#include <map>
#include <string>
#include <vector>

#include "province/registry/outbox_chain.h"
#include "province/registry/pool.h"

namespace province {

using OutboxChains = std::map<std::string, OutboxChain>;  // by device

/// Of these terminals, those of which something is known. At most 64 of them.
OutboxChains chains_of(soci::session& session, const std::vector<std::string>& devices);
/// At most 64 of them.
void keep_chains(soci::session& session, const OutboxChains& chains);

}  // namespace province
