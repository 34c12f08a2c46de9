#include "kiosk/speech/number_words.h"
#include "tests/support/catch.h"

namespace kiosk {

TEST_CASE("numbers of all sizes are said as people say them", "[speech][numbers]")
{
    CHECK(number_words(0) == "không");
    CHECK(number_words(1'000'000'000'005) == "một nghìn tỷ không trăm linh năm");
    CHECK(number_words(21'000'000'000) == "hai mươi mốt tỷ");
    CHECK(number_words(1'500'000'000) == "một tỷ năm trăm triệu");
    CHECK(number_words(999'999'999'999'999'999).starts_with("chín trăm chín mươi chín triệu"));
    CHECK(number_words(1'000'000'000'000'000'000) == digit_words("1000000000000000000"));
}

TEST_CASE("the fifth, the first and the fourth change their name behind tens", "[speech][numbers]")
{
    for (std::uint64_t tens = 10; tens < 100; tens += 10) {
        CHECK(number_words(tens + 5).ends_with("lăm"));
        CHECK(number_words(tens + 1).ends_with(tens == 10 ? "một" : "mốt"));
        CHECK(number_words(tens + 4).ends_with(tens == 10 ? "bốn" : "tư"));
    }
    CHECK(number_words(5) == "năm");
    CHECK(number_words(205).ends_with("linh năm"));
}

TEST_CASE("no two numbers up to a hundred thousand sound alike", "[speech][numbers]")
{
    std::string before;
    for (std::uint64_t n = 0; n < 100'000; ++n) {
        const std::string words = number_words(n);
        if (words == before || words.empty() || words.find("  ") != std::string::npos) FAIL(n);
        before = words;
    }
}

TEST_CASE("only Roman numerals written as they must be are numbers", "[speech][numbers]")
{
    CHECK(roman_value("I") == 1);
    CHECK(roman_value("IV") == 4);
    CHECK(roman_value("IX") == 9);
    CHECK(roman_value("XIV") == 14);
    CHECK(roman_value("XXI") == 21);
    CHECK(roman_value("XXXIX") == 39);
    for (const char* wrong : {"", "IIII", "VV", "IXX", "XXXX", "VX", "C", "MM", "i", "X1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(roman_value(wrong));
    }
}

}  // namespace kiosk
