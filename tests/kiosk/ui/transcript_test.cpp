#include "kiosk/ui/transcript.h"

#include "kiosk/ui/markdown.h"
#include "kiosk/ui/reading_order.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

std::vector<std::string> texts_of(std::vector<Passage> passages)
{
    std::vector<std::string> texts;
    for (const Passage& passage : passages) texts.emplace_back(passage.text.view());
    return texts;
}

/// One frame listened to.
std::vector<Passage> told(const UiDriver::Draw& draw, Hear what = Hear::Page)
{
    std::vector<Passage> passages;
    bool listening = false;
    UiDriver driver{[&](Ui& ui) {
        if (listening) listen(ui, what);
        draw(ui);
        if (std::exchange(listening, false)) passages = heard(ui);
    }};
    listening = true;
    driver.frame();
    return passages;
}

}  // namespace

TEST_CASE("a page is read by its columns and rows", "[ui][speech]")
{
    // Title over two columns; the left one has two rows, the right one three that do not stand beside them.
    const std::vector<Rect> places{{500, 110, 900, 200}, {0, 0, 900, 80},      {0, 100, 440, 300},
                                   {0, 320, 440, 500},   {500, 220, 900, 330}, {500, 350, 900, 500}};
    CHECK(reading_order(places) == std::vector<std::size_t>{1, 2, 3, 0, 4, 5});
    CHECK(reading_order({}).empty());
    // What lies over each other goes from the top down.
    CHECK(reading_order({{0, 50, 100, 150}, {0, 0, 100, 100}}) == std::vector<std::size_t>{1, 0});
}

TEST_CASE("what is drawn is heard in reading order, not in drawing order", "[ui][speech]")
{
    const auto page = told([](Ui& ui) {
        text(ui, {100, 900, 900, 1000}, "Cuối trang");
        (void)button(ui, {100, 500, 900, 620}, "b", "Nút giữa");
        text(ui, {100, 100, 900, 200}, "Đầu trang");
    });
    CHECK(texts_of(page) == std::vector<std::string>{"Đầu trang", "Nút giữa", "Cuối trang"});
}

TEST_CASE("keys, disabled targets and what is marked so are not said", "[ui][speech]")
{
    const auto draw = [](Ui& ui) {
        (void)button(ui, {100, 100, 500, 220}, "off", "Không bấm được", {.enabled = false});
        {
            const OwnWords own{ui};
            text(ui, {100, 300, 900, 400}, "Lời riêng");
        }
        const Unspoken quiet{ui};
        text(ui, {100, 500, 900, 600}, "Im lặng");
    };
    CHECK(told(draw).empty());
    CHECK(texts_of(told(draw, Hear::Own)) == std::vector<std::string>{"Lời riêng"});
}

TEST_CASE("equal texts are told apart", "[ui][speech]")
{
    const auto page = told([](Ui& ui) {
        text(ui, {100, 100, 900, 200}, "Một");
        text(ui, {100, 300, 900, 400}, "Một");
        (void)button(ui, {100, 500, 900, 620}, "b", "Một");
    });
    REQUIRE(page.size() == 3);
    CHECK_FALSE(page[0].key == page[1].key);
    CHECK(page[0].key.hash == page[1].key.hash);
    CHECK_FALSE(page[0].key.hash == page[2].key.hash);
}

TEST_CASE("the sentence being read is brought into view once and left to the finger then", "[ui][speech]")
{
    std::string body;
    for (int i = 0; i < 60; ++i) body += "Đoạn số " + std::to_string(i) + " của một văn bản dài để đọc.\n\n";
    Markdown markdown{body};
    std::vector<Passage> passages;
    bool listening = false;
    float offset = 0;
    UiDriver driver{[&](Ui& ui) {
        if (listening) listen(ui, Hear::Page);
        {
            ScrollArea area{ui, {100, 100, 900, 900}, "body", 1};
            area.set_content_height(markdown.layout(ui, 800));
            markdown.draw(ui, {area.content().x0, area.content().y0}, 800);
            offset = area.offset();
        }
        if (std::exchange(listening, false)) passages = heard(ui);
    }};
    listening = true;
    driver.frame();
    REQUIRE(passages.size() == 60);
    const auto lit = [&](std::size_t i) {
        light(driver.ui(), LitSentence{passages[i].key, 0, passages[i].text.size()});
        driver.frame();
        driver.settle();
    };
    lit(1);
    CHECK(offset == 0);
    lit(40);
    CHECK(offset > 500);
    const float there = offset;
    driver.drag({500, 300}, {500, 800}, 8);
    driver.settle();
    CHECK(offset < there);
    light(driver.ui(), std::nullopt);
}

TEST_CASE("a Markdown body is told sentence by sentence, its tables row by row with the columns' names",
          "[ui][speech]")
{
    const auto page = told([](Ui& ui) {
        Markdown markdown{
            "# Ngân sách\n\nĐiều 5. Xã họp. Mời bà con.\n\n1. Việc một\n2. Việc hai\n\n"
            "| Nội dung | Dự toán | Thực hiện |\n|---|---|---|\n| Thu | 1.150 | 902 |\n| Chi | 2.100 | |\n"};
        markdown.layout(ui, 800);
        markdown.draw(ui, {100, 100}, 800);
    });
    CHECK(texts_of(page) ==
          std::vector<std::string>{"Ngân sách", "Điều 5. Xã họp.", "Mời bà con.", "1. Việc một",
                                   "2. Việc hai", "Thu, Dự toán 1.150, Thực hiện 902", "Chi, Dự toán 2.100"});
}
