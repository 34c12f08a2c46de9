#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace kiosk;

namespace {

State fresh()
{
    return initial_state({SetupProblem::NoConfiguration, "/etc/commune/kiosk.toml"}, "", "", {});
}

/// The one thing that was asked of the threads since last time, if it is of this kind.
template <class T>
const T* only(Walk& walk)
{
    return walk.commands.size() == 1 ? std::get_if<T>(&walk.commands.front()) : nullptr;
}

}  // namespace

TEST_CASE("a new terminal takes an address and a code, as they are typed", "[kiosk][app][enrolment]")
{
    Walk walk(fresh());
    REQUIRE(walk.state.enrolling);
    CHECK(walk.state.focus == Field::EnrolAddress);
    walk.type("kiosk.hue.example");
    walk.act(act::Press{plain_key(Key::Kind::Done)});
    CHECK(walk.state.focus == Field::EnrolCode);
    // No marks: what Telex would make of two letters is no part of a code.
    walk.type("aAdD w");
    CHECK(walk.state.enrolling->code.text() == "aAdDw");
    walk.commands.clear();
    walk.act(act::Enrol{});
    const auto* asked = only<cmd::Enrol>(walk);
    REQUIRE(asked != nullptr);
    CHECK(asked->address == "kiosk.hue.example");
    CHECK(asked->code->view() == "aAdDw");
    CHECK(walk.state.enrolling->stage == Enrolling::Stage::Asking);
    // Nothing moves while the province is asked.
    walk.type("x");
    CHECK(walk.state.enrolling->code.text() == "aAdDw");
    walk.commands.clear();
    walk.act(act::Enrol{});
    CHECK(walk.commands.empty());
}

TEST_CASE("what went wrong is said and can be put right; the code is gone once it was used",
          "[kiosk][app][enrolment]")
{
    Walk walk(fresh());
    walk.type("kiosk.hue.example");
    walk.commands.clear();
    walk.act(act::EnrolFromStick{});
    CHECK(only<cmd::EnrolFromStick>(walk) != nullptr);
    walk.happen(event::EnrolFailed{"no_stick"});
    CHECK(walk.state.enrolling->stage == Enrolling::Stage::Typing);
    CHECK(walk.state.enrolling->trouble == "no_stick");
    CHECK(walk.state.enrolling->address.text() == "kiosk.hue.example");
    walk.type("ABC");
    CHECK(walk.state.enrolling->trouble.empty());
    walk.act(act::Enrol{});
    walk.happen(event::EnrolCompare{"443361"});
    CHECK(walk.state.enrolling->digits == "443361");
    CHECK(walk.state.enrolling->code.text().empty());
    walk.commands.clear();
    walk.happen(event::EnrolDone{});
    CHECK(only<cmd::Restart>(walk) != nullptr);
}

TEST_CASE("who is let in anew may go on as he was, until it is done", "[kiosk][app][enrolment]")
{
    Walk walk(fresh());
    walk.commands.clear();
    walk.act(act::KeepEnrolment{});
    CHECK(walk.commands.empty());  // there was nothing before
    walk.state.enrolling->anew = true;
    walk.act(act::KeepEnrolment{});
    REQUIRE(walk.commands.size() == 2);
    CHECK(std::holds_alternative<cmd::TakeIdentityBack>(walk.commands[0]));
    CHECK(std::holds_alternative<cmd::Restart>(walk.commands[1]));
    walk.happen(event::EnrolDone{});
    walk.commands.clear();
    walk.act(act::KeepEnrolment{});
    CHECK(walk.commands.empty());
}

TEST_CASE("only a terminal without any configuration is enrolled", "[kiosk][app][enrolment]")
{
    Walk broken(initial_state({SetupProblem::BadConfiguration, "kiosk.toml"}, "", "", {}));
    CHECK_FALSE(broken.state.enrolling);
    broken.commands.clear();
    broken.act(act::Enrol{});
    CHECK(broken.commands.empty());
    Walk ready;
    CHECK_FALSE(ready.state.enrolling);
    ready.commands.clear();
    ready.act(act::Enrol{});
    ready.happen(event::EnrolDone{});
    CHECK(ready.commands.empty());
    // Nothing else of the program is reached from the setup page.
    Walk walk(fresh());
    walk.act(act::GoHome{});
    CHECK(walk.state.screen() == Screen::Setup);
}
