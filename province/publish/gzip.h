#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace province {

/// One gzip member at the best level; the same bytes in give the same bytes out (no time, no name).
protocol::Result<std::string> gzip(std::string_view bytes);

/// Malformed when it is not exactly one gzip member or gives more than `limit` bytes.
protocol::Result<std::string> gunzip(std::string_view bytes, std::size_t limit);

}  // namespace province
