#include <cstddef>
#include <cstdio>

#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <utility>

#include "kiosk/documents/opener/pixels.h"

namespace kiosk::opener {

namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr unsigned kLongestMarker = 65'533;

/// How the camera was held, 1 … 8 (EXIF 2.3, tag 0x0112); 1 when nothing is said.
int orientation(std::string_view exif)
{
    using namespace std::string_view_literals;
    constexpr auto kHead = "Exif\0\0"sv;
    if (!exif.starts_with(kHead)) return 1;
    const std::string_view tiff = exif.substr(kHead.size());
    if (!tiff.starts_with("II*\0"sv) && !tiff.starts_with("MM\0*"sv)) return 1;
    const bool little = tiff[0] == 'I';
    const auto number = [&](std::size_t at, std::size_t bytes) {
        std::size_t value = 0;
        if (at > tiff.size() || tiff.size() - at < bytes) return value;
        for (std::size_t i = 0; i < bytes; ++i) {
            const auto byte = static_cast<unsigned char>(tiff[at + (little ? bytes - 1 - i : i)]);
            value = value << 8 | byte;
        }
        return value;
    };
    const std::size_t directory = number(4, 4);
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * 12;
        if (entry + 12 > tiff.size()) break;
        if (number(entry, 2) != 0x0112) continue;
        const std::size_t way = number(entry + 8, 2);
        return way >= 1 && way <= 8 ? static_cast<int>(way) : 1;
    }
    return 1;
}

bool lies_on_its_side(int way) { return way >= 5; }

/// `source` as it must be seen.
Pixels turned(Pixels source, int way)
{
    if (way == 1) return source;
    const bool side = lies_on_its_side(way);
    const std::uint32_t width = source.width;
    const std::uint32_t height = source.height;
    Pixels result{side ? height : width, side ? width : height, {}};
    result.rgb.resize(source.rgb.size());
    const bool right = way == 2 || way == 3 || way == 7 || way == 8;  // read from the right
    const bool below = way == 3 || way == 4 || way == 6 || way == 7;  // read from below
    for (std::uint32_t y = 0; y < result.height; ++y) {
        for (std::uint32_t x = 0; x < result.width; ++x) {
            std::uint32_t u = side ? y : x;
            std::uint32_t v = side ? x : y;
            if (right) u = width - 1 - u;
            if (below) v = height - 1 - v;
            const std::uint8_t* from = source.rgb.data() + (std::size_t{v} * width + u) * 3;
            std::copy_n(from, 3, result.rgb.data() + (std::size_t{y} * result.width + x) * 3);
        }
    }
    return result;
}

/// libjpeg reports a broken file by a jump; every object that outlives it lies outside of the jump's reach.
struct Trouble {
    jpeg_error_mgr manager{};
    std::jmp_buf back{};
};

void jump(j_common_ptr info) { std::longjmp(reinterpret_cast<Trouble*>(info->err)->back, 1); }
void say_nothing(j_common_ptr, int) {}

class Reader {
public:
    explicit Reader(std::string_view file) : file_(file)
    {
        info_.err = jpeg_std_error(&trouble_.manager);
        trouble_.manager.error_exit = jump;
        trouble_.manager.emit_message = say_nothing;
        jpeg_create_decompress(&info_);
    }
    ~Reader() { jpeg_destroy_decompress(&info_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    bool read_head()
    {
        if (setjmp(trouble_.back) != 0) return false;
        jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(file_.data()), file_.size());
        jpeg_save_markers(&info_, kExifMarker, kLongestMarker);
        if (jpeg_read_header(&info_, TRUE) != JPEG_HEADER_OK) return false;
        for (auto* marker = info_.marker_list; marker != nullptr; marker = marker->next) {
            if (marker->marker != kExifMarker) continue;
            way_ = orientation({reinterpret_cast<const char*>(marker->data), marker->data_length});
            break;
        }
        return info_.image_width > 0 && info_.image_height > 0;
    }

    [[nodiscard]] PhotoSize size() const
    {
        const PhotoSize lying{info_.image_width, info_.image_height};
        return lies_on_its_side(way_) ? PhotoSize{lying.height, lying.width} : lying;
    }
    [[nodiscard]] int way() const { return way_; }

    /// Into `pixels`, which keeps what was read when the file breaks off: the rest stays grey.
    bool unpack(std::uint32_t least, Pixels& pixels)
    {
        if (setjmp(trouble_.back) != 0) return false;
        const std::uint32_t side = lies_on_its_side(way_) ? info_.image_height : info_.image_width;
        info_.scale_denom = 8;
        info_.scale_num = std::clamp(least * 8 / std::max(side, 1U) + 1, 1U, 8U);
        info_.out_color_space = JCS_RGB;
        jpeg_calc_output_dimensions(&info_);
        if (std::uint64_t{info_.output_width} * info_.output_height > kMostUnpacked) return false;
        if (!jpeg_start_decompress(&info_)) return false;
        pixels.width = info_.output_width;
        pixels.height = info_.output_height;
        pixels.rgb.assign(std::size_t{3} * pixels.width * pixels.height, 0x80);
        while (info_.output_scanline < info_.output_height) {
            JSAMPROW row = pixels.rgb.data() + std::size_t{3} * pixels.width * info_.output_scanline;
            if (jpeg_read_scanlines(&info_, &row, 1) != 1) return false;
        }
        return true;
    }

private:
    std::string_view file_;
    Trouble trouble_;
    jpeg_decompress_struct info_{};
    int way_ = 1;
};

}  // namespace

std::optional<PhotoSize> jpeg_size(std::string_view file)
{
    Reader reader{file};
    if (!reader.read_head()) return std::nullopt;
    return reader.size();
}

std::optional<Pixels> unpack_jpeg(std::string_view file, std::uint32_t least)
{
    Reader reader{file};
    Pixels pixels;
    if (!reader.read_head() || !reader.unpack(least, pixels)) return std::nullopt;
    return turned(std::move(pixels), reader.way());
}

}  // namespace kiosk::opener
