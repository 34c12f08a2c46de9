#include "kiosk/app/update.h"
#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::LookupTrouble;
using kiosk::Screen;
namespace act = kiosk::act;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

namespace {

constexpr std::string_view kCode = "48291357026481937597";

void ask(Walk& walk, std::string_view code = kCode)
{
    walk.act(act::ClearField{kiosk::Field::LookupCode});
    walk.type(code);
    walk.act(act::LookUp{});
}

void answer_nothing(Walk& walk) { walk.happen(event::LookedUp{walk.state.lookup->number, std::nullopt}); }

}  // namespace

TEST_CASE("opening look-up fetches the replies", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    CHECK(walk.asked<cmd::WantReplies>() != nullptr);
    CHECK(walk.state.lookup->refreshing);
    walk.happen(event::RepliesChecked{false, false});
    CHECK_FALSE(walk.state.lookup->refreshing);
    CHECK(walk.state.lookup->offline);
}

TEST_CASE("a good code opens its answer and is forgotten", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    ask(walk);
    REQUIRE(walk.asked<cmd::LookUp>() != nullptr);
    CHECK(walk.asked<cmd::LookUp>()->code->view() == kCode);
    CHECK(walk.state.lookup->busy);

    kiosk::Case found;
    found.stage = kiosk::CaseStage::Sent;
    walk.happen(event::LookedUp{walk.state.lookup->number, found});

    CHECK(walk.state.screen() == Screen::Answer);
    CHECK(walk.state.lookup->code.empty());
    CHECK(walk.state.lookup->found->stage == kiosk::CaseStage::Sent);
}

TEST_CASE("an answer that comes while the case is open is shown", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    ask(walk);
    walk.happen(event::LookedUp{walk.state.lookup->number, kiosk::Case{}});
    walk.happen(event::RepliesChecked{true, true});
    REQUIRE(walk.asked<cmd::LookUpAgain>() != nullptr);
    kiosk::Case found;
    found.stage = kiosk::CaseStage::Answered;
    walk.happen(event::LookedUp{walk.asked<cmd::LookUpAgain>()->number, found});
    CHECK(walk.state.lookup->found->stage == kiosk::CaseStage::Answered);
    CHECK(walk.state.screen() == Screen::Answer);
}

TEST_CASE("too few digits and a typing slip are told apart and reach no key derivation",
          "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    ask(walk, "4829");
    CHECK(walk.state.lookup->trouble == LookupTrouble::NotComplete);
    ask(walk, "48291357026481937598");
    CHECK(walk.state.lookup->trouble == LookupTrouble::WrongDigits);
    CHECK(walk.asked<cmd::LookUp>() == nullptr);
    walk.act(act::Press{kiosk::plain_key(kiosk::Key::Kind::Backspace)});
    CHECK(walk.state.lookup->trouble == LookupTrouble::None);
}

TEST_CASE("five wrong codes make the machine pause a minute, not lock", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    for (int i = 0; i < 4; ++i) {
        ask(walk);
        answer_nothing(walk);
        CHECK(walk.state.lookup->trouble == LookupTrouble::NotFound);
    }
    // Leaving does not give new tries.
    walk.act(act::GoHome{});
    walk.act(act::OpenLookup{});
    ask(walk);
    answer_nothing(walk);
    CHECK(walk.state.lookup->trouble == LookupTrouble::Paused);
    CHECK(kiosk::pause_seconds_left(walk.state) == 60);

    walk.commands.clear();
    ask(walk);
    CHECK(walk.asked<cmd::LookUp>() == nullptr);
    walk.wait(60s);
    CHECK(walk.state.lookup->trouble == LookupTrouble::None);
    ask(walk);
    CHECK(walk.asked<cmd::LookUp>() != nullptr);
}

TEST_CASE("a code that was found takes back the wrong ones before it", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    for (int i = 0; i < 4; ++i) {
        ask(walk);
        answer_nothing(walk);
    }
    ask(walk);
    walk.happen(event::LookedUp{walk.state.lookup->number, kiosk::Case{}});
    CHECK(walk.state.wrong_codes == 0);
}

TEST_CASE("leaving look-up wipes code, answer and keys", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    ask(walk);
    walk.happen(event::LookedUp{walk.state.lookup->number, kiosk::Case{}});

    SECTION("back to the digits")
    {
        walk.act(act::Back{});
        CHECK(walk.state.screen() == Screen::Lookup);
        CHECK_FALSE(walk.state.lookup->found);
        CHECK(walk.state.lookup->code.empty());
    }
    SECTION("home")
    {
        walk.act(act::GoHome{});
        CHECK_FALSE(walk.state.lookup);
    }
    CHECK(walk.asked<cmd::ForgetLookup>() != nullptr);
    CHECK(walk.asked<cmd::WipeScreen>() != nullptr);
}

TEST_CASE("an answer that comes after the person has gone is not shown", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    ask(walk);
    const auto number = walk.state.lookup->number;
    walk.act(act::GoHome{});
    walk.happen(event::LookedUp{number, kiosk::Case{}});
    CHECK(walk.state.screen() == Screen::Home);
    CHECK_FALSE(walk.state.lookup);
}
