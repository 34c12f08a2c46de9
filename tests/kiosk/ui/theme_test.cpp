#include "kiosk/ui/theme.h"

#include "tests/support/catch.h"

using kiosk::Colour;
using kiosk::Theme;

// What stands on a page is measured where it stands (tests/kiosk/shell/tour_test.py); a page that waits shows
// neither a finger on a button nor a sentence being read.
TEST_CASE("also what is pressed, and what is lit, stands out by at least 7:1", "[kiosk][ui][theme]")
{
    const Theme& theme = GENERATE(false, true) ? kiosk::contrast_theme() : kiosk::light_theme();
    CAPTURE(theme.name);
    CHECK(kiosk::contrast_ratio(theme.ink, theme.highlight) >= 7.0);
    CHECK(kiosk::contrast_ratio(theme.on_primary, theme.primary_down) >= 7.0);
    CHECK(kiosk::contrast_ratio(theme.on_danger, theme.danger) >= 7.0);
    CHECK(kiosk::contrast_ratio(theme.on_soft, theme.soft) >= 7.0);
}

TEST_CASE("the colours are the ones of the design", "[kiosk][ui][theme]")
{
    const Theme& light = kiosk::light_theme();
    CHECK(light.paper == Colour{0xFB, 0xF8, 0xF3});
    CHECK(light.surface == Colour{0xFF, 0xFF, 0xFF});
    CHECK(light.ink == Colour{0x1D, 0x1A, 0x22});
    CHECK(light.quiet == Colour{0x4E, 0x49, 0x57});
    CHECK(light.primary == Colour{0x4B, 0x2A, 0x6B});
    CHECK(light.gold == Colour{0xB8, 0x86, 0x2B});
    CHECK(light.good == Colour{0x17, 0x5A, 0x30});
    CHECK(light.warn == Colour{0x68, 0x42, 0x00});
    CHECK(light.danger == Colour{0x8F, 0x1D, 0x17});
    const Theme& dark = kiosk::contrast_theme();
    CHECK(dark.paper == Colour{0x00, 0x00, 0x00});
    CHECK(dark.surface == Colour{0x10, 0x10, 0x10});
    CHECK(dark.ink == Colour{0xFF, 0xFF, 0xFF});
    CHECK(dark.quiet == Colour{0xE6, 0xE6, 0xE6});
    CHECK(dark.primary == Colour{0xFF, 0xD4, 0x00});
    CHECK(dark.gold == Colour{0xFF, 0xD4, 0x00});
    CHECK(dark.good == Colour{0x7C, 0xFC, 0x9A});
    CHECK(dark.warn == Colour{0xFF, 0xD4, 0x00});
    CHECK(dark.danger == Colour{0xFF, 0x8A, 0x80});
    CHECK(kiosk::contrast_ratio({0, 0, 0}, {255, 255, 255}) == Approx(21.0));
}
