#include "kiosk/platform/raster_picture.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace kiosk {

namespace {

/// Which two pixels of the source a pixel of the screen lies between, and how near to the second, 0 … 256.
struct Between {
    int first = 0;
    int second = 0;
    std::uint32_t share = 0;
};

Between between(double at, int count)
{
    const double held = std::clamp(at - 0.5, 0.0, static_cast<double>(count - 1));
    const int first = static_cast<int>(held);
    return {first, std::min(first + 1, count - 1), static_cast<std::uint32_t>((held - first) * 256)};
}

/// Red and blue together, green apart: three channels in two multiplications.
std::uint32_t mixed(std::uint32_t a, std::uint32_t b, std::uint32_t share)
{
    constexpr std::uint32_t kRedBlue = 0x00FF00FF;
    constexpr std::uint32_t kGreen = 0x0000FF00;
    const std::uint32_t rest = 256 - share;
    const std::uint32_t red_blue = ((a & kRedBlue) * rest + (b & kRedBlue) * share) >> 8 & kRedBlue;
    const std::uint32_t green = ((a & kGreen) * rest + (b & kGreen) * share) >> 8 & kGreen;
    return red_blue | green;
}

/// HSL lightness l becomes 1 − l.
std::uint32_t turned(std::uint32_t pixel)
{
    // Most of a page is paper.
    if ((pixel & 0xFFFFFF) == 0xFFFFFF) return pixel & 0xFF000000;
    const std::uint32_t red = pixel >> 16 & 0xFF;
    const std::uint32_t green = pixel >> 8 & 0xFF;
    const std::uint32_t blue = pixel & 0xFF;
    const std::uint32_t shift = 255 - std::max({red, green, blue}) - std::min({red, green, blue});
    return (pixel & 0xFF000000) | ((red + shift) & 0xFF) << 16 | ((green + shift) & 0xFF) << 8 |
           ((blue + shift) & 0xFF);
}

bool whole(float value) { return value == std::floor(value); }

}  // namespace

void draw_picture(const Picture& picture, const Placing& placing, const Area& window, const Canvas& canvas,
                  bool dark)
{
    const double wide = static_cast<double>(placing.x1) - placing.x0;
    const double tall = static_cast<double>(placing.y1) - placing.y0;
    if (!(wide >= 1) || !(tall >= 1) || picture.width() < 1 || picture.height() < 1) return;
    const auto edge = [](float value) {
        return static_cast<int>(std::ceil(std::clamp(value, -32000.F, 32000.F) - 0.5F));
    };
    const int x0 = std::max({0, window.x0, edge(placing.x0)});
    const int y0 = std::max({0, window.y0, edge(placing.y0)});
    const int x1 = std::min({canvas.width, window.x1, edge(placing.x1)});
    const int y1 = std::min({canvas.height, window.y1, edge(placing.y1)});
    if (x0 >= x1 || y0 >= y1) return;

    const auto source_row = [&](int y) {
        return picture.pixels() + static_cast<std::ptrdiff_t>(y) * picture.width();
    };
    const auto screen_row = [&](int y) {
        return canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
    };
    const bool as_it_is =
        whole(placing.x0) && whole(placing.y0) && wide == picture.width() && tall == picture.height();
    if (as_it_is) {
        const int left = static_cast<int>(placing.x0);
        const int top = static_cast<int>(placing.y0);
        for (int y = y0; y < y1; ++y) {
            const std::uint32_t* from = source_row(y - top) + (x0 - left);
            std::uint32_t* to = screen_row(y) + x0;
            if (dark)
                std::transform(from, from + (x1 - x0), to, turned);
            else
                std::memcpy(to, from, sizeof(std::uint32_t) * static_cast<std::size_t>(x1 - x0));
        }
        return;
    }

    std::vector<Between> columns(static_cast<std::size_t>(x1 - x0));
    for (int x = x0; x < x1; ++x)
        columns[static_cast<std::size_t>(x - x0)] =
            between((x + 0.5 - placing.x0) * picture.width() / wide, picture.width());
    for (int y = y0; y < y1; ++y) {
        const Between rows = between((y + 0.5 - placing.y0) * picture.height() / tall, picture.height());
        const std::uint32_t* above = source_row(rows.first);
        const std::uint32_t* below = source_row(rows.second);
        std::uint32_t* out = screen_row(y) + x0;
        for (const Between& column : columns) {
            const std::uint32_t top = mixed(above[column.first], above[column.second], column.share);
            const std::uint32_t bottom = mixed(below[column.first], below[column.second], column.share);
            const std::uint32_t blended = mixed(top, bottom, rows.share);
            *out++ = dark ? turned(blended) : blended;
        }
    }
}

}  // namespace kiosk
