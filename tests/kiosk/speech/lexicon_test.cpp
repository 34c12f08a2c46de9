#include "kiosk/speech/lexicon.h"

#include "kiosk/speech/letters.h"
#include "tests/kiosk/speech/tables.h"

namespace kiosk {

TEST_CASE("a lexicon is read by its heads", "[speech][lexicon]")
{
    const auto lexicon =
        Lexicon::parse("# x\n[words]\nUBND = ủy ban nhân dân\nUB = ủy ban\n[units]\nm² = mét vuông\n");
    REQUIRE(lexicon);
    CHECK(lexicon->find(Lexicon::Shelf::Words, "UBND") == "ủy ban nhân dân");
    CHECK(lexicon->find(Lexicon::Shelf::Units, "UBND").empty());
    CHECK(lexicon->longest(Lexicon::Shelf::Words, "UBND xã") == 4);
    CHECK(lexicon->longest(Lexicon::Shelf::Words, "UBN") == 2);
    CHECK(lexicon->longest(Lexicon::Shelf::Words, "xã") == 0);
}

TEST_CASE("a lexicon that is not one is refused with its line", "[speech][lexicon]")
{
    for (const char* wrong : {"UBND = x\n", "[words]\nUBND\n", "[words]\nA = b\nA = c\n",
                              "[words]\n\xFF = x\n", "[words]\n = x\n"}) {
        CAPTURE(wrong);
        const auto lexicon = Lexicon::parse(wrong);
        REQUIRE_FALSE(lexicon);
        CHECK(lexicon.error().fault == protocol::Fault::Malformed);
        CHECK(lexicon.error().detail.starts_with("line "));
    }
}

TEST_CASE("what the Vietnamese lexicon says can be said: letters and blanks only", "[speech][lexicon]")
{
    const Lexicon lexicon = test::lexicon_of("vi");
    for (const auto shelf :
         {Lexicon::Shelf::Words, Lexicon::Shelf::Papers, Lexicon::Shelf::Offices, Lexicon::Shelf::Units}) {
        CHECK_FALSE(lexicon.all(shelf).empty());
        for (const auto& [written, spoken] : lexicon.all(shelf)) {
            CAPTURE(written, spoken);
            for (std::size_t at = 0; at < spoken.size();) {
                CHECK((spoken[at] == ' ' || spoken[at] == ',' || letter_at(spoken, at)));
                do ++at;
                while (at < spoken.size() && (static_cast<unsigned char>(spoken[at]) & 0xC0U) == 0x80U);
            }
        }
    }
}

}  // namespace kiosk
