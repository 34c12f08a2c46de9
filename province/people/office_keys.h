#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/people/key_wrapping.h"
#include "province/registry/accounts.h"

namespace province {

/// The keys of a body that somebody with these roles works with, from the office's files: an approver's
/// publisher key, a desk's desk and recipient keys (kinds "recipient-1", … for older ones). NotFound or
/// Refused (others may read the file) with the file's name.
protocol::Result<std::vector<BodyKey>> office_keys(const std::filesystem::path& offices,
                                                   std::string_view body, Roles roles);

}  // namespace province
