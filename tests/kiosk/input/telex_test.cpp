#include "kiosk/input/telex.h"

#include <fstream>
#include <string>

#include "kiosk/input/text_edit.h"
#include "protocol/base/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using kiosk::InputMethod;
using kiosk::ToneStyle;

namespace {

/// Key by key into a field, as the keyboard on the screen and `commune-kiosk --type` do.
std::string typed_keys(std::string_view keys, InputMethod method, ToneStyle style)
{
    kiosk::TextEdit edit;
    edit.set_method(method);
    edit.set_tone_style(style);
    for (std::size_t at = 0; at < keys.size();)
        edit.press(kiosk::character_key(protocol::next_code_point(keys, at)));
    return std::string{edit.text()};
}
std::string telex(std::string_view keys) { return typed_keys(keys, InputMethod::Telex, ToneStyle::Classic); }
std::string vni(std::string_view keys) { return typed_keys(keys, InputMethod::Vni, ToneStyle::Classic); }

}  // namespace

TEST_CASE("every syllable of the tables comes out as Unikey types it", "[kiosk][input][telex]")
{
    struct Table {
        const char* file;
        InputMethod method;
        ToneStyle style;
    };
    const Table table = GENERATE(Table{"telex-classic", InputMethod::Telex, ToneStyle::Classic},
                                 Table{"telex-modern", InputMethod::Telex, ToneStyle::Modern},
                                 Table{"vni-classic", InputMethod::Vni, ToneStyle::Classic},
                                 Table{"vni-modern", InputMethod::Vni, ToneStyle::Modern});
    std::ifstream in{places::tests() + "/telex/" + table.file + ".tsv"};
    REQUIRE(in);
    int rows = 0;
    for (std::string row; std::getline(in, row); ++rows) {
        const std::size_t tab = row.find('\t');
        const std::string keys = row.substr(0, tab);
        const std::string typed = typed_keys(keys, table.method, table.style);
        if (typed != row.substr(tab + 1)) FAIL(table.file << ": " << row << ", not " << typed);
        if (!protocol::is_nfc(typed)) FAIL(keys << " is not NFC");
    }
    CHECK(rows > 2000);
}

TEST_CASE("a mark typed twice is undone and the letter stands", "[kiosk][input][telex]")
{
    CHECK(telex("ass") == "as");
    CHECK(telex("aaa") == "aa");
    CHECK(telex("ddd") == "dd");
    CHECK(telex("ww") == "w");
    CHECK(telex("tuww") == "tuw");
    CHECK(telex("uoww") == "uow");
    CHECK(vni("a11") == "a1");
    CHECK(vni("a66") == "a6");
}

TEST_CASE("z and 0 take the tone away", "[kiosk][input][telex]")
{
    CHECK(telex("toansz") == "toan");
    CHECK(vni("toan10") == "toan");
    CHECK(telex("nguyeenxz") == "nguyên");
}

TEST_CASE("marks may come after the rest of the word", "[kiosk][input][telex]")
{
    CHECK(telex("duongwdf") == "đường");
    CHECK(telex("thuongw") == "thương");
    CHECK(telex("tiengse") == "tiếng");
    CHECK(vni("duong97") == "đương");
    CHECK(telex("thuowr") == "thuở");
    CHECK(telex("cuowng") == "cương");
}

TEST_CASE("a new tone takes the place of the old one", "[kiosk][input][telex]")
{
    CHECK(telex("asf") == "à");
    CHECK(vni("a12") == "à");
}

TEST_CASE("capitals stay", "[kiosk][input][telex]")
{
    CHECK(telex("DDUONGWF") == "ĐƯỜNG");
    CHECK(telex("Ddoong Luwu") == "Đông Lưu");
    CHECK(telex("Aa") == "Â");
    CHECK(telex("W") == "Ư");
}

TEST_CASE("what cannot be Vietnamese stays as typed", "[kiosk][input][telex]")
{
    CHECK(telex("windows class hello expect") == "windows class hello expect");
    CHECK(telex("facebook") == "facebook");
    CHECK(telex("Facebook email gmail wifi Zalo internet online camera laptop") ==
          "Facebook email gmail wifi Zalo internet online camera laptop");
    CHECK(vni("Facebook email wifi Zalo 4G A4") == "Facebook email wifi Zalo 4G Ã");
    CHECK(telex("Ubnd xax") == "Ubnd xã");
    CHECK(vni("covid19 a4") == "covid19 ã");
}

TEST_CASE("words that can be both are Vietnamese, and undoing gives the foreign one", "[kiosk][input][telex]")
{
    CHECK(telex("test") == "tét");
    CHECK(telex("tesst") == "test");
}

TEST_CASE("punctuation and spaces end the word", "[kiosk][input][telex]")
{
    CHECK(telex("Vieejt Nam, ddoocj laapj!") == "Việt Nam, độc lập!");
    CHECK(telex("a s") == "a s");
    CHECK(telex("12/5 hoaf") == "12/5 hòa");
}

TEST_CASE("the mark row marks the word before the caret", "[kiosk][input][telex]")
{
    const auto mark = [](const char* word, char32_t key) {
        return kiosk::mark_word({word, {}}, key, ToneStyle::Classic).text;
    };
    CHECK(mark("duong", U'w') == "dương");
    CHECK(mark("dương", U'f') == "dường");
    CHECK(mark("dường", U'd') == "đường");
    CHECK(mark("viet", U'e') == "viêt");
    CHECK(mark("viêt", U'j') == "việt");
    CHECK(mark("việt", U'j') == "viêt");
    CHECK(mark("việt", U'0') == "viêt");
    CHECK(mark("tri", U's') == "trí");
    CHECK(mark("hello", U's') == "hello");
    CHECK(mark("", U's').empty());
}

TEST_CASE("a written word gives the keys that would type it", "[kiosk][input][telex]")
{
    const auto keys = kiosk::keys_of("Đường", InputMethod::Telex, ToneStyle::Classic);
    REQUIRE(keys);
    std::string typed;
    for (const char32_t key : *keys) typed += static_cast<char>(key);
    CHECK(telex(typed) == "Đường");
    CHECK_FALSE(kiosk::keys_of("as", InputMethod::Telex, ToneStyle::Classic));
    CHECK_FALSE(kiosk::keys_of("việt2", InputMethod::Vni, ToneStyle::Classic));
}

TEST_CASE("any bytes at all are typed without a crash", "[kiosk][input][telex]")
{
    std::uint32_t seed = 7;
    for (int round = 0; round < 3000; ++round) {
        std::string keys;
        for (int i = 0; i < 12; ++i) {
            seed = seed * 1664525 + 1013904223;
            constexpr std::string_view kAlphabet = "aeiouywdsfrxjz0123456789nghtcqA Đơ\xff";
            keys += kAlphabet[(seed >> 16U) % kAlphabet.size()];
        }
        (void)telex(keys);
        (void)vni(keys);
    }
    SUCCEED();
}

TEST_CASE("a word of another language that could be Vietnamese comes out by typing its key twice",
          "[kiosk][input][telex]")
{
    CHECK(telex("car") == "cả");
    CHECK(telex("carr") == "car");
    CHECK(telex("boss") == "bos");
    CHECK(telex("bosss") == "boss");
    CHECK(vni("a44") == "a4");
}

TEST_CASE("a capital in the middle, whole words in capitals and marks on them stay", "[kiosk][input][telex]")
{
    CHECK(telex("UBND xax Phus Loocj") == "UBND xã Phú Lộc");
    CHECK(telex("PHUS LOOCJ") == "PHÚ LỘC");
    CHECK(vni("PHU1 LO6C5") == "PHÚ LỘC");
    CHECK(telex("DDaats") == "Đất");
}
