#include "kiosk/platform/raster_picture.h"

#include <vector>

#include "kiosk/platform/display.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/ui.h"
#include "tests/support/catch.h"

using namespace kiosk;

namespace {

constexpr std::uint32_t kRed = 0xFF0000;
constexpr std::uint32_t kBlue = 0x0000FF;

/// Left half red, right half blue.
Picture halves(int width, int height)
{
    std::vector<std::uint32_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) pixels.push_back(x < width / 2 ? kRed : kBlue);
    return {width, height, std::move(pixels)};
}

struct Sheet {
    std::vector<std::uint32_t> pixels = std::vector<std::uint32_t>(40 * 30);
    Canvas canvas{pixels.data(), 40, 30, 40};
    [[nodiscard]] std::uint32_t at(int x, int y) const
    {
        return pixels[static_cast<std::size_t>(y * 40 + x)];
    }
};

}  // namespace

TEST_CASE("a picture of the right size is copied bit for bit", "[kiosk][platform][picture]")
{
    Sheet sheet;
    draw_picture(halves(10, 6), {5, 7, 15, 13}, {0, 0, 40, 30}, sheet.canvas);
    CHECK(sheet.at(5, 7) == kRed);
    CHECK(sheet.at(9, 12) == kRed);
    CHECK(sheet.at(10, 7) == kBlue);
    CHECK(sheet.at(14, 12) == kBlue);
    CHECK(sheet.at(4, 7) == 0);
    CHECK(sheet.at(15, 7) == 0);
    CHECK(sheet.at(5, 13) == 0);
}

TEST_CASE("a stretched picture keeps its colours and blends only where they meet",
          "[kiosk][platform][picture]")
{
    Sheet sheet;
    draw_picture(halves(4, 4), {2.5F, 1.25F, 34.5F, 25.25F}, {0, 0, 40, 30}, sheet.canvas);
    CHECK(sheet.at(3, 2) == kRed);
    CHECK(sheet.at(33, 24) == kBlue);
    const std::uint32_t middle = sheet.at(18, 12);
    CHECK((middle >> 16) > 64);
    CHECK((middle & 0xFF) > 64);
}

TEST_CASE("nothing is drawn outside of the window or the canvas", "[kiosk][platform][picture]")
{
    Sheet sheet;
    draw_picture(halves(100, 100), {-30, -30, 70, 70}, {4, 4, 8, 8}, sheet.canvas);
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 40; ++x) CHECK((sheet.at(x, y) != 0) == (x >= 4 && x < 8 && y >= 4 && y < 8));
    draw_picture(halves(3, 3), {-1e9F, -1e9F, 1e9F, 1e9F}, {-5, -5, 4000, 4000}, sheet.canvas);
    draw_picture(halves(3, 3), {10, 10, 5, 5}, {0, 0, 40, 30}, sheet.canvas);
}

TEST_CASE("another picture in the same place is another frame", "[kiosk][platform][picture]")
{
    auto display = Display::offscreen(40, 30);
    auto fonts = Fonts::open({});
    REQUIRE(display);
    REQUIRE(fonts);
    const protocol::Strings strings;
    Ui ui{std::move(*fonts), strings};
    double now = 0;
    const auto corner = [&](const SharedPicture& picture) {
        now += 0.016;
        ui.begin(40, 30, now);
        paint::picture(ui, {0, 0, 10, 10}, picture);
        ui.end();
        (*display)->show(ui.draw_data(), ui.fonts());
        const auto rgba = (*display)->pixels();
        return static_cast<std::uint32_t>(rgba[0] << 16 | rgba[1] << 8 | rgba[2]);
    };
    const auto filled = [](std::uint32_t colour) {
        return std::make_shared<const Picture>(10, 10, std::vector<std::uint32_t>(100, colour));
    };
    CHECK(corner(filled(kRed)) == kRed);
    CHECK(corner(filled(kBlue)) == kBlue);
}

TEST_CASE("a dark page is white on black, and the red of its seal stays red", "[kiosk][platform][picture]")
{
    const Picture page{4, 1, {0xFFFFFF, 0x000000, 0xFF0000, 0x1D1A22}};
    for (const float wide : {4.F, 8.F}) {  // copied, and stretched
        Sheet sheet;
        draw_picture(page, {0, 0, wide, 1}, {0, 0, 40, 30}, sheet.canvas, true);
        const int step = static_cast<int>(wide) / 4;
        CHECK(sheet.at(0, 0) == 0x000000);
        if (step == 1) {
            CHECK(sheet.at(1, 0) == 0xFFFFFF);
            CHECK(sheet.at(2, 0) == 0xFF0000);
            CHECK(sheet.at(3, 0) == 0xE0DDE5);
        }
    }
}
