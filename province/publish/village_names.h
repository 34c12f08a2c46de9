#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/records/card_types.h"
#include "province/init/layout.h"

namespace province {

/// The villages of a commune as its newest place record names them; none where there is no such record, or no
/// log. Reads beside a writer at work.
protocol::Result<std::vector<protocol::NamedPlace>> village_names(const DataFolder& data,
                                                                  std::string_view area);

}  // namespace province
