#include "kiosk/speech/sentences.h"

#include <algorithm>

#include "tests/kiosk/speech/tables.h"
#include "tests/support/places.h"

namespace kiosk {

namespace {

struct Case {
    std::string text;
    std::vector<std::string> sentences;
};

std::vector<Case> cases()
{
    std::istringstream lines{test::file_text(places::tests() + "/speech/sentences.txt")};
    std::vector<Case> all;
    bool fresh = true;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) continue;
        if (line.empty()) {
            fresh = true;
        } else if (fresh) {
            for (std::size_t at; (at = line.find("\\n")) != std::string::npos;) line.replace(at, 2, "\n");
            all.push_back({line, {}});
            fresh = false;
        } else {
            all.back().sentences.push_back(line.substr(2));
        }
    }
    return all;
}

std::vector<std::string> cut(std::string_view text)
{
    std::vector<std::string> sentences;
    for (const SentencePlace& place : sentence_places(text))
        sentences.emplace_back(text.substr(place.from, place.to - place.from));
    return sentences;
}

}  // namespace

TEST_CASE("sentences end where a reader takes breath", "[speech][sentences]")
{
    REQUIRE(cases().size() > 15);
    for (const Case& one : cases()) {
        CAPTURE(one.text);
        CHECK(cut(one.text) == one.sentences);
    }
}

TEST_CASE("sentences leave out nothing but blanks and come in order", "[speech][sentences]")
{
    for (const Case& one : cases()) {
        CAPTURE(one.text);
        std::size_t last = 0;
        for (const SentencePlace& place : sentence_places(one.text)) {
            REQUIRE(place.from >= last);
            REQUIRE(place.to > place.from);
            CHECK(one.text.substr(last, place.from - last).find_first_not_of(" \n") == std::string::npos);
            last = place.to;
        }
        CHECK(one.text.substr(last).find_first_not_of(" \n") == std::string::npos);
    }
}

TEST_CASE("a sentence without end is cut into breaths, never inside a letter", "[speech][sentences]")
{
    std::string text;
    for (int i = 0; i < 400; ++i) text += "đường ";
    text += std::string(3000, 'a');
    for (int i = 0; i < 1000; ++i) text += "ộ";
    std::string whole;
    for (const SentencePlace& place : sentence_places(text)) {
        CHECK(place.to - place.from <= kLongestSentence);
        CHECK((static_cast<unsigned char>(text[place.from]) & 0xC0U) != 0x80U);
        whole += text.substr(place.from, place.to - place.from);
    }
    std::string no_blanks = text;
    std::erase(no_blanks, ' ');
    std::erase(whole, ' ');
    CHECK(whole == no_blanks);
}

TEST_CASE("every abbreviation with a point that the voice knows ends no sentence", "[speech][sentences]")
{
    for (const char* language : {"vi", "en"}) {
        const Lexicon lexicon = test::lexicon_of(language);
        for (const auto& [written, spoken] : lexicon.all(Lexicon::Shelf::Words)) {
            CAPTURE(written);
            if (written.ends_with('.')) CHECK(is_pointed(written));
        }
    }
}

}  // namespace kiosk
