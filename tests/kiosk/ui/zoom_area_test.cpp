#include "kiosk/ui/zoom_area.h"

#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;
using Phase = in::Touch::Phase;

namespace {

constexpr Rect kView{100, 200, 1000, 1200};

/// Two sheets under one another, and a button on the first.
struct Sheets {
    bool touched = false;
    Rect content;
    float zoom = 1;
    void draw(Ui& ui)
    {
        ZoomArea area{ui, kView, "sheets", 1, 2000};
        content = area.content();
        zoom = area.zoom();
        if (button(ui, Rect{content.x0 + 100, content.y0 + 100, content.x0 + 400, content.y0 + 200}, "mark",
                   "x"))
            touched = true;
    }
};

void pinch(UiDriver& driver, Point a0, Point b0, Point a1, Point b1)
{
    driver.finger(Phase::Down, a0, 1);
    driver.frame();
    driver.finger(Phase::Down, b0, 2);
    driver.frame();
    for (int i = 1; i <= 8; ++i) {
        const float s = static_cast<float>(i) / 8;
        driver.finger(Phase::Move, {a0.x + (a1.x - a0.x) * s, a0.y + (a1.y - a0.y) * s}, 1);
        driver.finger(Phase::Move, {b0.x + (b1.x - b0.x) * s, b0.y + (b1.y - b0.y) * s}, 2);
        driver.frame();
    }
    driver.finger(Phase::Up, a1, 1);
    driver.finger(Phase::Up, b1, 2);
    for (int i = 0; i < 4; ++i) driver.frame();
}

}  // namespace

TEST_CASE("two fingers zoom about their middle, within bounds, and touch nothing", "[kiosk][ui][zoom]")
{
    Sheets sheets;
    UiDriver driver{[&](Ui& ui) { sheets.draw(ui); }};
    const Point middle{250, 350};  // on the button
    pinch(driver, {200, 350}, {300, 350}, {150, 350}, {350, 350});
    CHECK(sheets.zoom == Approx(2).margin(0.05));
    CHECK_FALSE(sheets.touched);
    // What lay under the middle lies there still.
    CHECK((middle.x - sheets.content.x0) / sheets.zoom == Approx(150).margin(4));
    CHECK((middle.y - sheets.content.y0) / sheets.zoom == Approx(150).margin(4));
    pinch(driver, {500, 300}, {520, 300}, {110, 300}, {990, 300});
    CHECK(sheets.zoom == Approx(4));
    pinch(driver, {110, 300}, {990, 300}, {540, 300}, {560, 300});
    CHECK(sheets.zoom == Approx(1));
    CHECK(sheets.content.x0 == kView.x0);
}

TEST_CASE("a zoomed sheet follows one finger both ways and stops at its edges", "[kiosk][ui][zoom]")
{
    Sheets sheets;
    UiDriver driver{[&](Ui& ui) { sheets.draw(ui); }};
    zoom_step(driver.ui(), "sheets", 1, 1);
    zoom_step(driver.ui(), "sheets", 1, 1);
    driver.frame();
    CHECK(sheets.zoom == Approx(1.5625));
    const Rect before = sheets.content;
    driver.drag({600, 700}, {500, 600}, 10, false);
    CHECK(sheets.content.x0 < before.x0 - 60);
    CHECK(sheets.content.y0 < before.y0 - 60);
    driver.wait(0.3);
    driver.finger(Phase::Up, {500, 600});
    driver.settle();
    for (int i = 0; i < 20; ++i) driver.drag({900, 700}, {200, 700}, 4);
    driver.settle();
    CHECK(sheets.content.x1 == Approx(kView.x1).margin(1));
    CHECK_FALSE(sheets.touched);
}

TEST_CASE("buttons move a zoomed sheet sideways, for those who do not drag", "[kiosk][ui][zoom]")
{
    Sheets sheets;
    UiDriver driver{[&](Ui& ui) { sheets.draw(ui); }};
    CHECK_FALSE(zoom_place(driver.ui(), "sheets", 1).can_right);
    for (int i = 0; i < 4; ++i) zoom_step(driver.ui(), "sheets", 1, 1);
    driver.frame();
    pan(driver.ui(), "sheets", 1, 1);
    driver.frame();
    driver.settle();
    pan(driver.ui(), "sheets", 1, 1);
    driver.frame();
    driver.settle();
    CHECK_FALSE(zoom_place(driver.ui(), "sheets", 1).can_right);
    CHECK(zoom_place(driver.ui(), "sheets", 1).can_left);
    CHECK(sheets.content.x1 == Approx(kView.x1).margin(1));
}

TEST_CASE("two fingers on a text ask for steps of its size", "[kiosk][ui][zoom]")
{
    int steps = 0;
    UiDriver driver{[&](Ui& ui) {
        {
            const ScrollArea area{ui, kView, "text", 1, 5000};
        }
        steps += take_zoom_steps(ui, "text", 1);
    }};
    pinch(driver, {400, 500}, {600, 500}, {350, 500}, {650, 500});
    CHECK(steps == 2);  // 1.5 is two fifths and a little
    steps = 0;
    pinch(driver, {350, 500}, {650, 500}, {400, 500}, {600, 500});
    CHECK(steps == -2);
}

TEST_CASE("where nothing zooms the second finger still does nothing", "[kiosk][ui][zoom]")
{
    int touched = 0;
    UiDriver driver{[&](Ui& ui) {
        if (button(ui, Rect{100, 100, 500, 300}, "one", "Một")) ++touched;
    }};
    driver.finger(Phase::Down, {200, 200}, 1);
    driver.frame();
    driver.finger(Phase::Down, {300, 200}, 2);
    driver.frame();
    driver.finger(Phase::Up, {300, 200}, 2);
    driver.frame();
    CHECK(touched == 0);
    driver.finger(Phase::Up, {200, 200}, 1);
    for (int i = 0; i < 4; ++i) driver.frame();
    CHECK(touched == 1);  // the first finger wins
}
