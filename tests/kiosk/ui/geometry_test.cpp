#include "kiosk/ui/geometry.h"

#include "tests/support/catch.h"

using kiosk::Rect;

TEST_CASE("pieces are cut off with a gap until nothing is left", "[kiosk][ui][geometry]")
{
    Rect page{0, 0, 100, 100};
    CHECK(page.cut_top(30, 10) == Rect{0, 0, 100, 30});
    CHECK(page.cut_bottom(20, 5) == Rect{0, 80, 100, 100});
    CHECK(page == Rect{0, 40, 100, 75});
    CHECK(page.cut_left(500, 10) == Rect{0, 40, 100, 75});
    CHECK(page.empty());
}

TEST_CASE("a grid fills its area exactly", "[kiosk][ui][geometry]")
{
    const auto cells = kiosk::grid({10, 10, 111, 211}, 3, 2, 4);
    REQUIRE(cells.size() == 6);
    CHECK(cells.front().x0 == 10);
    CHECK(cells.back().x1 == 111);
    CHECK(cells.back().y1 == 211);
    CHECK(cells[1].x0 - cells[0].x1 == 4);
    CHECK(kiosk::columns({0, 0, 90, 10}, 0, 1).empty());
}

TEST_CASE("columns with shares share what the gaps leave", "[kiosk][ui][geometry]")
{
    const auto pair = kiosk::columns({0, 0, 110, 10}, {3, 1}, 10);
    REQUIRE(pair.size() == 2);
    CHECK(pair[0].width() == 75);
    CHECK(pair[1].width() == 25);
}
