#include "province/attachments/fresh_picture.h"

#include <png.h>

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <csetjmp>
#include <vector>

namespace province {

namespace {

constexpr int kQuality = 85;

std::vector<unsigned char> rgb_of(const protocol::pages::Drawn& drawn)
{
    const std::size_t count = std::size_t{drawn.wide} * drawn.tall;
    std::vector<unsigned char> rgb(3 * count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t channel = 0; channel < 3; ++channel)
            rgb[3 * i + channel] = static_cast<unsigned char>(drawn.pixels[4 * i + 2 - channel]);
    return rgb;
}

/// libjpeg reports trouble by a jump; what outlives it lies outside of the jump's reach.
struct Trouble {
    jpeg_error_mgr manager{};
    std::jmp_buf back{};
};
void jump(j_common_ptr info) { std::longjmp(reinterpret_cast<Trouble*>(info->err)->back, 1); }

class JpegWriter {
public:
    JpegWriter()
    {
        info_.err = jpeg_std_error(&trouble_.manager);
        trouble_.manager.error_exit = jump;
        jpeg_create_compress(&info_);
    }
    ~JpegWriter()
    {
        jpeg_destroy_compress(&info_);
        std::free(bytes_);
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    bool write(std::uint32_t width, std::uint32_t height, unsigned char* rgb)
    {
        if (setjmp(trouble_.back) != 0) return false;
        jpeg_mem_dest(&info_, &bytes_, &size_);
        info_.image_width = width;
        info_.image_height = height;
        info_.input_components = 3;
        info_.in_color_space = JCS_RGB;
        jpeg_set_defaults(&info_);
        jpeg_set_quality(&info_, kQuality, TRUE);
        jpeg_start_compress(&info_, TRUE);
        while (info_.next_scanline < info_.image_height) {
            JSAMPROW row = rgb + std::size_t{3} * width * info_.next_scanline;
            jpeg_write_scanlines(&info_, &row, 1);
        }
        jpeg_finish_compress(&info_);
        return true;
    }
    [[nodiscard]] std::string bytes() const { return {reinterpret_cast<const char*>(bytes_), size_}; }

private:
    Trouble trouble_;
    jpeg_compress_struct info_{};
    unsigned char* bytes_ = nullptr;
    unsigned long size_ = 0;
};

}  // namespace

std::optional<std::string> fresh_jpeg(const protocol::pages::Drawn& drawn)
{
    auto rgb = rgb_of(drawn);
    JpegWriter writer;
    if (!writer.write(drawn.wide, drawn.tall, rgb.data())) return std::nullopt;
    return writer.bytes();
}

std::optional<std::string> fresh_png(const protocol::pages::Drawn& drawn)
{
    const auto rgb = rgb_of(drawn);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = drawn.wide;
    image.height = drawn.tall;
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(size, '\0');
    if (png_image_write_to_memory(&image, bytes.data(), &size, 0, rgb.data(), 0, nullptr) == 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}  // namespace province
