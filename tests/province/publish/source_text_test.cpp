#include "province/publish/source_text.h"

#include "province/publish/front_matter.h"
#include "province/text/texts.h"
#include "tests/support/catch.h"

namespace {
const std::filesystem::path kFile{"a.md"};
}

TEST_CASE("decomposed marks are composed and the reader is told", "[province][publish]")
{
    province::Problems problems;
    const auto text = province::clean_text("Quy che\xCC\x82\xCC\x81\n", kFile, problems);
    CHECK(text == "Quy ch\xE1\xBA\xBF\n");
    CHECK(problems.none());
    REQUIRE(problems.notices().size() == 1);
    CHECK(problems.notices()[0].key == "composed");
}

TEST_CASE("line ends and byte order mark of other systems are brought into one form", "[province][publish]")
{
    province::Problems problems;
    CHECK(province::clean_text("\xEF\xBB\xBF+++\r\na\r\n", kFile, problems) == "+++\na\n");
    CHECK(problems.none());
}

TEST_CASE("a file in another encoding is named by its first wrong line, once", "[province][publish]")
{
    province::Problems problems;
    CHECK_FALSE(province::clean_text("m\xE1\xBB\x99t\nhai\n\xD4\xE1 b\xC0\n", kFile, problems));
    REQUIRE(problems.problems().size() == 1);
    CHECK(problems.problems()[0].line == 3);
}

TEST_CASE("front matter and body keep their lines", "[province][publish]")
{
    province::Problems problems;
    const auto parts =
        province::split_front_matter("+++\na = 1\nb = 2\n+++\n\n\n  Chữ.\n\nHết.\n\n", kFile, problems);
    REQUIRE(parts);
    CHECK(parts->toml == "a = 1\nb = 2\n");
    CHECK(parts->toml_line == 2);
    CHECK(parts->body == "  Chữ.\n\nHết.");
    CHECK(parts->body_line == 7);
}
