#pragma once

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/init/layout.h"
#include "province/registry/registry.h"

namespace province {

/// The password of every demo account.
inline constexpr std::string_view kDemoPassword = "mua xuan o Phu Loc";

/// Accounts to try the console of a demo province with, as a commune would have them; with second factors and
/// keys. Their names and logins stand in deploy/README.md.
protocol::Result<void> add_demo_people(Registry& registry, const DataFolder& data, protocol::Time now);

}  // namespace province
