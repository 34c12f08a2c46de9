#include "kiosk/ui/keyboard.h"

#include <string>
#include <vector>

#include "kiosk/input/text_edit.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

struct Desk {
    TextEdit edit;
    InputMethod method = InputMethod::Telex;
    std::vector<std::string> words;
    bool capital = false;
    bool held = false;  ///< a finger rests on a key
    Rect place;

    void draw(Ui& ui)
    {
        KeyboardStyle style;
        style.method = method;
        style.suggestions = words;
        style.capital = capital;
        using WordBar = KeyboardStyle::WordBar;
        if (!edit.selection().empty())
            style.word_bar = WordBar::Selected;
        else if (edit.placed() && !edit.word_at_caret().empty())
            style.word_bar = WordBar::InWord;
        style.space_label = "dấu cách";
        Rect page = ui.safe();
        place = page.cut_bottom(keyboard_height(ui, page.width(), style));
        const KeyboardAsk ask = keyboard(ui, place, style);
        if (const auto* key = std::get_if<Key>(&ask)) edit.press(*key);
        held = std::holds_alternative<HeldKey>(ask);
        if (const auto* chosen = std::get_if<InputMethod>(&ask)) {
            method = *chosen;
            edit.set_method(method);
        }
    }
};

void tap_all(UiDriver& driver, std::initializer_list<const char*> names)
{
    for (const char* name : names) driver.tap(name);
}

}  // namespace

TEST_CASE("letters touched one by one become Vietnamese", "[kiosk][ui][keyboard]")
{
    Desk desk;
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    tap_all(driver, {"key.shift", "key.d", "key.d", "key.o", "key.o", "key.n", "key.g", "key.space", "key.l",
                     "key.u", "key.w", "key.u"});
    CHECK(desk.edit.text() == "Đông lưu");
    driver.tap("key.backspace");
    CHECK(desk.edit.text() == "Đông lư");
}

TEST_CASE("a key tells that a finger rests on it, and types only when that is lifted there",
          "[kiosk][ui][keyboard]")
{
    Desk desk;
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    driver.frame();
    const Point key = driver.place_of("key.a").centre();
    driver.finger(in::Touch::Phase::Down, key);
    driver.frame();
    CHECK(desk.held);
    CHECK(desk.edit.empty());
    driver.finger(in::Touch::Phase::Up, key);
    driver.frame();
    CHECK_FALSE(desk.held);
    CHECK(desk.edit.text() == "a");
    driver.wait(1);
    driver.finger(in::Touch::Phase::Down, key);
    driver.finger(in::Touch::Phase::Move, {key.x, 5});
    driver.frame();
    driver.finger(in::Touch::Phase::Up, {key.x, 5});
    driver.frame();
    CHECK_FALSE(desk.held);
    CHECK(desk.edit.text() == "a");
}

TEST_CASE("the mark row serves those who know neither method", "[kiosk][ui][keyboard]")
{
    Desk desk;
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    CHECK(driver.items().find("key.mark.s") == nullptr);
    driver.tap("method.marks");
    CHECK(desk.method == InputMethod::Off);
    tap_all(driver, {"key.b", "key.a", "key.n", "key.mark.s"});
    CHECK(desk.edit.text() == "bán");
}

TEST_CASE("every key is at least 16 mm and 3 mm from its neighbours", "[kiosk][ui][keyboard]")
{
    const bool portrait = GENERATE(true, false);
    const InputMethod method = GENERATE(InputMethod::Telex, InputMethod::Off);
    const int step = GENERATE(0, 2);
    Desk desk;
    desk.method = method;
    Look look;
    look.text_step = step;
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }, portrait ? 1080.0F : 1920.0F,
                    portrait ? 1920.0F : 1080.0F, look};
    const auto& items = driver.items().all();
    CHECK(items.size() > 40);
    for (const Item& a : items) {
        INFO(a.name << " " << a.mm.width() << " x " << a.mm.height());
        CHECK(a.mm.width() >= 16.0F);
        CHECK(a.mm.height() >= 16.0F);
        CHECK(a.px.contains(a.label_px.inset(1)));
        CHECK(desk.place.inset(-1).contains(a.px));
        for (const Item& b : items) {
            if (&a == &b) continue;
            CHECK_FALSE(a.px.inset(-12.0F).overlaps(b.px));
        }
    }
}

TEST_CASE("shift is for one letter, twice for all, and an automatic capital can be refused",
          "[kiosk][ui][keyboard]")
{
    Desk desk;
    desk.edit.set_method(InputMethod::Off);
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    tap_all(driver, {"key.shift", "key.u", "key.b"});
    CHECK(desk.edit.text() == "Ub");
    desk.edit.wipe();
    tap_all(driver, {"key.shift", "key.shift", "key.u", "key.b", "key.shift", "key.n"});
    CHECK(desk.edit.text() == "UBn");
    desk.edit.wipe();
    desk.capital = true;
    driver.tap("key.u");
    CHECK(desk.edit.text() == "U");
    desk.edit.wipe();
    tap_all(driver, {"key.shift", "key.u"});
    CHECK(desk.edit.text() == "u");
}

TEST_CASE("signs are one touch away", "[kiosk][ui][keyboard]")
{
    Desk desk;
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    tap_all(driver, {"key.signs", "key.?", "key.signs", "key.comma", "key.period", "key.enter"});
    CHECK(desk.edit.text() == "?,.\n");
}

TEST_CASE("a suggestion takes the word's place", "[kiosk][ui][keyboard]")
{
    Desk desk;
    desk.edit.set_text("ở don");
    desk.words = {"Đông Lưu", "Đông An"};
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    driver.tap("key.word.0");
    CHECK(desk.edit.text() == "ở Đông Lưu ");
}

TEST_CASE("a caret beside its place goes there letter by letter", "[kiosk][ui][keyboard]")
{
    Desk desk;
    desk.edit.set_text("bán");
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    tap_all(driver, {"key.left", "key.left", "key.r", "key.right", "key.h"});
    CHECK(desk.edit.text() == "bráhn");
}

TEST_CASE("a caret put into a word offers to pick or erase it, in words", "[kiosk][ui][keyboard]")
{
    Desk desk;
    desk.edit.set_text("mương lắp");
    UiDriver driver{[&](Ui& ui) { desk.draw(ui); }};
    CHECK(driver.items().find("key.select_word") == nullptr);
    desk.edit.place_caret(2);
    driver.frame();
    REQUIRE(driver.items().find("key.erase_word") != nullptr);
    driver.tap("key.select_word");
    CHECK_FALSE(desk.edit.selection().empty());
    tap_all(driver, {"key.h", "key.o", "key.o", "key.f"});
    CHECK(desk.edit.text() == "hồ lắp");
    CHECK(driver.items().find("key.select_word") == nullptr);
}

TEST_CASE("the number pad types digits", "[kiosk][ui][keyboard]")
{
    TextEdit edit;
    edit.set_method(InputMethod::Off);
    UiDriver driver{[&](Ui& ui) {
        Rect page = ui.safe();
        const auto ask = number_pad(ui, page.cut_bottom(number_pad_height(ui, page.width())));
        if (const auto* key = std::get_if<Key>(&ask)) edit.press(*key);
    }};
    tap_all(driver, {"key.4", "key.8", "key.0", "key.backspace"});
    CHECK(edit.text() == "48");
}
