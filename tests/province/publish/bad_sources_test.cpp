#include <fstream>

#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace {

struct Bad {
    std::string file;  // of bad/, named after the fault
    int line;
    std::string key;
};

const std::vector<Bad> kBad{
    {"front_matter_missing", 1, "front_matter_missing"},
    {"front_matter_open", 1, "front_matter_open"},
    {"toml_broken", 6, "toml"},
    {"key_twice", 6, "toml"},
    {"wrong_type_text", 6, "wrong_type.text"},
    {"wrong_type_whole", 6, "wrong_type.whole"},
    {"wrong_type_tables", 6, "wrong_type.tables"},
    {"key_unknown", 6, "key_unknown"},
    {"nested_key_unknown", 8, "key_unknown"},
    {"kind_unknown", 2, "kind_unknown"},
    {"kind_missing", 2, "key_missing"},
    {"title_missing", 2, "key_missing"},
    {"title_empty", 4, "key_empty"},
    {"item_unknown", 3, "item_unknown"},
    {"attachment_missing", 6, "file_missing"},
    {"attachment_traversal", 6, "bad_name"},
    {"attachment_absolute", 6, "bad_name"},
    {"attachment_hidden", 6, "bad_name"},
    {"attachment_kind", 6, "file_kind"},
    {"attachment_twice", 6, "file_twice"},
    {"attachment_empty", 6, "file_empty"},
    {"not_utf8", 10, "not_utf8"},
    {"control_character", 9, "control"},
    {"bidi_character", 9, "bidi"},
    {"bidi_escape", 6, "forbidden_in"},
    {"body_empty", 8, "body_empty"},
    {"bad_date", 6, "bad_date"},
    {"bad_relative_date", 6, "bad_date"},
    {"until_before_from", 7, "until_before_from"},
    {"bad_scope", 5, "bad_scope"},
    {"bad_code", 6, "bad_code"},
    {"number_negative", 6, "bad_number"},
    {"rating_few", 15, "too_small"},
    {"household_too_long", 6, "too_many"},
    {"word_unknown", 5, "not_among"},
    {"bad_moment", 4, "bad_moment"},
    {"start_missing", 2, "key_missing"},
    {"chg_missing", 6, "key_missing"},
    {"ground_missing", 3, "key_missing"},
    {"revises_and_withdraws", 6, "revises_and_withdraws"},
};

province::RuleBook law()
{
    province::RuleBook book;
    book.items = {"D04"};
    return book;
}

constexpr protocol::Date kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{24}};

}  // namespace

TEST_CASE("every fault of a source is named with its line", "[province][publish]")
{
    REQUIRE(province::load_texts("en", places::assets()));
    const auto bad = GENERATE(from_range(kBad));
    CAPTURE(bad.file);
    const std::filesystem::path file = places::tests() + "/province/publish/bad/" + bad.file + ".md";
    province::Problems problems;
    province::read_sources({file}, kToday, law(), problems);
    bool found = false;
    for (const auto& problem : problems.problems()) {
        CAPTURE(problem.line, problem.key, problem.sentence);
        found = found || (problem.line == bad.line && problem.key == bad.key);
        CHECK(problem.sentence.find("publish.problem") == std::string::npos);
        CHECK(problem.text().starts_with(file.string() + ":" + std::to_string(problem.line) + ": "));
    }
    if (!found) {
        for (const auto& problem : problems.problems())
            UNSCOPED_INFO(problem.text() + " [" + problem.key + "]");
    }
    CHECK(found);
}

TEST_CASE("both languages have the same sentences", "[province][texts]")
{
    REQUIRE(province::load_texts("vi", places::assets()));
    const auto vi = province::texts();
    REQUIRE(province::load_texts("en", places::assets()));
    const auto& en = province::texts();
    REQUIRE(vi.keys() == en.keys());
    for (const auto key : vi.keys()) {
        CAPTURE(key);
        auto names = protocol::placeholders(vi.get(key));
        auto other = protocol::placeholders(en.get(key));
        std::sort(names.begin(), names.end());
        std::sort(other.begin(), other.end());
        CHECK(names == other);
    }
}
