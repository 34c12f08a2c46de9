#include "kiosk/platform/loop.h"

#include <algorithm>
#include <variant>

#include "kiosk/platform/display.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

namespace {

using std::chrono::milliseconds;

/// Between two frames of a movement: 60 a second and no more.
constexpr milliseconds kFrame{16};

}  // namespace

void run_loop(Display& display, Ui& ui, LoopClient& client)
{
    Settle settle;
    bool quit = false;
    double last_frame = 0;
    bool replacing = false;  // the frame before this one was out of date and has not been shown
    while (!quit && !client.done()) {
        std::optional<milliseconds> timeout;
        if (replacing) {
            timeout = client.patience();
        } else if (settle.wants_frame(ui.moving())) {
            const double passed = display.now() - last_frame;
            timeout =
                std::clamp(kFrame - milliseconds{static_cast<int>(passed * 1000)}, milliseconds{0}, kFrame);
        } else {
            timeout = client.sleep(display.now());
        }
        for (const Input& input : display.wait(timeout)) {
            if (std::holds_alternative<in::Quit>(input)) quit = true;
            if (std::holds_alternative<in::Changed>(input)) settle.disturb();
            const double now = display.now();
            if (client.input(input, now) && ui.input(input)) settle.disturb();
        }
        if (quit) break;
        if (client.turn(display.now())) settle.disturb();
        if (!settle.wants_frame(ui.moving()) || client.done()) continue;

        const double now = display.now();
        last_frame = now;
        ui.begin(static_cast<float>(display.width()), static_cast<float>(display.height()), now);
        client.frame(ui, now);
        ui.end();
        settle.drawn();
        if (client.acted(display.now())) {
            settle.disturb();
            // Once only: a page that always asks for something must still be seen.
            replacing = !replacing;
            if (replacing) continue;
        }
        replacing = false;
        display.show(ui.draw_data(), ui.fonts());
        if (client.shown(display.now())) settle.disturb();
    }
}

}  // namespace kiosk
