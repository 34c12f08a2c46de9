#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"

namespace kiosk {

/// A QR code (ISO/IEC 18004) as squares, without its quiet zone.
struct QrCode {
    int side = 0;              ///< squares in a row, 21 … 177
    std::vector<bool> dark{};  ///< side × side, row by row
    [[nodiscard]] bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

/// Squares of light that must surround the code.
inline constexpr int kQuietSquares = 4;

/// Level M: a scratch or a glare over a seventh of it does no harm. Malformed: empty, or longer than
/// `kLongestQr` bytes.
inline constexpr std::size_t kLongestQr = 500;
protocol::Result<QrCode> make_qr(std::string_view text);

}  // namespace kiosk
