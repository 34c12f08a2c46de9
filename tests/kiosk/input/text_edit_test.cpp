#include "kiosk/input/text_edit.h"

#include <string>
#include <utility>

#include "tests/support/catch.h"

using kiosk::character_key;
using kiosk::InputMethod;
using kiosk::Key;
using kiosk::plain_key;
using kiosk::TextEdit;

namespace {

void type(TextEdit& edit, std::string_view keys)
{
    for (const char c : keys) edit.press(character_key(static_cast<unsigned char>(c)));
}

}  // namespace

TEST_CASE("letters become Vietnamese as they are typed", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    type(edit, "Ddoanj dduwowngf");
    CHECK(edit.text() == "Đoạn đường");
    CHECK(edit.caret() == edit.text().size());
}

TEST_CASE("backspace takes a whole letter with its marks, and the word goes on", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    type(edit, "tieengs");
    CHECK(edit.text() == "tiếng");
    edit.press(plain_key(Key::Kind::Backspace));
    edit.press(plain_key(Key::Kind::Backspace));
    CHECK(edit.text() == "tiế");
    type(edit, "n");
    CHECK(edit.text() == "tiến");
    type(edit, "f");
    CHECK(edit.text() == "tiền");
}

TEST_CASE("an existing word takes a tone when the caret stands behind it", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_text("hop thon");
    edit.place_caret(3);
    type(edit, "j");
    CHECK(edit.text() == "họp thon");
}

TEST_CASE("the caret never stands inside a letter", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_text("ế");
    edit.place_caret(1);
    CHECK(edit.caret() == 0);
    edit.place_caret(99);
    CHECK(edit.caret() == 3);
    edit.press(plain_key(Key::Kind::Left));
    CHECK(edit.caret() == 0);
    edit.press(plain_key(Key::Kind::Right));
    CHECK(edit.caret() == 3);
}

TEST_CASE("a key beyond the limit is refused whole", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_method(InputMethod::Off);
    edit.set_limit_bytes(4);
    type(edit, "12345");
    CHECK(edit.text() == "1234");
    CHECK(edit.full());
    edit.press(plain_key(Key::Kind::Backspace));
    CHECK_FALSE(edit.full());
}

TEST_CASE("a letter that would grow over the limit leaves the word as it was", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_limit_bytes(2);
    type(edit, "aas");
    CHECK(edit.text() == "â");
    CHECK(edit.full());
}

TEST_CASE("a suggestion takes the place of the word before the caret", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    type(edit, "ở dong");
    edit.set_text("ở dong");
    CHECK(edit.word_before_caret() == "dong");
    edit.press(kiosk::word_key("Đông Lưu"));
    CHECK(edit.text() == "ở Đông Lưu ");
}

TEST_CASE("the mark row works with the method off", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_method(InputMethod::Off);
    type(edit, "duong");
    for (const char32_t mark : {U'w', U'd', U'f'}) edit.press(kiosk::tone_key(mark));
    CHECK(edit.text() == "đường");
    type(edit, " ass");
    CHECK(edit.text() == "đường ass");
}

TEST_CASE("control and direction characters are dropped", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_multiline(false);
    for (const char32_t c : {U'\n', U'\0', U'\x7f', U'\u202e', U'\u0301', U'a'}) edit.press(character_key(c));
    CHECK(edit.text() == "a");
    edit.set_multiline(true);
    edit.press(character_key(U'\n'));
    CHECK(edit.text() == "a\n");
}

TEST_CASE("wiping and moving leave nothing behind", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    type(edit, "bis maatj");
    TextEdit other{std::move(edit)};
    CHECK(other.text() == "bí mật");
    CHECK(edit.empty());  // NOLINT(bugprone-use-after-move): a moved-from edit is empty by contract
    other.wipe();
    CHECK(other.empty());
    CHECK(other.caret() == 0);
    type(other, "s");
    CHECK(other.text() == "s");
}

TEST_CASE("a word is selected by the caret in it and replaced by what is typed next",
          "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_text("mương bị lắp đầy");
    edit.place_caret(std::string_view{"mương bị l"}.size());
    CHECK(edit.placed());
    CHECK(edit.word_at_caret() == TextEdit::Extent{13, 18});
    edit.press(plain_key(Key::Kind::SelectWord));
    CHECK(edit.text().substr(edit.selection().from, edit.selection().to - edit.selection().from) == "lắp");
    type(edit, "laasp");
    CHECK(edit.text() == "mương bị lấp đầy");
    CHECK(edit.selection().empty());
    CHECK_FALSE(edit.placed());
}

TEST_CASE("a selected word can be let go, erased or taken out by one backspace", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_text("một hai ba");
    edit.place_caret(6);
    edit.press(plain_key(Key::Kind::SelectWord));
    REQUIRE_FALSE(edit.selection().empty());
    SECTION("touched again it is let go")
    {
        edit.press(plain_key(Key::Kind::SelectWord));
        CHECK(edit.selection().empty());
        CHECK(edit.text() == "một hai ba");
    }
    SECTION("an arrow lets it go and moves")
    {
        edit.press(plain_key(Key::Kind::Left));
        CHECK(edit.selection().empty());
        CHECK(edit.text() == "một hai ba");
    }
    SECTION("backspace removes the word, not a letter")
    {
        edit.press(plain_key(Key::Kind::Backspace));
        CHECK(edit.text() == "một  ba");
    }
    SECTION("a mark of the mark row goes on the word")
    {
        edit.press(kiosk::tone_key(U's'));
        CHECK(edit.text() == "một hái ba");
    }
    SECTION("a character that may not stand here changes nothing")
    {
        edit.press(character_key(U'\u202e'));
        CHECK(edit.text() == "một hai ba");
    }
}

TEST_CASE("erasing a word takes the one the caret is in and nothing where there is none",
          "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_text("một  hai");
    edit.place_caret(2);
    edit.press(plain_key(Key::Kind::EraseWord));
    CHECK(edit.text() == "  hai");
    edit.place_caret(1);
    edit.press(plain_key(Key::Kind::EraseWord));
    CHECK(edit.text() == "  hai");
    CHECK(edit.word_at_caret().empty());
}

TEST_CASE("letters typed between others stand there", "[kiosk][input][text_edit]")
{
    TextEdit edit;
    edit.set_text("đường lng");
    edit.place_caret(std::string_view{"đường l"}.size());
    type(edit, "af");
    CHECK(edit.text() == "đường làng");
    for (int i = 0; i < 3; ++i) edit.press(plain_key(Key::Kind::Left));
    CHECK(edit.caret() == std::string_view{"đường"}.size());
    CHECK(edit.placed());
}
