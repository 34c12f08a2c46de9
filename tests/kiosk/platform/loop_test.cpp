#include "kiosk/platform/loop.h"

#include <csignal>
#include <string>
#include <utility>

#include "kiosk/platform/display.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/catch.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// Ends after some turns; counts what the loop asked for.
class Counter : public LoopClient {
public:
    explicit Counter(int turns) : turns_left_(turns) {}

    bool input(const Input& /*input*/, double /*now*/) override { return true; }
    bool turn(double /*now*/) override
    {
        --turns_left_;
        return std::exchange(changed, false);
    }
    std::optional<std::chrono::milliseconds> sleep(double /*now*/) override { return 2ms; }
    void frame(Ui& /*ui*/, double /*now*/) override { ++frames; }
    bool acted(double /*now*/) override { return asks; }
    std::chrono::milliseconds patience() const override { return waits; }
    bool shown(double /*now*/) override
    {
        ++pictures;
        asks = false;
        return false;
    }
    bool done() const override { return turns_left_ <= 0; }

    int frames = 0;
    int pictures = 0;
    bool changed = false;
    bool asks = false;
    std::chrono::milliseconds waits{0};

private:
    int turns_left_;
};

Fonts fonts()
{
    auto opened = Fonts::open({});
    REQUIRE(opened);
    return std::move(*opened);
}

}  // namespace

TEST_CASE("after a change three frames are drawn, then none", "[kiosk][platform][loop]")
{
    Settle settle;
    int frames = 0;
    while (settle.wants_frame(false)) {
        settle.drawn();
        ++frames;
    }
    CHECK(frames == Settle::kFrames);
    CHECK_FALSE(settle.wants_frame(false));
    CHECK(settle.wants_frame(true));
    settle.disturb();
    CHECK(settle.wants_frame(false));
}

TEST_CASE("where nothing changes nothing is drawn", "[kiosk][platform][loop]")
{
    auto display = Display::offscreen(200, 200);
    REQUIRE(display);
    const protocol::Strings strings;
    Ui ui{fonts(), strings};
    Counter client{60};
    run_loop(**display, ui, client);
    CHECK(client.frames <= 2 * Settle::kFrames);
}

TEST_CASE("a frame that asks for something is replaced before it is seen, but not for ever",
          "[kiosk][platform][loop]")
{
    auto display = Display::offscreen(200, 200);
    REQUIRE(display);
    const protocol::Strings strings;
    Ui ui{fonts(), strings};
    Counter client{60};
    client.asks = true;  // until something was shown: as a page that always asks
    run_loop(**display, ui, client);
    CHECK(client.pictures >= 1);
    CHECK(client.frames == client.pictures + 1);
}

TEST_CASE("the frame in its place waits for an answer as long as it has patience, and no longer",
          "[kiosk][platform][loop]")
{
    const auto patience = GENERATE(0ms, 8ms);
    GivenTime time;
    auto display = Display::offscreen(200, 200, &time);
    REQUIRE(display);
    const protocol::Strings strings;
    Ui ui{fonts(), strings};
    Counter client{2};
    client.asks = true;
    client.waits = patience;
    const double begun = time.seconds;
    run_loop(**display, ui, client);
    CHECK(client.frames == 1);
    CHECK(time.seconds - begun == Approx(static_cast<double>(patience.count()) / 1000));
}

TEST_CASE("a wish to quit ends the loop", "[kiosk][platform][loop]")
{
    std::signal(SIGTERM, SIG_DFL);  // away from Catch2, so that SDL takes it
    auto display = Display::offscreen(200, 200);
    REQUIRE(display);
    const protocol::Strings strings;
    Ui ui{fonts(), strings};
    Counter client{100'000};
    std::raise(SIGTERM);
    run_loop(**display, ui, client);
    CHECK_FALSE(client.done());
}
