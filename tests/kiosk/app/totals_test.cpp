#include "kiosk/app/totals.h"

#include <map>

#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using offline_cache::ScreenTotal;
namespace act = kiosk::act;

namespace {

std::map<std::string, ScreenTotal> totals_of(const Walk& walk)
{
    std::map<std::string, ScreenTotal> all;
    for (const auto& command : walk.commands)
        if (const auto* more = std::get_if<kiosk::cmd::CountScreens>(&command))
            for (const auto& one : more->totals) {
                auto& total = all[one.screen];
                total.screen = one.screen;
                total.shown += one.shown;
                total.left += one.left;
                total.timed_out += one.timed_out;
            }
    return all;
}

}  // namespace

TEST_CASE("a visit adds to the day's totals page by page: shown, left, left standing", "[kiosk][app][totals]")
{
    Walk walk;
    walk.touch();
    walk.act(act::OpenTile{offline_cache::Tile::Do});
    walk.act(act::Back{});
    walk.act(act::OpenFeedback{});
    walk.act(act::GoHome{});
    walk.act(act::OpenSearch{});
    walk.wait(90s + 20s);
    CHECK(walk.state.screen() == kiosk::Screen::Attract);

    const auto totals = totals_of(walk);
    CHECK(totals.at("list") == ScreenTotal{"list", 1, 1, 0});
    CHECK(totals.at("feedback_topic") == ScreenTotal{"feedback_topic", 1, 1, 0});
    CHECK(totals.at("search") == ScreenTotal{"search", 1, 0, 1});
    CHECK(totals.at("home").shown == totals.at("home").left);
    CHECK(totals.count("attract") == 0);
}

TEST_CASE("what staff do is nobody's visit", "[kiosk][app][totals]")
{
    Walk walk;
    walk.state.pin_kept = true;
    walk.wake();
    walk.act(kiosk::staff::Action{kiosk::staff::Knock{}});
    walk.wait(60s);
    for (const auto& [screen, total] : totals_of(walk)) CHECK(screen == "home");
}
