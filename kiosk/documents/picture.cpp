#include "kiosk/documents/picture.h"

#include <cstring>

namespace kiosk {

SharedPicture picture_of(const protocol::pages::Drawn& drawn)
{
    std::vector<std::uint32_t> pixels(std::size_t{drawn.wide} * drawn.tall);
    std::memcpy(pixels.data(), drawn.pixels.data(), drawn.pixels.size());
    for (std::uint32_t& pixel : pixels) pixel &= 0x00FFFFFF;
    return std::make_shared<const Picture>(static_cast<int>(drawn.wide), static_cast<int>(drawn.tall),
                                           std::move(pixels));
}

}  // namespace kiosk
