#pragma once

#include <set>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

/// The items of the law (RuleBook::items) on which records of this body rest that are not withdrawn and have
/// begun by `today`: what residents can read. From the log, so that the command line's records count too.
protocol::Result<std::set<std::string>> items_made_public(const DataFolder& data, std::string_view body,
                                                          protocol::Date today);

}  // namespace province
