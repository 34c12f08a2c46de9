#include <cstdio>
#include <string>
#include <utility>

#include "kiosk/platform/display.h"
#include "tests/kiosk/ui/gallery.h"

/// kiosk_gallery FOLDER: every page of the gallery as PNG, both orientations and palettes, and the largest
/// text.
int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("kiosk_gallery FOLDER\n", stderr);
        return 2;
    }
    auto fonts = kiosk::Fonts::open({});
    auto display = kiosk::Display::offscreen(1080, 1920);
    if (!fonts || !display) return 1;
    gallery::Content content;
    kiosk::Ui ui{std::move(*fonts), content.strings};
    double now = 1;
    for (int variant = 0; variant < 4; ++variant) {
        kiosk::Look look;
        look.contrast = variant == 1;
        look.text_step = variant == 3 ? 2 : 0;
        ui.set_look(look);
        const bool landscape = variant == 2;
        (*display)->resize(landscape ? 1920 : 1080, landscape ? 1080 : 1920);
        for (int page = 0; page < gallery::kPages; ++page) {
            for (int frame = 0; frame < 3; ++frame) {
                now += 0.02;
                ui.begin(static_cast<float>((*display)->width()), static_cast<float>((*display)->height()),
                         now);
                gallery::draw(ui, static_cast<gallery::Page>(page), content);
                ui.end();
            }
            (*display)->show(ui.draw_data(), ui.fonts());
            constexpr const char* kVariants[] = {"light", "contrast", "landscape", "largest"};
            const std::string path = std::string{argv[1]} + "/" +
                                     gallery::name_of(static_cast<gallery::Page>(page)) + "-" +
                                     kVariants[variant] + ".png";
            const auto saved = (*display)->save_png(path);
            if (!saved) {
                std::fprintf(stderr, "%s\n", saved.error().detail.c_str());
                return 1;
            }
        }
    }
    std::fprintf(stderr, "letters: %d rows of %d\n", ui.fonts().height(), ui.fonts().width());
    return 0;
}
