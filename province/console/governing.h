#pragma once

#include <string_view>

#include "protocol/base/result.h"
#include "province/console/visit.h"
#include "province/registry/resets.h"

namespace province::console {

/// The bodies an administrator looks after: those of the own commune, or all for the province's.
bool governs(const Visit& visit, std::string_view body);
/// May this administrator change that account? Only where every right of it lies within what they look after.
protocol::Result<bool> governs_account(const Visit& visit, std::string_view login);

/// Does this reset wait for a second person, and may this one be it?
bool awaits(const Resets::Waiting& reset, std::string_view login);
/// How many resets wait for this administrator.
protocol::Result<std::size_t> resets_to_agree(const Visit& visit);

}  // namespace province::console
