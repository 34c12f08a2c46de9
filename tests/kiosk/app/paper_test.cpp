// Paper and people: what may be printed, what becomes of a complaint, who is called.

#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

void open_document(Walk& walk)
{
    walk.wake();
    walk.act(act::OpenItem{41});
    event::DocumentLoaded loaded;
    loaded.visit = walk.state.visit().number;
    auto document = std::make_shared<offline_cache::Document>();
    document->row = some_row(41);
    document->leaf.fill(0xAB);
    loaded.document = document;
    walk.happen(std::move(loaded));
}

void plug_in(Walk& walk, bool slip, bool page) { walk.happen(event::PrintersFound{{slip, page}}); }

void write_complaint(Walk& walk)
{
    walk.wake();
    plug_in(walk, false, true);
    walk.act(act::OpenGuidance{Guidance::Complaint});
    walk.act(act::OpenComplaint{});
    for (const char* words : {"decision", "reason", "wish"}) {
        walk.type(words);
        walk.act(act::NextPage{});
    }
    walk.commands.clear();
}

}  // namespace

TEST_CASE("waking the machine looks for printers, and nothing is printed without one", "[kiosk][app][paper]")
{
    Walk walk;
    walk.touch();
    CHECK(walk.count<cmd::FindPrinters>() == 1);
    open_document(walk);
    walk.act(act::Print{PrintWhat::Document});
    CHECK(walk.asked<cmd::Print>() == nullptr);
    CHECK_FALSE(walk.state.print.has_value());

    plug_in(walk, true, false);
    walk.act(act::Print{PrintWhat::Document});
    CHECK(walk.asked<cmd::Print>() == nullptr);  // a slip printer takes no A4 page
    plug_in(walk, false, true);
    walk.act(act::Print{PrintWhat::Document});
    REQUIRE(walk.asked<cmd::Print>() != nullptr);
    CHECK(walk.asked<cmd::Print>()->order->document->row.index == 41);
}

TEST_CASE("one thing is printed at a time, and how it ended is told until closed", "[kiosk][app][paper]")
{
    Walk walk;
    open_document(walk);
    plug_in(walk, true, true);
    walk.act(act::Print{PrintWhat::Document});
    walk.act(act::Print{PrintWhat::Document});
    CHECK(walk.count<cmd::Print>() == 1);
    const auto number = walk.asked<cmd::Print>()->order->number;
    walk.happen(event::PrintEnded{number + 1, PrintTrouble::Failed});  // of somebody else
    CHECK(walk.state.print->working);
    walk.happen(event::PrintEnded{number, PrintTrouble::NoPaper});
    REQUIRE(walk.state.print.has_value());
    CHECK_FALSE(walk.state.print->working);
    CHECK(walk.state.print->trouble == PrintTrouble::NoPaper);
    walk.act(act::ClosePrint{});
    CHECK_FALSE(walk.state.print.has_value());
    CHECK(walk.state.screen() == Screen::Document);
}

TEST_CASE("a complaint needs a printer; its words leave with the order only", "[kiosk][app][paper]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenGuidance{Guidance::Complaint});
    walk.act(act::OpenComplaint{});
    CHECK(walk.state.screen() == Screen::Guidance);

    Walk other;
    write_complaint(other);
    REQUIRE(other.state.screen() == Screen::Complaint);
    CHECK(other.state.view<ComplaintView>().step == kComplaintQuestions);
    other.act(act::Print{PrintWhat::Complaint});
    const auto* print = other.asked<cmd::Print>();
    REQUIRE(print != nullptr);
    CHECK(print->order->decision.view() == "decision");
    CHECK(print->order->reason.view() == "reason");
    CHECK(print->order->wish.view() == "wish");
}

TEST_CASE("a printed complaint is wiped at once, one that could not be printed stays to try again",
          "[kiosk][app][paper]")
{
    Walk walk;
    write_complaint(walk);
    walk.act(act::Print{PrintWhat::Complaint});
    const auto number = walk.asked<cmd::Print>()->order->number;
    SECTION("printed")
    {
        walk.happen(event::PrintEnded{number, PrintTrouble::None});
        CHECK_FALSE(walk.state.complaint.has_value());
        CHECK(walk.state.screen() == Screen::Home);
        REQUIRE(walk.state.print.has_value());  // "take the paper" still stands
        CHECK(walk.count<cmd::WipeScreen>() == 1);
    }
    SECTION("out of paper")
    {
        walk.happen(event::PrintEnded{number, PrintTrouble::NoPaper});
        REQUIRE(walk.state.complaint.has_value());
        walk.act(act::ClosePrint{});
        CHECK(walk.state.complaint->reason.text() == "reason");
    }
    SECTION("left by Home")
    {
        walk.act(act::ClosePrint{});
        walk.act(act::GoHome{});
        CHECK_FALSE(walk.state.complaint.has_value());
    }
    SECTION("left alone")
    {
        walk.wait(111s);
        CHECK(walk.state.screen() == Screen::Attract);
        CHECK_FALSE(walk.state.complaint.has_value());
        CHECK_FALSE(walk.state.print.has_value());
    }
}

TEST_CASE("an empty answer does not lead on", "[kiosk][app][paper]")
{
    Walk walk;
    walk.wake();
    plug_in(walk, false, true);
    walk.act(act::OpenComplaint{});
    walk.act(act::NextPage{});
    CHECK(walk.state.view<ComplaintView>().step == 0);
    walk.type("x");
    walk.act(act::NextPage{});
    CHECK(walk.state.view<ComplaintView>().step == 1);
    walk.act(act::Back{});
    CHECK(walk.state.focus == Field::ComplaintDecision);
    CHECK(walk.state.complaint->decision.text() == "x");
}

TEST_CASE("the QR names record, log index and leaf, and nothing of hall or machine", "[kiosk][app][paper]")
{
    Walk walk;
    open_document(walk);
    const auto& document = *walk.state.view<DocumentView>().document;
    CHECK(phone_link(walk.state, document).empty());
    walk.state.read_address = "http://192.168.1.5:8460";
    CHECK(phone_link(walk.state, document) ==
          "http://192.168.1.5:8460/v/20107.ubnd-2026-00041#41.abababababababab");
    walk.happen(event::LogAddress{"https://tlog.hue.example"});
    CHECK(phone_link(walk.state, document).rfind("https://tlog.hue.example/v/", 0) == 0);
    walk.state.public_address = "https://congkhai.hue.example";
    const std::string link = phone_link(walk.state, document);
    CHECK(link.rfind("https://congkhai.hue.example/v/", 0) == 0);
    CHECK(link.find(walk.state.hall_id) == std::string::npos);
    CHECK(link.find(walk.state.device) == std::string::npos);
}

TEST_CASE("the bell says what happened to it, and is silent again for the next", "[kiosk][app][paper]")
{
    Walk walk;
    walk.wake();
    walk.act(act::RingBell{});
    CHECK(walk.asked<cmd::RingBell>() == nullptr);  // only where it stands on the page
    walk.act(act::OpenHelp{});
    CHECK(walk.asked<cmd::LoadHelp>() != nullptr);
    walk.act(act::RingBell{});
    walk.act(act::RingBell{});
    CHECK(walk.count<cmd::RingBell>() == 1);
    CHECK(walk.state.bell == Bell::Ringing);
    walk.happen(event::BellAnswered{false});
    CHECK(walk.state.bell == Bell::Mute);
    walk.act(act::RingBell{});
    walk.happen(event::BellAnswered{true});
    CHECK(walk.state.bell == Bell::Rang);
    walk.act(act::GoHome{});
    CHECK(walk.state.bell == Bell::Silent);
    walk.happen(event::BellAnswered{true});  // too late for anybody
    CHECK(walk.state.bell == Bell::Silent);
}

TEST_CASE("the term of an answer is that of the rule in force, and none while the clock is wrong",
          "[kiosk][app][paper]")
{
    Walk walk;
    const protocol::Date today = protocol::local_date(walk.state.wall);
    protocol::Term old, now;
    old.rule = now.rule = "wrong_info";
    old.days = 10;
    old.valid_to = protocol::add_days(today, -1);
    now.days = 15;
    now.valid_from = today;
    walk.state.law =
        std::make_shared<const protocol::LawBook>(protocol::WorkCalendar{}, std::vector{old, now});
    REQUIRE(correction_term(walk.state) != nullptr);
    CHECK(correction_term(walk.state)->days == 15);
    walk.state.health.clock_wrong = true;
    CHECK(correction_term(walk.state) == nullptr);
    walk.state.health.clock_wrong = false;
    walk.state.law = nullptr;
    CHECK(correction_term(walk.state) == nullptr);
}

TEST_CASE("help is a touch away while typing, and what was typed waits behind it", "[kiosk][app][paper]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.happen(event::FeedbackPossible{});
    walk.act(act::ChooseTopic{"moi_truong"});
    walk.act(act::NextPage{});
    walk.type("Muong lap");
    walk.act(act::OpenHelp{});
    REQUIRE(walk.state.screen() == Screen::Help);
    walk.act(act::Press{character_key(U'x')});  // a code reader types into nothing
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::FeedbackText);
    CHECK(walk.state.focus == Field::Feedback);
    CHECK(walk.state.draft->text.text() == "Muong lap");
    SECTION("no longer than on its own page, when nobody comes back")
    {
        walk.act(act::OpenHelp{});
        walk.wait(91s);
        CHECK(walk.state.idle == Idle::Warning);
        walk.wait(21s);
        CHECK(walk.state.screen() == Screen::Attract);
        CHECK_FALSE(walk.state.draft.has_value());
    }
}
