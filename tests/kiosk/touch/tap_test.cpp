#include "tests/kiosk/touch/touched_kiosk.h"

using namespace kiosk;
using touch::TouchedKiosk;

TEST_CASE("a target acts when the finger lifts, and not before", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    kiosk.down(tile);
    kiosk.pass(2);
    CHECK(kiosk.screen() == Screen::Home);
    kiosk.up(tile);
    kiosk.pass(0.1);
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("the first picture after a touch shows what is pressed", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const auto before = kiosk.pixels();
    const std::uint64_t pictures = kiosk.pictures();
    kiosk.down(kiosk.middle("home.tile.do"));
    kiosk.pass(0.001);
    CHECK(kiosk.pictures() == pictures + 1);
    CHECK(kiosk.pixels() != before);
}

TEST_CASE("a tap that is over before a frame is drawn still counts", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    kiosk.down(tile);
    kiosk.up(tile);
    kiosk.pass(0.2);
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("a finger that slides off a target before it lifts does nothing, wherever it lifts",
          "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    const Point other = kiosk.middle("home.tile.inspect");
    kiosk.down(tile);
    kiosk.pass(0.05);
    kiosk.move({(tile.x + other.x) / 2, (tile.y + other.y) / 2});
    kiosk.pass(0.05);
    kiosk.move(other);
    kiosk.pass(0.05);
    kiosk.up(other);
    kiosk.pass(0.3);
    CHECK(kiosk.screen() == Screen::Home);
    SECTION("and the next tap is an honest one")
    {
        kiosk.tap("home.tile.inspect");
        CHECK(kiosk.screen() == Screen::List);
    }
}

TEST_CASE("a finger that slides off and comes back still means it", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    kiosk.down(tile);
    kiosk.pass(0.05);
    kiosk.move(kiosk.middle("home.tile.inspect"));
    kiosk.pass(0.05);
    kiosk.move(tile);
    kiosk.pass(0.05);
    kiosk.up(tile);
    kiosk.pass(0.1);
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("the touch that wakes the machine does nothing else", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    kiosk.pass(61);
    REQUIRE(kiosk.screen() == Screen::Attract);
    kiosk.down(tile);
    kiosk.pass(0.5);
    CHECK(kiosk.screen() == Screen::Home);  // awake under the finger
    kiosk.up(tile);
    kiosk.pass(0.5);
    CHECK(kiosk.screen() == Screen::Home);
    kiosk.tap(tile);
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("the touch that answers “are you still there” keeps the page and does nothing else",
          "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    kiosk.tap("home.tile.do");
    REQUIRE(kiosk.screen() == Screen::List);
    const Point row = kiosk.middle("list.row.0");
    kiosk.pass(121);
    REQUIRE(kiosk.state().idle == Idle::Warning);
    kiosk.tap(row);
    CHECK(kiosk.state().idle == Idle::Active);
    CHECK(kiosk.screen() == Screen::List);
    kiosk.tap(row);
    CHECK(kiosk.screen() == Screen::Document);
}

TEST_CASE("a second tap on one target within half a second is a trembling hand", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point size = kiosk.middle("frame.size");
    kiosk.tap(size);
    CHECK(kiosk.state().preferences.text_size == TextSize::Large);
    kiosk.tap(kiosk.middle("frame.size"));
    CHECK(kiosk.state().preferences.text_size == TextSize::Large);
    kiosk.pass(0.6);
    kiosk.tap(kiosk.middle("frame.size"));
    CHECK(kiosk.state().preferences.text_size == TextSize::Largest);
}

TEST_CASE("a letter may be typed twice as quickly as one writes", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    kiosk.tap("home.search");
    REQUIRE(kiosk.screen() == Screen::Search);
    for (int i = 0; i < 2; ++i) kiosk.tap("key.n");
    CHECK(kiosk.state().search.text() == "nn");
}

TEST_CASE("the first finger wins; others do nothing until all are up", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point mine = kiosk.middle("home.tile.do");
    const Point childs = kiosk.middle("frame.contrast");
    kiosk.down(mine, 1);
    kiosk.pass(0.05);
    kiosk.down(childs, 2);
    kiosk.pass(0.05);
    kiosk.up(childs, 2);
    kiosk.pass(0.1);
    CHECK_FALSE(kiosk.state().preferences.contrast);
    CHECK(kiosk.screen() == Screen::Home);
    kiosk.down(childs, 3);
    kiosk.pass(0.05);
    kiosk.up(mine, 1);
    kiosk.pass(0.1);
    CHECK(kiosk.screen() == Screen::List);
    kiosk.up(childs, 3);
    kiosk.pass(0.6);
    CHECK_FALSE(kiosk.state().preferences.contrast);
    kiosk.tap("frame.contrast");
    CHECK(kiosk.state().preferences.contrast);
}

TEST_CASE("a panel that loses the end of a finger does not leave the machine deaf", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    kiosk.pass(61);
    REQUIRE(kiosk.screen() == Screen::Attract);
    kiosk.down({400, 900}, 9);  // and never up
    kiosk.pass(11);
    REQUIRE(kiosk.screen() == Screen::Home);
    kiosk.tap("home.tile.do");
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("a real mouse works like a finger", "[kiosk][touch]")
{
    TouchedKiosk kiosk{1920, 1080};
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    SECTION("a click acts on release")
    {
        kiosk.mouse_button(true, tile);
        kiosk.pass(0.05);
        CHECK(kiosk.screen() == Screen::Home);
        kiosk.mouse_button(false, tile);
        kiosk.pass(0.1);
        CHECK(kiosk.screen() == Screen::List);
    }
    SECTION("pulled off before the release it does nothing")
    {
        kiosk.mouse_button(true, tile);
        kiosk.pass(0.05);
        kiosk.mouse_moved({tile.x, 2});
        kiosk.pass(0.05);
        kiosk.mouse_button(false, {tile.x, 2});
        kiosk.pass(0.1);
        CHECK(kiosk.screen() == Screen::Home);
    }
    SECTION("one that SDL makes up from a touch is none")
    {
        kiosk.mouse_button(true, tile, SDL_TOUCH_MOUSEID);
        kiosk.pass(0.05);
        kiosk.mouse_button(false, tile, SDL_TOUCH_MOUSEID);
        kiosk.pass(0.1);
        CHECK(kiosk.screen() == Screen::Home);
    }
}
