#include "kiosk/shell/rules.h"

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"

using namespace kiosk;

TEST_CASE("the rule book names the term in which a wrong publication is answered", "[kiosk][shell][rules]")
{
    std::ifstream file{ASSETS_DIR "/law/deadlines.toml", std::ios::binary};
    const auto rules = read_corrections(std::string{std::istreambuf_iterator<char>{file}, {}});
    REQUIRE(rules);
    REQUIRE_FALSE(rules->empty());
    for (const CorrectionRule& rule : *rules) {
        CHECK(rule.days > 0);
        CHECK_FALSE(rule.law.empty());
        CHECK_FALSE(rule.law_en.empty());
        CHECK(rule.from.has_value());
    }
}

TEST_CASE("rows of the rule book that cannot be right are refused with their line", "[kiosk][shell][rules]")
{
    CHECK(read_corrections("")->empty());
    CHECK(read_corrections("[[deadline]]\nid = \"T01\"\n")->empty());
    const auto none = read_corrections("[[deadline]]\nrule = \"wrong_info\"\nlaw = \"x\"\n");
    REQUIRE_FALSE(none);
    CHECK(none.error().detail.find(":1:") != std::string::npos);
    CHECK_FALSE(read_corrections("[[deadline]]\nrule = \"wrong_info\"\ndays = 400\nlaw = \"x\"\n"));
    CHECK_FALSE(read_corrections("[[deadline]]\nrule = \"wrong_info\"\ndays = 15\n"));
    CHECK_FALSE(read_corrections("[[deadline\n"));
    const auto two = read_corrections(
        "[[deadline]]\nrule = \"wrong_info\"\ndays = 10\nlaw = \"a\"\nvalid_to = 2018-06-30\n"
        "[[deadline]]\nrule = \"wrong_info\"\nworking_days = 15\nlaw = \"b\"\nvalid_from = "
        "2018-07-01\n");
    REQUIRE(two);
    REQUIRE(two->size() == 2);
    CHECK((*two)[0].to.has_value());
    CHECK((*two)[1].working_days);
    CHECK((*two)[1].law_en == "b");
}
