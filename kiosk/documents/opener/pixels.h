#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "protocol/pages/messages.h"

namespace kiosk::opener {

/// A photo in memory: red, green, blue, row after row.
struct Pixels {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<std::uint8_t> rgb;
};

/// More than this is not unpacked: 120 MB, a third of what the process may have.
inline constexpr std::uint64_t kMostUnpacked = 40'000'000;

/// The piece of `source` that `draw` asks for, as Drawn's pixels. Made smaller, each pixel is the mean of
/// those it stands for; made larger, it is blended from its neighbours. Outside of the photo it is white.
[[nodiscard]] protocol::pages::Drawn scaled(const Pixels& source, const protocol::pages::Draw& draw);

// The decoders. `least` is the width in px that will be needed: a JPEG is unpacked no larger than that wants.
struct PhotoSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};
[[nodiscard]] std::optional<PhotoSize> png_size(std::string_view file);
[[nodiscard]] std::optional<Pixels> unpack_png(std::string_view file);
/// Turned the way the camera was held (EXIF).
[[nodiscard]] std::optional<PhotoSize> jpeg_size(std::string_view file);
[[nodiscard]] std::optional<Pixels> unpack_jpeg(std::string_view file, std::uint32_t least);

}  // namespace kiosk::opener
