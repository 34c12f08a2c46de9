#include "kiosk/ui/ui.h"

#include <string>

#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;
using Phase = in::Touch::Phase;

TEST_CASE("a target acts on release inside it, once", "[kiosk][ui]")
{
    int fired = 0;
    UiDriver driver{[&](Ui& ui) { fired += button(ui, {100, 100, 400, 200}, "ok", "Xong") ? 1 : 0; }};
    driver.finger(Phase::Down, {200, 150});
    driver.frame();
    CHECK(fired == 0);
    driver.finger(Phase::Up, {200, 150});
    for (int i = 0; i < 5; ++i) driver.frame();
    CHECK(fired == 1);
}

TEST_CASE("sliding off a button cancels it", "[kiosk][ui]")
{
    int fired = 0;
    UiDriver driver{[&](Ui& ui) { fired += button(ui, {100, 100, 400, 200}, "ok", "Xong") ? 1 : 0; }};
    driver.drag({200, 150}, {200, 500});
    for (int i = 0; i < 4; ++i) driver.frame();
    CHECK(fired == 0);
}

TEST_CASE("a second tap within half a second does not count", "[kiosk][ui]")
{
    int fired = 0;
    UiDriver driver{[&](Ui& ui) { fired += button(ui, {100, 100, 400, 200}, "ok", "Xong") ? 1 : 0; }};
    for (int i = 0; i < 2; ++i) {
        driver.finger(Phase::Down, {200, 150});
        driver.frame();
        driver.finger(Phase::Up, {200, 150});
        for (int frame = 0; frame < 4; ++frame) driver.frame();
    }
    CHECK(fired == 1);
    driver.tap("ok");
    CHECK(fired == 2);
}

TEST_CASE("the touch that woke the screen does nothing else", "[kiosk][ui]")
{
    int fired = 0;
    UiDriver driver{[&](Ui& ui) { fired += button(ui, {100, 100, 400, 200}, "ok", "Xong") ? 1 : 0; }};
    driver.finger(Phase::Down, {200, 150});
    driver.ui().swallow_touch();
    driver.frame();
    driver.finger(Phase::Up, {200, 150});
    for (int i = 0; i < 4; ++i) driver.frame();
    CHECK(fired == 0);
}

TEST_CASE("under a question nothing can be touched or found", "[kiosk][ui]")
{
    int below = 0;
    int above = 0;
    UiDriver driver{[&](Ui& ui) {
        ui.freeze(true);
        below += button(ui, {100, 100, 400, 200}, "below", "Xong") ? 1 : 0;
        ui.freeze(false);
        const Rect box = question(ui, 600);
        above += button(ui, box.with_height(100), "above", "Còn dùng") ? 1 : 0;
    }};
    CHECK(driver.items().find("below") == nullptr);
    driver.tap_at({200, 150});
    driver.tap("above");
    CHECK(below == 0);
    CHECK(above == 1);
}

TEST_CASE("a button that is off is listed but does not act", "[kiosk][ui]")
{
    int fired = 0;
    UiDriver driver{[&](Ui& ui) {
        fired += button(ui, {100, 100, 400, 200}, "off", "Gửi", {.enabled = false}) ? 1 : 0;
    }};
    REQUIRE(driver.items().find("off") != nullptr);
    CHECK_FALSE(driver.items().find("off")->enabled);
    driver.tap("off");
    CHECK(fired == 0);
}

TEST_CASE("the same page drawn twice is the same", "[kiosk][ui]")
{
    UiDriver driver{[&](Ui& ui) { (void)button(ui, {100, 100, 400, 200}, "ok", "Xong"); }};
    const auto first = driver.items().all();
    driver.frame();
    REQUIRE(driver.items().all().size() == first.size());
    CHECK(driver.items().all().front().px == first.front().px);
}

TEST_CASE("lowered controls lie where a seated person reaches", "[kiosk][ui]")
{
    UiDriver driver{[](Ui&) {}};
    Look look;
    look.lowered = true;
    look.reach_mm = 200;
    driver.ui().set_look(look);
    driver.frame();
    CHECK(driver.ui().reach().y0 == Approx(1920 - 200 * 4.03).margin(1));
    CHECK(driver.ui().safe().contains(driver.ui().reach()));
}

TEST_CASE("a touch in a text field says where the caret goes", "[kiosk][ui][text_field]")
{
    TextEdit edit;
    edit.set_text("một hai ba");
    std::optional<std::size_t> caret;
    UiDriver driver{[&](Ui& ui) {
        FieldStyle style;
        style.focused = true;
        style.multiline = true;
        if (auto byte = text_field(ui, {40, 100, 1040, 500}, "report", edit, style)) caret = byte;
    }};
    const float start = 40 + driver.ui().mm(6);
    driver.tap_at({start + 2, 140});
    REQUIRE(caret);
    CHECK(*caret == 0);
    driver.tap_at({start + text_width(driver.ui(), "một hai ") + 2, 140});
    CHECK(*caret == std::string_view{"một hai "}.size());
    driver.tap_at({1000, 480});
    CHECK(*caret == edit.text().size());
}

TEST_CASE("what is typed is neither a label nor a recorded text", "[kiosk][ui][text_field]")
{
    TextEdit edit;
    edit.set_text("chuyện riêng");
    UiDriver driver{[&](Ui& ui) {
        (void)text_field(ui, {40, 100, 1040, 500}, "report", edit,
                         {.placeholder = "Gõ ở đây", .multiline = true});
    }};
    for (const Item& item : driver.items().all()) CHECK(item.label.find("riêng") == std::string::npos);
    for (const TextNote& note : driver.items().texts()) CHECK(note.text.find("riêng") == std::string::npos);
}
