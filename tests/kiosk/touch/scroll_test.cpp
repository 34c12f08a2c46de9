#include <cmath>

#include "tests/kiosk/touch/touched_kiosk.h"

using namespace kiosk;
using touch::TouchedKiosk;

namespace {

/// A list longer than its view.
void open_list(TouchedKiosk& kiosk)
{
    kiosk.wake();
    kiosk.open_disclosures();
    REQUIRE(kiosk.screen() == Screen::List);
    kiosk.pass(0.3);
}

float top(const TouchedKiosk& kiosk, std::string_view name) { return kiosk.item(name).px.y0; }

}  // namespace

TEST_CASE("within 2.5 mm a finger is still, and its row opens", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const float before = top(kiosk, "list.row.2");
    const Point row = kiosk.middle("list.row.2");
    const Point at = kiosk.drag(row, -TouchedKiosk::mm(2.3F), 4);
    CHECK(top(kiosk, "list.row.2") == before);
    kiosk.up(at);
    kiosk.pass(0.1);
    CHECK(kiosk.screen() == Screen::Document);
}

TEST_CASE("beyond it the content follows the finger and nothing opens", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const float before = top(kiosk, "list.row.3");
    const float slop = TouchedKiosk::mm(2.5F);
    Point at = kiosk.drag(kiosk.middle("list.row.3"), -200, 10);
    CHECK(top(kiosk, "list.row.3") == Approx(before - 200 + slop).margin(1.5));
    kiosk.pass(0.3);  // it rests, so that nothing is thrown
    kiosk.up(at);
    kiosk.pass(1);
    CHECK(kiosk.screen() == Screen::List);
    CHECK(top(kiosk, "list.row.3") == Approx(before - 200 + slop).margin(1.5));
}

TEST_CASE("a thrown list runs out as v·exp(−t/0.325 s)", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const Point from = kiosk.middle("list.row.4");
    kiosk.down(from);
    kiosk.pass(0.016);
    // A steady 500 px/s by the kiosk's own clock.
    Point at = from;
    double last = kiosk.now();
    for (int i = 0; i < 12; ++i) {
        const double now = kiosk.now();
        at.y -= static_cast<float>(500 * (now - last));
        last = now;
        kiosk.move(at);
        kiosk.pass(0.016);
    }
    at.y -= static_cast<float>(500 * (kiosk.now() - last));
    kiosk.move(at);
    kiosk.up(at);
    const double released = kiosk.now();
    kiosk.pass(0.001);
    const float begin = top(kiosk, "list.row.5");
    kiosk.pass(0.2);
    const double t = kiosk.now() - released;
    CHECK(begin - top(kiosk, "list.row.5") == Approx(500 * 0.325 * (1 - std::exp(-t / 0.325))).margin(12));
    kiosk.pass(3);
    CHECK(begin - top(kiosk, "list.row.5") == Approx(500 * 0.325).margin(12));
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("a touch on a running list stops it and opens nothing", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const Point at = kiosk.drag(kiosk.middle("list.row.4"), -150, 5);
    kiosk.up(at);
    kiosk.pass(0.05);
    const Point finger = kiosk.middle("list.row.5");
    kiosk.down(finger);
    kiosk.pass(0.016);
    const float stopped = top(kiosk, "list.row.5");
    kiosk.pass(0.5);
    CHECK(top(kiosk, "list.row.5") == stopped);
    kiosk.up(finger);
    kiosk.pass(0.5);
    CHECK(kiosk.screen() == Screen::List);
    CHECK(top(kiosk, "list.row.5") == stopped);
}

TEST_CASE("pulled beyond its end a list gives way softly and comes back", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const float before = top(kiosk, "list.row.1");
    const Point at = kiosk.drag(kiosk.middle("list.row.1"), 300, 10);
    const float pulled = top(kiosk, "list.row.1") - before;
    CHECK(pulled > 5);
    CHECK(pulled < 150);
    kiosk.up(at);
    kiosk.pass(2);
    CHECK(top(kiosk, "list.row.1") == before);
}

TEST_CASE("who does not drag has a button for a page down and one for a page up", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const float before = top(kiosk, "list.row.4");
    REQUIRE_FALSE(kiosk.item("list.up").enabled);
    kiosk.tap("list.down");
    kiosk.pass(1.5);
    CHECK((!kiosk.has("list.row.4") || top(kiosk, "list.row.4") < before - 200));
    CHECK(kiosk.item("list.up").enabled);
    kiosk.tap("list.up");
    kiosk.pass(1.5);
    CHECK(top(kiosk, "list.row.4") == before);
}

TEST_CASE("a mouse pulls a list like a finger", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const float before = top(kiosk, "list.row.4");
    const Point at = kiosk.middle("list.row.2");
    kiosk.mouse_button(true, at);
    kiosk.pass(0.05);
    kiosk.mouse_moved({at.x, at.y - 120});
    kiosk.pass(0.5);
    kiosk.mouse_button(false, {at.x, at.y - 120});
    kiosk.pass(0.5);
    CHECK(kiosk.screen() == Screen::List);
    CHECK(top(kiosk, "list.row.4") < before - 90);
}

TEST_CASE("a wheel scrolls what lies under the pointer, to its ends", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const float before = top(kiosk, "list.row.4");
    const Point at = kiosk.middle("list.row.2");
    kiosk.wheel(-2, at);
    kiosk.pass(0.3);
    CHECK(top(kiosk, "list.row.4") == Approx(before - TouchedKiosk::mm(28)).margin(2));
    kiosk.wheel(1, at);
    kiosk.pass(0.3);
    CHECK(top(kiosk, "list.row.4") == Approx(before - TouchedKiosk::mm(14)).margin(2));
    kiosk.wheel(20, at);
    kiosk.pass(1);
    CHECK(top(kiosk, "list.row.4") == before);
    kiosk.wheel(-5, kiosk.middle("frame.size"));  // nothing scrolls there
    kiosk.pass(0.3);
    CHECK(top(kiosk, "list.row.4") == before);
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("who reads by the wheel is there: the page stays", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_list(kiosk);
    const Point at = kiosk.middle("list.row.2");
    for (int i = 0; i < 3; ++i) {
        kiosk.pass(100);
        kiosk.wheel(-1, at);
        kiosk.pass(0.1);
        CHECK(kiosk.state().idle == Idle::Active);
    }
    kiosk.pass(121);
    REQUIRE(kiosk.state().idle == Idle::Warning);
    kiosk.wheel(-1, at);
    kiosk.pass(0.1);
    CHECK(kiosk.state().idle == Idle::Active);
    CHECK(kiosk.screen() == Screen::List);
}

TEST_CASE("the key or wheel that wakes the machine costs the next touch nothing", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    const Point tile = kiosk.middle("home.tile.do");
    kiosk.pass(61);
    REQUIRE(kiosk.screen() == Screen::Attract);
    SECTION("wheel") { kiosk.wheel(-1, tile); }
    SECTION("key") { kiosk.key(SDLK_5); }
    kiosk.pass(0.3);
    REQUIRE(kiosk.screen() == Screen::Home);
    kiosk.tap(tile);
    CHECK(kiosk.screen() == Screen::List);
}
