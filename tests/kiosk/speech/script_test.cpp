#include "tests/kiosk/speech/tables.h"

namespace kiosk {

namespace {

Passage passage(std::string_view text, bool digits = false)
{
    return {{text.size(), 0}, protocol::SecretString{text}, digits};
}

}  // namespace

TEST_CASE("a script says each sentence and knows where it stands", "[speech][script]")
{
    const std::string text = "Xã họp ngày 23/11. Mời bà con dự.";
    const Script script = Script::of({passage(text)}, Tongue::Vietnamese, test::lexicons());
    REQUIRE(script.size() == 2);
    CHECK(script.words(0) == "xã họp ngày hai mươi ba tháng mười một.");
    CHECK(text.substr(script.at(0).from, script.at(0).to - script.at(0).from) == "Xã họp ngày 23/11.");
    CHECK(text.substr(script.at(1).from, script.at(1).to - script.at(1).from) == "Mời bà con dự.");
    CHECK(script.at(1).key == PassageKey{text.size(), 0});
}

TEST_CASE("a code is said digit by digit", "[speech][script]")
{
    const Script script =
        Script::of({passage("4829", true), passage("4829")}, Tongue::Vietnamese, test::lexicons());
    REQUIRE(script.size() == 2);
    CHECK(script.words(0) == "bốn tám hai chín");
    CHECK(script.words(1) == "bốn nghìn tám trăm hai mươi chín");
    const Script english = Script::of({passage("4829", true)}, Tongue::English, test::lexicons());
    CHECK(english.words(0) == "4 8 2 9");
}

TEST_CASE("a Vietnamese text on an English page is said by the Vietnamese voice", "[speech][script]")
{
    const Script script = Script::of({passage("Thông báo về lịch họp thôn."), passage("New this week")},
                                     Tongue::English, test::lexicons());
    REQUIRE(script.size() == 2);
    CHECK(script.at(0).tongue == Tongue::Vietnamese);
    CHECK(script.at(1).tongue == Tongue::English);
}

TEST_CASE("what cannot be said is left out", "[speech][script]")
{
    CHECK(Script::of({passage("***"), passage(" \n "), passage("")}, Tongue::Vietnamese, test::lexicons())
              .empty());
}

}  // namespace kiosk
