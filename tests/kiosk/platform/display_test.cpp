#include "kiosk/platform/display.h"

#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "kiosk/platform/image.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// Waits until something of this kind comes in; at most two seconds.
template <class Kind>
std::optional<Kind> next(Display& display)
{
    for (int i = 0; i < 20; ++i) {
        for (const Input& input : display.wait(100ms)) {
            if (const auto* found = std::get_if<Kind>(&input)) return *found;
        }
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("another thread wakes the display", "[kiosk][platform]")
{
    auto display = Display::offscreen(400, 300);
    REQUIRE(display);
    std::jthread other{[&] { (*display)->wake(); }};
    CHECK(next<in::Woken>(**display));
}

TEST_CASE("SIGTERM comes in as a wish to quit", "[kiosk][platform]")
{
    // Catch2 takes the signal for itself; SDL listens only where nobody else does.
    std::signal(SIGTERM, SIG_DFL);
    auto display = Display::offscreen(400, 300);
    REQUIRE(display);
    std::raise(SIGTERM);
    CHECK(next<in::Quit>(**display));
}

TEST_CASE("a real finger event comes back in pixels and touches a button", "[kiosk][platform]")
{
    auto display = Display::offscreen(400, 300);
    auto fonts = Fonts::open({});
    REQUIRE(display);
    REQUIRE(fonts);
    const protocol::Strings strings;
    Ui ui{std::move(*fonts), strings};
    int fired = 0;
    double now = Display::uptime();
    const auto frame = [&] {
        now += 0.02;
        ui.begin(400, 300, now);
        fired += button(ui, {100, 100, 300, 200}, "ok", "Xong") ? 1 : 0;
        ui.end();
    };
    frame();
    frame();
    const auto deliver = [&](in::Touch::Phase phase) {
        (*display)->push_finger(phase, 7, 200, 150);
        const auto touch = next<in::Touch>(**display);
        REQUIRE(touch);
        CHECK(touch->phase == phase);
        CHECK(touch->x == Approx(200).margin(0.5));
        CHECK(touch->y == Approx(150).margin(0.5));
        (void)ui.input(*touch);
        frame();
    };
    deliver(in::Touch::Phase::Down);
    CHECK(fired == 0);
    deliver(in::Touch::Phase::Up);
    for (int i = 0; i < 4; ++i) frame();
    CHECK(fired == 1);
}

TEST_CASE("what is shown is what the picture holds", "[kiosk][platform]")
{
    const TempDir folder;
    auto display = Display::offscreen(320, 200);
    auto fonts = Fonts::open({});
    REQUIRE(display);
    REQUIRE(fonts);
    const protocol::Strings strings;
    Ui ui{std::move(*fonts), strings};
    for (int i = 0; i < 2; ++i) {
        ui.begin(320, 200, i * 0.02 + 1);
        (void)card(ui, {20, 20, 300, 180});
        ui.end();
    }
    (*display)->show(ui.draw_data(), ui.fonts());
    const auto pixels = (*display)->pixels();
    REQUIRE(pixels.size() == 320U * 200U * 4U);
    const auto at = [&](int x, int y) { return pixels[static_cast<std::size_t>((y * 320 + x) * 4)]; };
    CHECK(at(2, 2) == 0xFB);
    CHECK(at(160, 100) == 0xFF);
    const std::string path = folder / "frame.png";
    REQUIRE((*display)->save_png(path));
    std::ifstream in{path, std::ios::binary};
    std::string head(8, '\0');
    in.read(head.data(), 8);
    CHECK(head == "\x89PNG\r\n\x1a\n");
    CHECK_FALSE((*display)->save_png(folder / "no such folder/frame.png"));
}
