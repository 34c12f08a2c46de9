#pragma once

#include <filesystem>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"

namespace province {

/// SHA-256 of the text of trust manifest 1: what every terminal pins.
protocol::Result<protocol::Hash> trust_root(const std::filesystem::path& tree);

}  // namespace province
