#include <png.h>

#include "kiosk/documents/opener/pixels.h"

namespace kiosk::opener {

namespace {

/// libpng's simple reader: it returns instead of jumping, and takes every kind of PNG.
class Reader {
public:
    explicit Reader(std::string_view file)
    {
        image_.version = PNG_IMAGE_VERSION;
        open_ = png_image_begin_read_from_memory(&image_, file.data(), file.size()) != 0;
    }
    ~Reader() { png_image_free(&image_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    [[nodiscard]] std::optional<PhotoSize> size() const
    {
        if (!open_ || image_.width == 0 || image_.height == 0) return std::nullopt;
        return PhotoSize{image_.width, image_.height};
    }

    std::optional<Pixels> unpack()
    {
        const auto size = this->size();
        if (!size || std::uint64_t{size->width} * size->height > kMostUnpacked) return std::nullopt;
        Pixels pixels{size->width, size->height, {}};
        pixels.rgb.resize(std::size_t{3} * size->width * size->height);
        image_.format = PNG_FORMAT_RGB;
        const png_color paper{255, 255, 255};
        if (png_image_finish_read(&image_, &paper, pixels.rgb.data(), 0, nullptr) == 0) return std::nullopt;
        return pixels;
    }

private:
    png_image image_{};
    bool open_ = false;
};

}  // namespace

std::optional<PhotoSize> png_size(std::string_view file) { return Reader{file}.size(); }
std::optional<Pixels> unpack_png(std::string_view file) { return Reader{file}.unpack(); }

}  // namespace kiosk::opener
