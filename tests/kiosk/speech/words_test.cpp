#include "kiosk/speech/english.h"
#include "kiosk/speech/vietnamese.h"
#include "tests/kiosk/speech/tables.h"

namespace kiosk {

TEST_CASE("every row of the Vietnamese table is said as it stands there", "[speech][words]")
{
    const auto rows = test::table("vietnamese.tsv");
    REQUIRE(rows.size() > 150);
    for (const auto& [written, spoken] : rows) {
        CAPTURE(written);
        CHECK(vietnamese_words(written, test::lexicons().vietnamese) == spoken);
    }
}

TEST_CASE("every row of the English table is handed to the voice as it stands there", "[speech][words]")
{
    for (const auto& [written, spoken] : test::table("english.tsv")) {
        CAPTURE(written);
        CHECK(english_words(written, test::lexicons().english) == spoken);
    }
}

TEST_CASE("no sentence leaves a digit or markup for the Vietnamese voice to guess at", "[speech][words]")
{
    for (const auto& [written, spoken] : test::table("vietnamese.tsv")) {
        const std::string said = vietnamese_words(written, test::lexicons().vietnamese);
        CAPTURE(written, said);
        CHECK(said.find_first_of("0123456789*_[]<>#|\\") == std::string::npos);
    }
}

TEST_CASE("any bytes can be said without harm", "[speech][words]")
{
    std::uint32_t seed = 20261127;
    const auto next = [&seed] { return seed = seed * 1664525U + 1013904223U; };
    const std::string alphabet = "019/.,-:h %UBNDđ\xC4\x90\xE2\x80\x93 x\xFF\xF0\x9F\xC2m2ỷI";
    for (int round = 0; round < 4000; ++round) {
        std::string text;
        for (std::uint32_t size = next() % 24; size > 0; --size) text += alphabet[next() >> 8 & 31U];
        CAPTURE(text);
        const std::string vi = vietnamese_words(text, test::lexicons().vietnamese);
        const std::string en = english_words(text, test::lexicons().english);
        CHECK(vi.size() < 4000);
        CHECK(en.size() < 4000);
    }
}

TEST_CASE("Vietnamese on an English page is known by its marks", "[speech][words]")
{
    CHECK(looks_vietnamese("Tình hình thực hiện dự toán thu, chi ngân sách xã quý III năm 2026"));
    CHECK(looks_vietnamese("Ủy ban nhân dân xã Phú Lộc"));
    CHECK_FALSE(looks_vietnamese("People's Committee of Phú Lộc commune"));
    CHECK_FALSE(looks_vietnamese("What is new this week"));
    CHECK_FALSE(looks_vietnamese("1.250.000"));
}

}  // namespace kiosk
