#include "tests/kiosk/touch/touched_kiosk.h"

using namespace kiosk;
using touch::TouchedKiosk;

namespace {

/// The first PDF of the quarter's budget, its pages on screen.
void open_pages(TouchedKiosk& kiosk)
{
    kiosk.wake();
    kiosk.open_disclosures();
    kiosk.tap("list.row.0");
    REQUIRE(kiosk.screen() == Screen::Document);
    for (int i = 0; i < 6 && !kiosk.has("document.file.0"); ++i) {
        kiosk.pass(0.6);
        kiosk.tap("document.down");
    }
    kiosk.pass(0.6);
    kiosk.tap("document.file.0");
    kiosk.pass(0.3);
    REQUIRE(kiosk.screen() == Screen::Pages);
}

}  // namespace

TEST_CASE("two fingers on a page pull it larger, together smaller again, and touch nothing", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_pages(kiosk);
    CHECK_FALSE(kiosk.item("pages.smaller").enabled);
    const Point left{400, 800};
    const Point right{600, 800};
    kiosk.down(left, 1);
    kiosk.pass(0.03);
    kiosk.down(right, 2);
    kiosk.pass(0.03);
    for (float out = 0; out <= 150; out += 15) {
        kiosk.move({left.x - out, left.y}, 1);
        kiosk.move({right.x + out, right.y}, 2);
        kiosk.pass(0.016);
    }
    CHECK(kiosk.item("pages.smaller").enabled);
    CHECK(kiosk.has("pages.left"));
    for (float out = 150; out >= 0; out -= 15) {
        kiosk.move({left.x - out, left.y}, 1);
        kiosk.move({right.x + out, right.y}, 2);
        kiosk.pass(0.016);
    }
    CHECK_FALSE(kiosk.item("pages.smaller").enabled);
    kiosk.up(left, 1);
    kiosk.pass(0.03);
    kiosk.up(right, 2);
    kiosk.pass(0.3);
    CHECK(kiosk.screen() == Screen::Pages);
}

TEST_CASE("buttons make a page larger and smaller for who has one finger", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    open_pages(kiosk);
    kiosk.tap("pages.larger");
    kiosk.pass(0.6);
    CHECK(kiosk.item("pages.smaller").enabled);
    kiosk.tap("pages.smaller");
    kiosk.pass(0.6);
    CHECK_FALSE(kiosk.item("pages.smaller").enabled);
}

TEST_CASE("two fingers on a text make its letters larger", "[kiosk][touch]")
{
    TouchedKiosk kiosk;
    kiosk.wake();
    kiosk.open_disclosures();
    kiosk.tap("list.row.0");
    REQUIRE(kiosk.screen() == Screen::Document);
    kiosk.pass(0.3);
    REQUIRE(kiosk.state().view<DocumentView>().zoom == 0);
    kiosk.down({400, 900}, 1);
    kiosk.pass(0.03);
    kiosk.down({500, 900}, 2);
    kiosk.pass(0.03);
    for (float out = 0; out <= 60; out += 10) {
        kiosk.move({500 + out, 900}, 2);
        kiosk.pass(0.016);
    }
    kiosk.up({560, 900}, 2);
    kiosk.up({400, 900}, 1);
    kiosk.pass(0.3);
    CHECK(kiosk.state().view<DocumentView>().zoom >= 1);
    CHECK(kiosk.screen() == Screen::Document);
}
