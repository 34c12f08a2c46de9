#pragma once

#include <functional>
#include <string_view>

#include "protocol/base/result.h"

namespace kiosk {

/// Unpacks gzip bytes piece by piece: `out` gets each piece and says whether to go on. Malformed when the
/// bytes are not one whole gzip file. Refused when `out` said no.
protocol::Result<void> gunzip(std::string_view bytes, const std::function<bool(std::string_view)>& out);

}  // namespace kiosk
