#include "kiosk/ui/theme.h"

#include "tests/support/catch.h"

TEST_CASE("every text stands out from its background by at least 7:1", "[kiosk][ui][theme]")
{
    const bool contrast = GENERATE(false, true);
    const kiosk::Theme& theme = contrast ? kiosk::contrast_theme() : kiosk::light_theme();
    for (const kiosk::TextPair& pair : kiosk::text_pairs(theme)) {
        INFO(theme.name << ": " << pair.what << " " << kiosk::contrast_ratio(pair.text, pair.background));
        CHECK(kiosk::contrast_ratio(pair.text, pair.background) >= 7.0);
    }
}

TEST_CASE("the colours are the ones of the design", "[kiosk][ui][theme]")
{
    CHECK(kiosk::light_theme().primary == kiosk::Colour{0x4B, 0x2A, 0x6B});
    CHECK(kiosk::contrast_theme().primary == kiosk::Colour{0xFF, 0xD4, 0x00});
    CHECK(kiosk::contrast_ratio({0, 0, 0}, {255, 255, 255}) == Approx(21.0));
}
