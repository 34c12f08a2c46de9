#include "kiosk/input/word_list.h"

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "kiosk/input/text_edit.h"
#include "protocol/base/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using kiosk::suggest;
using kiosk::WordList;

namespace {

using Words = std::vector<std::string>;

WordList villages()
{
    WordList list;
    for (const char* name : {"Thôn Đông Lưu", "Thôn Thủy Dương", "Thôn Hòa Vang"}) list.add(name);
    return list;
}

}  // namespace

TEST_CASE("names are found without their marks, from any of their words", "[kiosk][input][words]")
{
    const WordList list = villages();
    CHECK(suggest({&list}, "ở thuy") == Words{"Thủy Dương"});
    CHECK(suggest({&list}, "ở thủy d") == Words{"Thủy Dương"});
    CHECK(suggest({&list}, "thôn") == Words{"Thôn Đông Lưu", "Thôn Thủy Dương", "Thôn Hòa Vang"});
    CHECK(suggest({&list}, "thôn đ") == Words{"Thôn Đông Lưu"});
    CHECK(suggest({&list}, "luu").empty());  // a last word alone saves no typing
}

TEST_CASE("one letter, a finished name and the end of a sentence offer nothing", "[kiosk][input][words]")
{
    const WordList list = villages();
    CHECK(suggest({&list}, "").empty());
    CHECK(suggest({&list}, "t").empty());
    CHECK(suggest({&list}, "ở Thủy Dương").empty());
    CHECK(suggest({&list}, "thuy.").empty());
    CHECK(suggest({&list}, "thuy\n").empty());
    CHECK(suggest({nullptr}, "thuy").empty());
}

TEST_CASE("the very marks typed come first, then the order of the lists", "[kiosk][input][words]")
{
    WordList list{"# chú thích\nđường làng\n\nđương nhiên\nđường đất\n"};
    CHECK(list.entries().size() == 3);
    CHECK(suggest({&list}, "đương") == Words{"đương nhiên", "đường làng", "đường đất"});
    CHECK(suggest({&list}, "duong", 2) == Words{"đường làng", "đương nhiên"});
}

TEST_CASE("a touched suggestion takes the place of all that was typed of it", "[kiosk][input][words]")
{
    kiosk::TextEdit edit;
    edit.set_text("ở thuy du");
    CHECK(kiosk::typed_part(edit.text(), "thuy duong") == 7);
    edit.press(kiosk::word_key("Thủy Dương"));
    CHECK(edit.text() == "ở Thủy Dương ");
    edit.set_text("ở don gần chợ");
    edit.place_caret(std::string_view{"ở don"}.size());
    edit.press(kiosk::word_key("Đông Lưu"));
    CHECK(edit.text() == "ở Đông Lưu gần chợ");
}

TEST_CASE("the list of common words is Vietnamese in NFC, each phrase once and short enough for a key",
          "[kiosk][input][words]")
{
    std::ifstream file{places::assets() + "/words/common.txt"};
    const std::string lines{std::istreambuf_iterator<char>{file}, {}};
    REQUIRE(protocol::is_nfc(lines));
    const WordList list{lines};
    CHECK(list.entries().size() > 100);
    std::set<std::string> seen;
    for (const auto& entry : list.entries()) {
        INFO(entry.word);
        CHECK(seen.insert(entry.word).second);
        CHECK(entry.word.size() < 60);
        CHECK(entry.word.back() != ' ');
        CHECK(entry.word.back() != '\r');
    }
}
