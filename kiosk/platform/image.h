#pragma once

#include <span>
#include <string>

#include "protocol/base/result.h"

namespace kiosk {

/// Writes RGBA pixels as PNG (alpha left out). Storage names the path that could not be written.
[[nodiscard]] protocol::Result<void> write_png(const std::string& path, std::span<const unsigned char> rgba,
                                               int width, int height);

}  // namespace kiosk
