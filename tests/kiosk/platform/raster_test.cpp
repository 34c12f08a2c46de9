#include "kiosk/platform/raster.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "kiosk/platform/frame_tiles.h"
#include "kiosk/ui/glyph_sheet.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

constexpr int kWidth = 700;
constexpr int kHeight = 900;
constexpr Area kWhole{0, 0, kWidth, kHeight};

/// Pixels to draw into, full of what must not be seen.
struct Sheet {
    std::vector<std::uint32_t> pixels = std::vector<std::uint32_t>(std::size_t{kWidth} * kHeight, 0x00DEAD00);

    [[nodiscard]] Canvas canvas() { return {pixels.data(), kWidth, kHeight, kWidth}; }
    [[nodiscard]] std::uint32_t at(int x, int y) const
    {
        return pixels[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)];
    }
    void draw(UiDriver& driver, const Area& part) { draw(driver, std::vector{part}); }
    void draw(UiDriver& driver, const std::vector<Area>& parts)
    {
        Fonts& fonts = driver.ui().fonts();
        const LetterSheet letters{fonts.pixels(), fonts.width(), fonts.height(), GlyphSheet::kWidth,
                                  GlyphSheet::kMostHeight};
        rasterise(*driver.ui().draw_data(), letters, canvas(), parts);
    }
};

FrameTiles tiles_of(UiDriver& driver)
{
    return {*driver.ui().draw_data(), driver.ui().fonts().generation(), kWidth, kHeight};
}

/// A page with all that a page has: cards with shadows, round corners, letters, a list, a line.
struct Page {
    int number = 0;
    void draw(Ui& ui) const
    {
        const Rect inner = card(ui, {20, 20, 680, 240});
        (void)text(ui, inner, "Niêm yết giá đất năm 2026, lần " + std::to_string(number));
        (void)button(ui, {40, 260, 400, 360}, "first", "Nghe đọc");
        (void)button(ui, {420, 260, 660, 360}, "second", "Quay lại", {.kind = ButtonKind::Primary});
        const ScrollArea area{ui, {20, 380, 680, 880}, "rows", 1, 4000};
        for (int i = 0; i < 40; ++i)
            (void)button(ui, area.row(i, 100, 12), "row." + std::to_string(i),
                         "Quyết định số " + std::to_string(i));
    }
};

}  // namespace

TEST_CASE("a translucent box is the exact rounded mix of both colours", "[kiosk][platform][raster]")
{
    int alpha = 0;
    constexpr Colour kBelow{251, 120, 3, 255};
    constexpr Colour kOver{7, 255, 90, 255};
    UiDriver driver{[&](Ui& ui) {
                        paint::fill(ui, {0, 0, 60, 60}, kBelow, 0);
                        paint::fill(ui, {10, 10, 50, 50},
                                    {kOver.r, kOver.g, kOver.b, static_cast<std::uint8_t>(alpha)}, 0);
                    },
                    kWidth, kHeight};
    for (alpha = 0; alpha <= 255; ++alpha) {
        driver.frame();
        Sheet sheet;
        sheet.draw(driver, kWhole);
        const auto mixed = [&](unsigned over, unsigned below) {
            const auto a = static_cast<unsigned>(alpha);
            return (2 * (over * a + below * (255 - a)) + 255) / 510;
        };
        const std::uint32_t wanted =
            mixed(kOver.r, kBelow.r) << 16 | mixed(kOver.g, kBelow.g) << 8 | mixed(kOver.b, kBelow.b);
        REQUIRE(sheet.at(10, 10) == wanted);
        REQUIRE(sheet.at(49, 49) == wanted);
        REQUIRE(sheet.at(50, 50) == sheet.at(9, 9));
    }
}

TEST_CASE("a frame drawn part by part has the bits of a frame drawn whole", "[kiosk][platform][raster]")
{
    const Page page;
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }, kWidth, kHeight};
    Sheet whole;
    whole.draw(driver, kWhole);
    CHECK(std::count(whole.pixels.begin(), whole.pixels.end(), 0x00DEAD00U) == 0);
    Sheet parts;
    constexpr int kOdd = 37;
    for (int y = 0; y < kHeight; y += kOdd)
        for (int x = 0; x < kWidth; x += kOdd) parts.draw(driver, {x, y, x + kOdd, y + kOdd});
    CHECK(parts.pixels == whole.pixels);
}

TEST_CASE("drawing again only what differs gives the bits of a frame drawn whole",
          "[kiosk][platform][raster]")
{
    Page page;
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }, kWidth, kHeight};
    Sheet kept;
    FrameTiles before;
    std::mt19937 chance{20260331};
    const auto step = [&](int what) {
        if (what == 0) ++page.number;
        if (what == 1) driver.finger(in::Touch::Phase::Down, {60, 300});
        if (what == 2) driver.finger(in::Touch::Phase::Up, {60, 300});
        if (what == 3) driver.drag({300, 800}, {300, 800 - static_cast<float>(chance() % 300)}, 3);
        driver.frame();
    };
    for (int n = 0; n < 60; ++n) {
        step(static_cast<int>(chance() % 4));
        const FrameTiles tiles = tiles_of(driver);
        kept.draw(driver, tiles.differing_from(before));
        before = tiles;
        Sheet whole;
        whole.draw(driver, kWhole);
        REQUIRE(kept.pixels == whole.pixels);
    }
}

TEST_CASE("a pressed button redraws itself, not the page", "[kiosk][platform][raster]")
{
    const Page page;
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }, kWidth, kHeight};
    const FrameTiles before = tiles_of(driver);
    driver.frame();
    CHECK(tiles_of(driver).differing_from(before).empty());
    driver.finger(in::Touch::Phase::Down, {60, 300});
    driver.frame();
    const auto changed = tiles_of(driver).differing_from(before);
    REQUIRE_FALSE(changed.empty());
    for (const Area& area : changed) {
        CHECK(area.y0 >= 260 - FrameTiles::kSide);
        CHECK(area.y1 <= 360 + FrameTiles::kSide);
        CHECK(area.x1 <= 400 + FrameTiles::kSide);
    }
}

TEST_CASE("a frame of another size or with moved letters differs as a whole", "[kiosk][platform][raster]")
{
    const Page page;
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }, kWidth, kHeight};
    const FrameTiles before = tiles_of(driver);
    const ImDrawData& frame = *driver.ui().draw_data();
    const std::uint64_t letters = driver.ui().fonts().generation();
    CHECK(FrameTiles{frame, letters, 640, 480}.differing_from(before) == std::vector<Area>{{0, 0, 640, 480}});
    CHECK(FrameTiles{frame, letters + 1, kWidth, kHeight}.differing_from(before) ==
          std::vector<Area>{kWhole});
}
