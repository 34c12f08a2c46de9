#include "kiosk/ui/markdown.h"

#include <optional>
#include <string>

#include "kiosk/ui/scroll.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

/// Eight columns of amounts, `rows` rows.
std::string budget(int rows)
{
    std::string table =
        "| Nội dung | Dự toán năm | Quý I | Quý II | Quý III | Quý IV | Cả năm | So sánh |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (int i = 1; i <= rows; ++i)
        table += "| Khoản " + std::to_string(i) +
                 " | 1.150.000.000 | 902.000.000 | 803.000.000 | 704.000.000 | 605.000.000 | 3.014.000.000 | "
                 "78% |\n";
    return table;
}

struct Page {
    Markdown body;
    Rect view{40, 100, 840, 900};
    void draw(Ui& ui)
    {
        ScrollArea area{ui, view, "page", 1};
        const Rect content = area.content();
        area.set_content_height(body.layout(ui, content.width()));
        body.draw(ui, {content.x0, content.y0}, content.width());
    }
};

/// Left edge of a text on screen, or nothing.
std::optional<Rect> place_of(const UiDriver& driver, std::string_view words)
{
    for (const TextNote& note : driver.items().texts())
        if (note.text == words) return note.px;
    return std::nullopt;
}

}  // namespace

TEST_CASE("a budget table wider than the page stays a table; its first column stands still",
          "[kiosk][ui][table]")
{
    Page page{Markdown{budget(6)}};
    page.body.set_name("body");
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }};
    const auto name = place_of(driver, "Khoản 3");
    const auto amount = place_of(driver, "902.000.000");
    REQUIRE(name);
    REQUIRE(amount);
    driver.drag({700, name->centre().y}, {400, name->centre().y + 20}, 10);
    driver.settle();
    CHECK(place_of(driver, "Khoản 3")->x0 == name->x0);
    CHECK(place_of(driver, "Khoản 3")->y0 == name->y0);  // sideways first: the page did not move
    CHECK(place_of(driver, "902.000.000")->x0 < amount->x0 - 200);
}

TEST_CASE("buttons above a wide table move it for those who do not drag", "[kiosk][ui][table]")
{
    Page page{Markdown{budget(6)}};
    page.body.set_name("body");
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }};
    REQUIRE(driver.items().find("body.table.0.right") != nullptr);
    CHECK_FALSE(driver.items().find("body.table.0.left")->enabled);
    const auto before = place_of(driver, "902.000.000");
    for (int i = 0; i < 6 && driver.items().find("body.table.0.right")->enabled; ++i) {
        driver.tap("body.table.0.right");
        driver.settle();
    }
    CHECK_FALSE(driver.items().find("body.table.0.right")->enabled);
    CHECK(driver.items().find("body.table.0.left")->enabled);
    const auto last = place_of(driver, "78%");
    REQUIRE(last);
    CHECK(last->x1 <= page.view.x1);
    CHECK(place_of(driver, "902.000.000")->x0 < before->x0);
}

TEST_CASE("the head of a long table stays in sight while its rows go by", "[kiosk][ui][table]")
{
    Page page{Markdown{budget(60)}};
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }};
    for (int i = 0; i < 3; ++i) driver.drag({500, 800}, {500, 300}, 10);
    driver.settle();
    CHECK_FALSE(place_of(driver, "Khoản 1"));
    const auto head = place_of(driver, "Nội dung");
    REQUIRE(head);
    CHECK(head->y0 >= page.view.y0);
    CHECK(head->y1 <= page.view.y0 + 200);
}

TEST_CASE("a drag up and down over a wide table scrolls the page", "[kiosk][ui][table]")
{
    Page page{Markdown{budget(60)}};
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }};
    const auto amount = place_of(driver, "902.000.000");
    driver.drag({500, 800}, {520, 500}, 10);
    driver.settle();
    CHECK(place_of(driver, "902.000.000")->x0 == amount->x0);
    CHECK_FALSE(place_of(driver, "Khoản 1"));
}

TEST_CASE("a table of sentences that does not fit reads as cards", "[kiosk][ui][table]")
{
    const std::string words = "phải nộp đầy đủ giấy tờ tại bộ phận một cửa";
    std::string table =
        "| Việc | Ai làm | Ở đâu | Khi nào | Ghi chú | Thêm |\n| --- | --- | --- | --- | --- | --- |\n";
    table +=
        "| " + words + " | " + words + " | " + words + " | " + words + " | " + words + " | " + words + " |\n";
    Page page{Markdown{table}};
    UiDriver driver{[&](Ui& ui) { page.draw(ui); }};
    CHECK(driver.items().all().empty());
    for (const TextNote& note : driver.items().texts()) CHECK(note.px.x1 <= page.view.x1 + 3);
}

TEST_CASE("a picture of a body gets its room; one that is not there is its words", "[kiosk][ui][table]")
{
    Markdown body{"Trước.\n\n![Sơ đồ thu hồi đất](so%20do.png)\n\nSau.\n"};
    UiDriver driver{[&](Ui& ui) {
        (void)body.layout(ui, 800);
        body.draw(ui, {0, 0}, 800);
    }};
    CHECK(body.pictures().empty());
    CHECK(place_of(driver, "Sơ đồ thu hồi đất"));
    const float plain = body.layout(driver.ui(), 800);
    std::string asked;
    body.set_pictures([&](std::string_view source, std::string_view, float) {
        asked = source;
        return 500.F;
    });
    driver.frame();
    CHECK(asked == "so do.png");
    REQUIRE(body.pictures().size() == 1);
    CHECK(body.pictures()[0].words == "Sơ đồ thu hồi đất");
    CHECK(body.pictures()[0].rect.height() == 500);
    CHECK(body.layout(driver.ui(), 800) > plain + 400);
    CHECK_FALSE(place_of(driver, "Sơ đồ thu hồi đất"));
}
