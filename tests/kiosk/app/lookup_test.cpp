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

namespace {

kiosk::Case answered(std::string status = "answered", int n = 1)
{
    kiosk::Case found;
    found.stage = kiosk::CaseStage::Answered;
    kiosk::Reply reply;
    reply.n = n;
    reply.status = std::move(status);
    reply.office = "20107.ubnd";
    found.replies.push_back(std::move(reply));
    return found;
}

void open_answer(Walk& walk, const kiosk::Case& found)
{
    walk.wake();
    walk.act(act::OpenLookup{});
    ask(walk);
    walk.happen(event::LookedUp{walk.state.lookup->number, found});
}

}  // namespace

TEST_CASE("a matter that is not done is reopened once for each answer", "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered());
    walk.act(act::OpenReopen{});
    REQUIRE(walk.state.screen() == Screen::Reopen);
    CHECK(walk.state.focus == kiosk::Field::Reopen);
    walk.type("van ngaapj");
    walk.act(act::SendReopen{});
    const auto* wish = walk.asked<cmd::Reopen>();
    REQUIRE(wish != nullptr);
    CHECK(wish->reply == 1);
    CHECK(wish->office == "20107.ubnd");
    CHECK(wish->text->view() == "van ngập");
    // Until it is on the disk nothing moves under it, and nothing is sent twice.
    walk.act(act::SendReopen{});
    walk.act(act::Back{});
    walk.type("x");
    CHECK(walk.count<cmd::Reopen>() == 1);
    CHECK(walk.state.screen() == Screen::Reopen);
    CHECK(walk.state.lookup->unfinished.text() == "van ngập");

    walk.happen(event::Reopened{walk.state.lookup->number, std::nullopt});
    CHECK(walk.state.screen() == Screen::Answer);
    CHECK(walk.state.lookup->unfinished.empty());
    REQUIRE(walk.asked<cmd::LookUpAgain>() != nullptr);
    kiosk::Case reopened = answered();
    reopened.reopenings.push_back({1, Walk::kMorning, std::nullopt});
    walk.happen(event::LookedUp{walk.state.lookup->number, reopened});
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Answer);

    // The next answer may be said to be not enough again.
    kiosk::Case again = reopened;
    again.replies.insert(again.replies.begin(), answered("answered", 2).replies.front());
    walk.happen(event::LookedUp{walk.state.lookup->number, again});
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Reopen);
}

TEST_CASE("that a matter is done is said once for each answer, with a mark, and can still be taken back",
          "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered());
    walk.act(act::OpenRate{});
    REQUIRE(walk.state.screen() == Screen::Rate);
    walk.act(act::SendRate{});
    CHECK(walk.count<cmd::Agree>() == 0);  // no mark is chosen yet
    walk.act(act::ChooseMark{6});
    CHECK(walk.state.lookup->mark == 0);
    walk.act(act::ChooseMark{2});
    walk.act(act::ChooseMark{4});
    walk.act(act::SendRate{});
    walk.act(act::SendRate{});
    walk.act(act::ChooseMark{1});
    walk.act(act::Back{});
    REQUIRE(walk.count<cmd::Agree>() == 1);
    CHECK(walk.asked<cmd::Agree>()->reply == 1);
    CHECK(walk.asked<cmd::Agree>()->mark == 4);
    CHECK(walk.asked<cmd::Agree>()->office == "20107.ubnd");
    CHECK(walk.state.screen() == Screen::Rate);

    walk.happen(event::Reopened{walk.state.lookup->number, std::nullopt});
    CHECK(walk.state.screen() == Screen::Answer);
    CHECK(walk.state.lookup->mark == 0);
    kiosk::Case said = answered();
    said.reopenings.push_back({1, Walk::kMorning, std::nullopt, true});
    walk.happen(event::LookedUp{walk.state.lookup->number, said});
    walk.act(act::OpenRate{});
    CHECK(walk.state.screen() == Screen::Answer);
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Reopen);
    walk.act(act::Back{});
    said.reopenings.push_back({1, Walk::kMorning, std::nullopt, false});
    walk.happen(event::LookedUp{walk.state.lookup->number, said});
    walk.act(act::OpenReopen{});
    walk.act(act::OpenRate{});
    CHECK(walk.state.screen() == Screen::Answer);
}

TEST_CASE("a question is not a result: nothing can be marked", "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered("in_progress", 2));
    walk.act(act::OpenRate{});
    CHECK(walk.state.screen() == Screen::Answer);
}

TEST_CASE("a mark that could not be kept stays chosen, and no room is said first", "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered());
    walk.act(act::OpenRate{});
    walk.act(act::ChooseMark{3});
    walk.act(act::SendRate{});
    walk.happen(event::Reopened{walk.state.lookup->number, protocol::Fault::Storage});
    CHECK(walk.state.screen() == Screen::Rate);
    CHECK(walk.state.lookup->mark == 3);
    CHECK(walk.state.lookup->reopen_failed);
    walk.happen(event::FeedbackPossible{kiosk::FeedbackClosed::Storage});
    CHECK(walk.state.screen() == Screen::FeedbackClosed);
    walk.act(act::Back{});
    walk.act(act::OpenRate{});
    CHECK(walk.state.screen() == Screen::FeedbackClosed);
}

TEST_CASE("what an office asks is answered in words, once for each question", "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered("in_progress", 2));
    walk.act(act::OpenReopen{});
    REQUIRE(walk.state.screen() == Screen::Reopen);
    walk.act(act::SendReopen{});
    walk.type("  ");
    walk.act(act::SendReopen{});
    CHECK(walk.count<cmd::Reopen>() == 0);
    CHECK(walk.state.screen() == Screen::Reopen);

    walk.type("truowcs nhaf vawn hoas");
    walk.act(act::SendReopen{});
    const auto* wish = walk.asked<cmd::Reopen>();
    REQUIRE(wish != nullptr);
    CHECK(wish->reply == 2);
    CHECK(wish->office == "20107.ubnd");
    CHECK(wish->text->view() == "  trước nhà văn hóa");
    walk.happen(event::Reopened{walk.state.lookup->number, std::nullopt});
    kiosk::Case said = answered("in_progress", 2);
    said.reopenings.push_back({2, Walk::kMorning, std::nullopt});
    walk.happen(event::LookedUp{walk.state.lookup->number, said});
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Answer);

    // A second question is answered for itself.
    said.replies.insert(said.replies.begin(), answered("in_progress", 3).replies.front());
    walk.happen(event::LookedUp{walk.state.lookup->number, said});
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Reopen);
}

TEST_CASE("where nobody asks and nothing is decided there is nothing to say yet", "[kiosk][app][lookup]")
{
    const std::string status = GENERATE("received", "forwarded");
    Walk walk;
    open_answer(walk, answered(status));
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Answer);
    CHECK(kiosk::reopenable(kiosk::Case{}) == nullptr);
}

TEST_CASE("no room on the disk is said before a word on an answer is typed", "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered());
    walk.act(act::OpenReopen{});
    REQUIRE(walk.count<cmd::AskRoom>() == 1);
    walk.happen(event::FeedbackPossible{kiosk::FeedbackClosed::Storage});
    CHECK(walk.state.screen() == Screen::FeedbackClosed);
    // Back leads to the answer; while the disk is known to be full, the page does not open at all.
    walk.act(act::Back{});
    REQUIRE(walk.state.screen() == Screen::Answer);
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::FeedbackClosed);
    walk.act(act::Back{});
    walk.happen(event::FeedbackPossible{});
    walk.act(act::OpenReopen{});
    REQUIRE(walk.state.screen() == Screen::Reopen);
    // What is typed already stays.
    walk.type("chua");
    walk.happen(event::FeedbackPossible{kiosk::FeedbackClosed::Storage});
    CHECK(walk.state.screen() == Screen::Reopen);
    CHECK(walk.state.lookup->unfinished.text() == "chua");
}

TEST_CASE("a reopening that could not be kept leaves the words on the page", "[kiosk][app][lookup]")
{
    Walk walk;
    open_answer(walk, answered("rejected"));
    walk.act(act::OpenReopen{});
    walk.type("chua xong");
    walk.act(act::SendReopen{});
    walk.happen(event::Reopened{walk.state.lookup->number, protocol::Fault::Storage});
    CHECK(walk.state.screen() == Screen::Reopen);
    CHECK(walk.state.lookup->reopen_failed);
    CHECK(walk.state.lookup->unfinished.text() == "chua xong");
    CHECK(walk.state.health.storage_trouble);
    walk.act(act::Back{});
    walk.act(act::Back{});
    REQUIRE(walk.state.screen() == Screen::Lookup);
    CHECK(walk.state.lookup->unfinished.empty());
}

TEST_CASE("a code reader types the twenty digits and the last key opens the answer", "[kiosk][app][lookup]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenLookup{});
    // Readers send what is printed, spaces included, and Enter.
    walk.type("4829 1357 0264 8193 7597");
    CHECK(walk.state.lookup->code.text() == kCode);
    walk.act(act::Press{kiosk::plain_key(kiosk::Key::Kind::Done)});
    REQUIRE(walk.asked<cmd::LookUp>() != nullptr);
    CHECK(walk.asked<cmd::LookUp>()->code->view() == kCode);
}
