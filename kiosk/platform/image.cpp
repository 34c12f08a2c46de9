#include "kiosk/platform/image.h"

#include <png.h>

#include <cstring>

namespace kiosk {

protocol::Result<void> write_png(const std::string& path, std::span<const unsigned char> rgba, int width,
                                 int height)
{
    if (width <= 0 || height <= 0 ||
        rgba.size() < std::size_t{4} * static_cast<unsigned>(width) * static_cast<unsigned>(height)) {
        return protocol::fail(protocol::Fault::Malformed, "no picture for " + path);
    }
    std::string rgb;
    rgb.reserve(std::size_t{3} * static_cast<unsigned>(width) * static_cast<unsigned>(height));
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        rgb.push_back(static_cast<char>(rgba[i]));
        rgb.push_back(static_cast<char>(rgba[i + 1]));
        rgb.push_back(static_cast<char>(rgba[i + 2]));
    }
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr) == 0) {
        return protocol::fail(protocol::Fault::Storage, path + ": " + image.message);
    }
    return {};
}

}  // namespace kiosk
