#include "kiosk/app/idle.h"

#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Idle;
using kiosk::Screen;
namespace act = kiosk::act;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

TEST_CASE("home goes to sleep after a minute, without asking", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    walk.wait(59s);
    CHECK(walk.state.screen() == Screen::Home);
    walk.wait(1s);
    CHECK(walk.state.screen() == Screen::Attract);
}

TEST_CASE("while it is measured, home stays awake", "[kiosk][app][idle]")
{
    Walk walk;
    walk.state.stay_home = true;
    walk.wake();
    walk.wait(300s);
    CHECK(walk.state.screen() == Screen::Home);
}

TEST_CASE("a reader is asked after two minutes and left in peace after one touch", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    open_document(walk, some_row(7));
    walk.wait(119s);
    CHECK(walk.state.idle == Idle::Active);
    walk.wait(1s);
    CHECK(walk.state.idle == Idle::Warning);
    CHECK(kiosk::warning_seconds_left(walk.state) == 20);
    walk.wait(19s);
    CHECK(walk.state.screen() == Screen::Document);

    walk.commands.clear();
    walk.touch();
    CHECK(walk.state.idle == Idle::Active);
    CHECK(walk.asked<cmd::SwallowTouch>() != nullptr);
    walk.wait(119s);
    CHECK(walk.state.idle == Idle::Active);
}

TEST_CASE("someone typing is asked after ninety seconds", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.wait(89s);
    CHECK(walk.state.idle == Idle::Active);
    walk.wait(1s);
    CHECK(walk.state.idle == Idle::Warning);
}

TEST_CASE("a page that runs out by itself does not keep the machine awake", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenTile{offline_cache::Tile::Do});
    for (int i = 0; i < 12; ++i) {
        walk.wait(10s);
        walk.act(act::ShowRows{i, i + 8});
    }
    CHECK(walk.state.idle == Idle::Warning);
}

TEST_CASE("when nobody answers, everything of the person is gone and the defaults are back",
          "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    walk.act(act::ToggleLanguage{});
    walk.act(act::NextTextSize{});
    walk.act(act::ToggleContrast{});
    walk.act(act::ToggleLowered{});
    walk.act(act::UseMethod{kiosk::InputMethod::Vni});
    walk.act(act::OpenSearch{});
    walk.type("nguyen van a");
    fill_form(walk);
    walk.wait(110s);

    CHECK(walk.state.screen() == Screen::Attract);
    CHECK(walk.state.visits.size() == 1);
    CHECK_FALSE(walk.state.draft);
    CHECK_FALSE(walk.state.receipt);
    CHECK_FALSE(walk.state.lookup);
    CHECK(walk.state.search.empty());
    CHECK(walk.state.preferences == kiosk::Preferences{});
    CHECK(walk.state.method == kiosk::InputMethod::Telex);
    CHECK(walk.asked<cmd::ForgetPerson>() != nullptr);
    CHECK(walk.asked<cmd::WipeScreen>() != nullptr);
}

TEST_CASE("a look-up's answer is gone when nobody is there any more", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    walk.type("48291357026481937597");
    walk.act(act::LookUp{});
    walk.happen(event::LookedUp{walk.state.lookup->number, kiosk::Case{}});
    REQUIRE(walk.state.screen() == Screen::Answer);
    walk.wait(141s);
    CHECK(walk.state.screen() == Screen::Attract);
    CHECK_FALSE(walk.state.lookup);
}

TEST_CASE("the receipt closes after three minutes, with a warning before", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    hand_in(walk);
    walk.wait(160s);
    CHECK(walk.state.screen() == Screen::Receipt);
    CHECK(walk.state.idle == Idle::Warning);
    walk.wait(20s);
    CHECK(walk.state.screen() == Screen::Attract);
    CHECK_FALSE(walk.state.receipt);
}

TEST_CASE("a report on its way to the disk is waited for", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::HandIn{});
    walk.wait(300s);
    CHECK(walk.state.screen() == Screen::FeedbackReview);
}

TEST_CASE("nothing happens before the tick that was asked for", "[kiosk][app][idle]")
{
    Walk walk;
    walk.wake();
    const auto screen = GENERATE(0, 1, 2, 3);
    if (screen == 1) open_document(walk, some_row(7));
    if (screen == 2) hand_in(walk);
    if (screen == 3) walk.act(act::OpenLookup{});

    // The loop sleeps until next_tick(); whatever waits must not be missed by more than that.
    for (int step = 0; step < 400 && walk.state.screen() != Screen::Attract; ++step) {
        const auto next = kiosk::next_tick(walk.state);
        REQUIRE(next > walk.state.now);
        const auto idle = walk.state.idle;
        const auto page = walk.state.screen();
        walk.happen(event::Tick{next - 1ms, walk.state.wall});
        CHECK(walk.state.screen() == page);
        CHECK(walk.state.idle == idle);
        walk.happen(event::Tick{next, Walk::kMorning + std::chrono::floor<std::chrono::seconds>(next)});
    }
    CHECK(walk.state.screen() == Screen::Attract);
}

TEST_CASE("the clock on the page is asked for at each full minute", "[kiosk][app][idle]")
{
    Walk walk;
    const auto next = kiosk::next_tick(walk.state);
    const auto wall = walk.state.wall + std::chrono::ceil<std::chrono::seconds>(next - walk.state.now);
    CHECK(wall.time_since_epoch() % 60s == 0s);
}
