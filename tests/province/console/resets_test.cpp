#include <string>

#include "province/registry/resets.h"
#include "tests/province/console/console_fixture.h"
#include "tests/support/catch.h"

using namespace province;

TEST_CASE("today counts the resets that the people's page lets this administrator end, and no others",
          "[province][console]")
{
    ConsoleFixture office;
    office.add("bao", "20107.ubnd", Role::Administrator);
    const auto lan = ConsoleFixture::cookie(office.signed_in("lan", Role::Administrator));
    office.add("tuan", "20107.mttq", Role::Desk);
    office.add("xuan", "19753.ubnd", Role::Desk);
    Resets resets(office.registry);
    const auto tile_says = [&](const std::string& number) {
        const std::string tile = "href=\"/console/people\"><span class=\"tile-n" + number;
        return office.get("/console/today", lan).body.find(tile) != std::string::npos;
    };
    must(resets.ask("xuan", "half", office.act("ngoai")));  // of another commune
    must(resets.ask("bao", "half", office.act("lan")));     // asked for by this one
    CHECK(tile_says("\">0<"));
    must(resets.ask("tuan", "half", office.act("bao")));
    CHECK(office.get("/console/people", lan).body.find("action=\"/console/people/agree-reset\"") !=
          std::string::npos);
    CHECK(tile_says(" warn\">1<"));
}
