#include <filesystem>
#include <sstream>

#include "kiosk/speech/english.h"
#include "kiosk/speech/said.h"
#include "kiosk/speech/sentences.h"
#include "kiosk/speech/vietnamese.h"
#include "tests/kiosk/speech/tables.h"

namespace kiosk {

namespace {

/// What the readers treat specially: every byte by itself, whatever the lexicons know, and the beginnings of
/// numbers that are more than numbers.
std::vector<std::string> pieces_of_text()
{
    std::vector<std::string> pieces{"+84",     "(0)", "(0234) ", "1900",  "0905", "4829 ", "2026",
                                    "01",      "III", "–",       "—",     "×",    " x ",   " giờ ",
                                    "http://", "a.b", "a@b.vn",  "Điều ", "số ",  "ngày ", "đ",
                                    "Đ",       "ỷ",   "²",       "+",     "/",    "-",     " "};
    for (int byte = 1; byte < 256; ++byte) pieces.emplace_back(1, static_cast<char>(byte));
    // Digits and what joins them again: they make the shapes.
    for (int again = 0; again < 8; ++again)
        for (const char c : std::string_view{"0123456789/.,-:() %"}) pieces.emplace_back(1, c);
    using Shelf = Lexicon::Shelf;
    for (const Lexicon* lexicon : {&test::lexicons().vietnamese, &test::lexicons().english})
        for (const Shelf shelf : {Shelf::Words, Shelf::Papers, Shelf::Offices, Shelf::Units, Shelf::Signs})
            for (const auto& [written, spoken] : lexicon->all(shelf)) pieces.push_back(written);
    return pieces;
}

/// The places of a text, by turns `first` and `second`.
std::string filled(const std::string& pattern, const std::string& first, const std::string& second)
{
    std::string text;
    bool odd = true;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
        if (close == std::string::npos) {
            text += pattern[at++];
            continue;
        }
        text += odd ? first : second;
        odd = !odd;
        at = close + 1;
    }
    return text;
}

}  // namespace

TEST_CASE("a text is passed over to its end, whatever begins in it", "[speech][words]")
{
    const Lexicon& lexicon = test::lexicons().vietnamese;
    for (const std::string begin : {"+84",      "+8",        "+",  "(+84",     "+84.", "+84 (0)", "0",
                                    "1900",     "4829 1357", "1/", "08:",      "7h",   "12,",     "1.250",
                                    "34/2007/", "120-",      "I–", "https://", "a@",   "5 x",     "10–"}) {
        for (const std::string end : {"", " ", "+", "x", "đ", " là số", "\xFF", "("}) {
            CAPTURE(begin, end);
            const std::string said = vietnamese_words(begin + end + ". Hết bài", lexicon);
            CHECK(said.ends_with("hết bài"));
        }
    }
}

TEST_CASE("what is said of a text is bounded by the text", "[speech][words]")
{
    for (const auto& [written, spoken] : test::table("vietnamese.tsv")) {
        CAPTURE(written);
        // Far from the bound: nothing of a sentence that people write is cut off.
        CHECK(spoken.size() <= written.size() * Said::kMostPerByte);
    }
    Said said{"ab"};
    for (int i = 0; i < 1000; ++i) said.add("chữ"), said.mark('.'), said.letter('a');
    CHECK(said.words().size() <= 2 * Said::kMostPerByte + 64);
}

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

TEST_CASE("no paper of the samples leaves a digit or markup for the Vietnamese voice", "[speech][words]")
{
    std::size_t papers = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{places::assets() + "/demo"}) {
        if (entry.path().extension() != ".md") continue;
        ++papers;
        const std::string text = test::file_text(entry.path().string());
        for (const SentencePlace& place : sentence_places(text)) {
            const std::string shown = text.substr(place.from, place.to - place.from);
            const std::string said = vietnamese_words(shown, test::lexicons().vietnamese);
            CAPTURE(entry.path().string(), shown, said);
            CHECK(said.find_first_of("0123456789*_[]<>#|\\/") == std::string::npos);
            CHECK(said.size() < shown.size() * Said::kMostPerByte);
        }
    }
    CHECK(papers > 30);
}

TEST_CASE("counts in the program's own texts are no parts and no days", "[speech][words]")
{
    std::size_t counts = 0;
    for (const std::string language : {"vi", "en"}) {
        std::istringstream lines{test::file_text(places::assets() + "/text/kiosk." + language + ".txt")};
        for (std::string line; std::getline(lines, line);) {
            const std::size_t equals = line.find(" = ");
            if (equals == std::string::npos) continue;
            const std::string pattern = line.substr(equals + 3);
            if (pattern.find("}/{") == std::string::npos && pattern.find("} / {") == std::string::npos)
                continue;
            ++counts;
            for (const auto& [first, second] : {std::pair{"1", "4"}, {"3", "4"}, {"4", "4"}, {"11", "12"}}) {
                const std::string shown = filled(pattern, first, second);
                const bool vi = language == "vi";
                const std::string said = vi ? vietnamese_words(shown, test::lexicons().vietnamese)
                                            : english_words(shown, test::lexicons().english);
                CAPTURE(shown, said);
                CHECK(said.find(vi ? " trên " : " of ") != std::string::npos);
                for (const std::string wrong : {" phần ", " tháng ", "April", "December"})
                    CHECK(said.find(wrong) == std::string::npos);
            }
        }
    }
    CHECK(counts >= 8);
}

TEST_CASE("any bytes can be said without harm", "[speech][words]")
{
    std::uint32_t seed = 20261127;
    const auto next = [&seed] { return seed = seed * 1664525U + 1013904223U; };
    const std::vector<std::string> pieces = pieces_of_text();
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (std::uint32_t count = next() % 12; count > 0; --count)
            text += pieces[(next() >> 8) % pieces.size()];
        CAPTURE(text);
        const std::string vi = vietnamese_words(text, test::lexicons().vietnamese);
        const std::string en = english_words(text, test::lexicons().english);
        CHECK(vi.size() <= text.size() * Said::kMostPerByte + 64);
        CHECK(en.size() <= text.size() * Said::kMostPerByte + 64);
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
