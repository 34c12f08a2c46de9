#include "kiosk/ui/scroll.h"

#include <string>

#include "kiosk/ui/widgets.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

constexpr Rect kView{50, 100, 1000, 1100};
constexpr std::int64_t kRows = 10'000;
constexpr float kRow = 120;

struct List {
    std::string touched;
    std::int64_t drawn = 0;
    float offset = 0;

    void draw(Ui& ui)
    {
        page_buttons(ui, {50, 1200, 700, 1300}, "list", 1);
        ScrollArea area{ui, kView, "list", 1, kRow * static_cast<float>(kRows)};
        const auto range = area.visible_rows(kRow, kRows);
        drawn = range.last - range.first;
        for (auto i = range.first; i < range.last; ++i) {
            const std::string name = "row." + std::to_string(i);
            if (button(ui, area.row(i, kRow, 12), name, "Dòng")) touched = name;
        }
        offset = area.offset();
    }
};

}  // namespace

TEST_CASE("ten thousand rows cost what the visible ones cost", "[kiosk][ui][scroll]")
{
    List list;
    UiDriver driver{[&](Ui& ui) { list.draw(ui); }};
    CHECK(list.drawn <= 10);
    CHECK(driver.items().find("row.0") != nullptr);
    CHECK(driver.items().find("row.500") == nullptr);
}

TEST_CASE("dragging scrolls and touches nothing; a tap touches", "[kiosk][ui][scroll]")
{
    List list;
    UiDriver driver{[&](Ui& ui) { list.draw(ui); }};
    driver.drag({500, 900}, {500, 500}, 10, false);
    CHECK(list.offset == Approx(400 - 2.5 * 4.03).margin(2));
    driver.wait(0.3);
    driver.finger(in::Touch::Phase::Up, {500, 500});
    driver.settle();
    CHECK(list.touched.empty());
    driver.tap("row.8");
    CHECK(list.touched == "row.8");
}

TEST_CASE("a throw runs on and comes to rest", "[kiosk][ui][scroll]")
{
    List list;
    UiDriver driver{[&](Ui& ui) { list.draw(ui); }};
    driver.drag({500, 900}, {500, 400}, 5);
    const float released = list.offset;
    CHECK(driver.ui().moving());
    driver.settle();
    CHECK(list.offset > released + 200);
    CHECK_FALSE(driver.ui().moving());
}

TEST_CASE("the ends are soft and hold", "[kiosk][ui][scroll]")
{
    List list;
    UiDriver driver{[&](Ui& ui) { list.draw(ui); }};
    driver.drag({500, 300}, {500, 1000}, 10);
    driver.settle();
    CHECK(list.offset == 0);
    CHECK_FALSE(driver.ui().moving());
}

TEST_CASE("page buttons move by a page and stop at the ends", "[kiosk][ui][scroll]")
{
    List list;
    UiDriver driver{[&](Ui& ui) { list.draw(ui); }};
    CHECK_FALSE(driver.items().find("list.up")->enabled);
    driver.tap("list.down");
    driver.settle();
    CHECK(list.offset > 700);
    CHECK(list.offset < 1000);
    CHECK(driver.items().find("list.up")->enabled);
    driver.tap("list.up");
    driver.settle();
    CHECK(list.offset == 0);
}

TEST_CASE("the place in a list is kept until the resident has gone", "[kiosk][ui][scroll]")
{
    List list;
    bool shown = true;
    UiDriver driver{[&](Ui& ui) {
        if (shown) list.draw(ui);
    }};
    driver.tap("list.down");
    driver.settle();
    const float place = list.offset;
    shown = false;
    driver.frame();
    driver.ui().page_changed();
    shown = true;
    driver.frame();
    CHECK(list.offset == place);
    driver.ui().forget();
    driver.frame();
    CHECK(list.offset == 0);
}

TEST_CASE("what is scrolled out of view cannot be touched", "[kiosk][ui][scroll]")
{
    List list;
    UiDriver driver{[&](Ui& ui) { list.draw(ui); }};
    for (const Item& item : driver.items().all()) {
        if (item.name.starts_with("row.")) CHECK(kView.contains(item.px));
    }
    driver.tap_at({500, 1150});
    CHECK(list.touched.empty());
}
