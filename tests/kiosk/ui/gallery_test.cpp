#include "tests/kiosk/ui/gallery.h"

#include <cstring>

#include "kiosk/platform/display.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

Look look_of(int step, bool contrast)
{
    Look look;
    look.text_step = step;
    look.contrast = contrast;
    return look;
}

}  // namespace

TEST_CASE("on every page targets are big, apart, inside, and their labels fit", "[kiosk][ui][gallery]")
{
    const int page = GENERATE(range(0, gallery::kPages));
    const bool portrait = GENERATE(true, false);
    gallery::Content content;
    UiDriver driver{[&](Ui& ui) { gallery::draw(ui, static_cast<gallery::Page>(page), content); },
                    portrait ? 1080.0F : 1920.0F, portrait ? 1920.0F : 1080.0F, look_of(0, false),
                    content.strings};
    const auto& items = driver.items().all();
    CHECK_FALSE(items.empty());
    for (const Item& a : items) {
        INFO(gallery::name_of(static_cast<gallery::Page>(page)) << " " << a.name);
        const bool in_list = a.name.starts_with("row.");  // may be cut by the edge of its list
        const float least = a.kind == ItemKind::KeyboardKey ? 16.0F : 20.0F;
        if (!in_list) {
            CHECK(a.mm.width() >= least);
            CHECK(a.mm.height() >= least);
            CHECK(a.px.inset(-1).contains(a.label_px));
        }
        CHECK(driver.ui().area().inset(10 * 4.03F).contains(a.px));
        if (a.text_mm > 0) CHECK(a.text_mm >= 4.8F);
        for (const Item& b : items) {
            if (&a != &b) CHECK_FALSE(a.px.inset(-12).overlaps(b.px));
        }
    }
    for (const TextNote& note : driver.items().texts()) CHECK(note.cap_mm >= 4.8F);
}

TEST_CASE("the same page gives the same pixels, and another palette others", "[kiosk][ui][gallery]")
{
    auto display = Display::offscreen(1080, 1920);
    REQUIRE(display);
    gallery::Content content;
    auto fonts = Fonts::open({});
    REQUIRE(fonts);
    Ui ui{std::move(*fonts), content.strings};
    double now = 1;
    const auto shot = [&](bool contrast) {
        ui.set_look(look_of(0, contrast));
        for (int i = 0; i < 3; ++i) {
            now += 0.02;
            ui.begin(1080, 1920, now);
            gallery::draw(ui, gallery::Page::Home, content);
            ui.end();
        }
        (*display)->show(ui.draw_data(), ui.fonts());
        return (*display)->pixels();
    };
    const auto light = shot(false);
    const auto dark = shot(true);
    REQUIRE(light.size() == 1080U * 1920U * 4U);
    CHECK(light == shot(false));
    CHECK(light != dark);
    CHECK(light[0] == 0xFB);
    CHECK(dark[0] == 0);
}
