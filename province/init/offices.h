#pragma once

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/law/rule_book.h"
#include "province/registry/registry.h"

namespace province {

/// Writes the bodies of the law into a registry that does not have them yet, as standing from `day` on; those
/// that are there stay as they are. Also a registry that was moved to another engine begins with them.
protocol::Result<void> add_offices(Registry& registry, const RuleBook& law, protocol::Date day);

}  // namespace province
