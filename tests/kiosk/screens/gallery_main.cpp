// Draws every sample page to a PNG, without a display, for the eye:
//   kiosk_screens_gallery FOLDER [portrait|landscape] [size 0-2] [contrast] [lowered] [en] [name…]
// Prints the time one frame takes to build and draw.

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "kiosk/platform/display.h"
#include "kiosk/screens/draw.h"
#include "tests/kiosk/screens/samples.h"

namespace {

struct Wish {
    std::string folder;
    bool landscape = false;
    kiosk::Look look;
    std::vector<std::string> names;
};

Wish wish_of(int count, char** words)
{
    Wish wish;
    wish.folder = count > 1 ? words[1] : ".";
    for (int i = 2; i < count; ++i) {
        const std::string word = words[i];
        if (word == "landscape")
            wish.landscape = true;
        else if (word == "contrast")
            wish.look.contrast = true;
        else if (word == "lowered")
            wish.look.lowered = true;
        else if (word == "en")
            wish.look.english = true;
        else if (word == "0" || word == "1" || word == "2")
            wish.look.text_step = word[0] - '0';
        else if (word != "portrait")
            wish.names.push_back(word);
    }
    return wish;
}

bool wanted(const Wish& wish, const std::string& name)
{
    if (wish.names.empty()) return true;
    for (const std::string& one : wish.names)
        if (name == one) return true;
    return false;
}

double built = 0;  ///< of draw_one: without putting it on the screen

double draw_one(kiosk::Display& display, kiosk::Ui& ui, const kiosk::State& state)
{
    const auto begin = std::chrono::steady_clock::now();
    static double now = 0;
    now += 0.02;
    ui.begin(static_cast<float>(display.width()), static_cast<float>(display.height()), now);
    (void)kiosk::draw(state, ui);
    ui.end();
    built = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    display.show(ui.draw_data(), ui.fonts());
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int count, char** words)
{
    const Wish wish = wish_of(count, words);
    auto display =
        wish.landscape ? kiosk::Display::offscreen(1920, 1080) : kiosk::Display::offscreen(1080, 1920);
    auto fonts = kiosk::Fonts::open("");
    if (!display || !fonts) return 1;
    kiosk::Ui ui{std::move(*fonts), samples::words(wish.look.english ? "en" : "vi")};
    ui.set_look(wish.look);
    // Twice: the first round fetches letters from the fonts, the second tells what a page change takes.
    for (const bool last : {false, true}) {
        for (const samples::Sample& sample : samples::all()) {
            if (!wanted(wish, sample.name)) continue;
            const kiosk::State state = samples::as_wished(
                sample.state, wish.look.text_step, wish.look.contrast, wish.look.lowered, wish.look.english);
            ui.forget();
            const double first = draw_one(**display, ui, state);
            const double build = built;
            for (int i = 0; i < 2; ++i) (void)draw_one(**display, ui, state);
            if (!last) continue;
            std::printf("%-28s %5.1f ms, of them %4.1f ms to build\n", sample.name.c_str(), first, build);
            if (!(*display)->save_png(wish.folder + "/" + sample.name + ".png")) return 1;
        }
    }
    return 0;
}
