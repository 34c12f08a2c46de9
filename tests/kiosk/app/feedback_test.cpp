#include "kiosk/app/fields.h"
#include "kiosk/app/update.h"
#include "protocol/records/card.h"
#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Contact;
using kiosk::Field;
using kiosk::Lane;
using kiosk::Screen;
namespace act = kiosk::act;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

TEST_CASE("opening the form asks for room and begins the receipt", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    CHECK(walk.state.screen() == Screen::FeedbackTopic);
    CHECK(walk.asked<cmd::AskRoom>() != nullptr);
    CHECK(walk.asked<cmd::PrepareReceipt>() != nullptr);
}

TEST_CASE("a report is anonymous, to the commune, and not answered in public unless asked",
          "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::HandIn{});

    const auto* asked = walk.asked<cmd::HandIn>();
    REQUIRE(asked != nullptr);
    CHECK(asked->report->lane == Lane::Normal);
    CHECK(asked->report->category == "moi_truong");
    CHECK(asked->report->text.view() == "rac thai");
    CHECK_FALSE(asked->report->name);
    CHECK_FALSE(asked->report->phone);
    CHECK_FALSE(asked->report->public_answer);
    CHECK_FALSE(asked->report->about);
}

TEST_CASE("each page of the form waits for what it needs", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackTopic);
    walk.act(act::ChooseTopic{"no_such_thing"});
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackTopic);

    walk.act(act::ChooseTopic{"dat_dai"});
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackText);
    walk.type("   ");
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackText);
    walk.type("duong");
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackReaders);

    walk.act(act::SetContact{Contact::NameAndPhone});
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackReaders);
    walk.type("Lan");
    walk.act(act::Focus{Field::Phone});
    walk.type("0912 abc 345678");
    CHECK(walk.state.draft->phone.text() == "0912345678");
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackReview);
}

TEST_CASE("who began to leave name and number may leave one of them out", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::Back{});
    walk.act(act::SetContact{Contact::NameAndPhone});
    walk.type("Lan");
    CHECK(page_complete(walk.state));
    walk.act(act::Focus{Field::Phone});
    walk.type("0912");
    CHECK_FALSE(page_complete(walk.state));  // half a number reaches nobody
    walk.type("345678");
    walk.act(act::ClearField{Field::Name});
    walk.act(act::NextPage{});
    walk.act(act::HandIn{});
    const auto& report = *walk.asked<cmd::HandIn>()->report;
    CHECK_FALSE(report.name);
    CHECK(report.phone->view() == "0912345678");
}

TEST_CASE("a name given and taken back does not travel", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::Back{});
    walk.act(act::SetContact{Contact::Name});
    walk.type("Lan");
    walk.act(act::SetContact{Contact::Anonymous});
    walk.act(act::NextPage{});
    walk.act(act::HandIn{});
    CHECK_FALSE(walk.asked<cmd::HandIn>()->report->name);
}

TEST_CASE("about an official only the inspectorate reads", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.act(act::SetOfficial{true});
    CHECK(walk.state.draft->lane == Lane::Official);
    walk.act(act::SetOfficial{false});
    CHECK(walk.state.draft->lane == Lane::Normal);
}

TEST_CASE("what is typed can be covered, and about an official it is from the start",
          "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    CHECK_FALSE(walk.state.draft->shoulder);
    walk.act(act::SetOfficial{true});
    CHECK(walk.state.draft->shoulder);
    walk.act(act::ToggleShoulder{});
    CHECK_FALSE(walk.state.draft->shoulder);
    walk.act(act::SetOfficial{false});
    CHECK_FALSE(walk.state.draft->shoulder);
    // The next one begins as everybody does.
    walk.act(act::ToggleShoulder{});
    walk.act(act::GoHome{});
    walk.act(act::OpenFeedback{});
    CHECK_FALSE(walk.state.draft->shoulder);
}

TEST_CASE("one touch clears what was typed, at once and from the screen too", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.act(act::ChooseTopic{"moi_truong"});
    walk.act(act::NextPage{});
    walk.type("rac thai");
    walk.act(act::ClearField{kiosk::Field::Feedback});
    CHECK(walk.state.draft->text.empty());
    CHECK(walk.asked<cmd::WipeScreen>() != nullptr);
}

TEST_CASE("a report begun on a page is about that page", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();

    SECTION("this is wrong")
    {
        open_document(walk, some_row(7));
        walk.act(act::ReportWrong{});
        CHECK(walk.state.draft->lane == Lane::WrongInfo);
        CHECK(walk.state.draft->category == "cong_khai");
    }
    SECTION("a project")
    {
        open_document(walk, some_row(7, "project"));
        walk.act(act::OpenFeedbackAbout{});
        CHECK(walk.state.draft->lane == Lane::Normal);
        CHECK(walk.state.draft->category == "du_an");
    }
    SECTION("a consultation takes an opinion")
    {
        open_document(walk, some_row(7, "consultation"));
        walk.act(act::OpenFeedbackAbout{});
        CHECK(walk.state.draft->lane == Lane::Opinion);
    }
    REQUIRE(walk.state.draft->about);
    CHECK(walk.state.draft->about->record_id == some_row(7).id);
    // Who runs the machine, who reads and what is kept is said before anything can be typed.
    CHECK(walk.state.screen() == Screen::FeedbackTopic);
    CHECK(walk.state.focus == kiosk::Field::None);
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackText);
}

TEST_CASE("an opinion on a consultation chooses an option, own words, or both", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    protocol::Card card;
    protocol::Consultation ask;
    ask.options = {"Sáng thứ Bảy", "Chiều Chủ Nhật"};
    card.details = ask;
    open_document(walk, some_row(7, "consultation"));
    walk.happen(event::DocumentLoaded{walk.state.visit().number,
                                      walk.state.view<kiosk::DocumentView>().document,
                                      std::make_shared<const protocol::Card>(card)});
    walk.act(act::OpenFeedbackAbout{});
    REQUIRE(walk.state.screen() == Screen::FeedbackOption);
    walk.act(act::NextPage{});
    CHECK(walk.state.screen() == Screen::FeedbackOption);  // nothing is chosen for anybody
    walk.act(act::ChooseOption{3});                        // there is no such option
    CHECK_FALSE(walk.state.draft->option);

    SECTION("an option alone is an opinion")
    {
        walk.act(act::ChooseOption{1});
        for (int page = 0; page < 3; ++page) walk.act(act::NextPage{});
        REQUIRE(walk.state.screen() == Screen::FeedbackReview);
        walk.act(act::HandIn{});
        const auto* asked = walk.asked<cmd::HandIn>();
        REQUIRE(asked != nullptr);
        CHECK(asked->report->lane == Lane::Opinion);
        REQUIRE(asked->report->option);
        CHECK(asked->report->option->view() == "Chiều Chủ Nhật");
        CHECK(asked->report->text.empty());
        walk.happen(event::HandedIn{
            walk.state.draft->number,
            std::make_shared<const protocol::SecretString>(std::string_view{"48291357026481937597"}),
            "587ce894"});
        CHECK(walk.state.receipt->lane == Lane::Opinion);
    }
    SECTION("who finds no option fitting must say something")
    {
        walk.act(act::ChooseOption{2});
        walk.act(act::NextPage{});
        REQUIRE(walk.state.screen() == Screen::FeedbackText);
        walk.act(act::NextPage{});
        CHECK(walk.state.screen() == Screen::FeedbackText);
        walk.type("mot ngay khac");
        for (int page = 0; page < 2; ++page) walk.act(act::NextPage{});
        walk.act(act::HandIn{});
        const auto* asked = walk.asked<cmd::HandIn>();
        REQUIRE(asked != nullptr);
        CHECK_FALSE(asked->report->option);
    }
    SECTION("leaving the form forgets the choice")
    {
        walk.act(act::ChooseOption{0});
        walk.act(act::Back{});
        CHECK_FALSE(walk.state.draft);
    }
}

TEST_CASE("of a denunciation or a complaint nothing is kept", "[kiosk][app][feedback]")
{
    const auto guidance = GENERATE(kiosk::Guidance::Denunciation, kiosk::Guidance::Complaint);
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::Back{});
    walk.act(act::Back{});
    walk.act(act::Back{});
    REQUIRE(walk.state.screen() == Screen::FeedbackTopic);

    walk.act(act::OpenGuidance{guidance});

    CHECK(walk.state.screen() == Screen::Guidance);
    CHECK(walk.state.view<kiosk::GuidanceView>().guidance == guidance);
    CHECK_FALSE(walk.state.draft);
    CHECK(walk.asked<cmd::DropReceipt>() != nullptr);
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::Home);
}

TEST_CASE("leaving the form wipes it and its receipt code", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::GoHome{});
    CHECK_FALSE(walk.state.draft);
    CHECK(walk.asked<cmd::DropReceipt>() != nullptr);
    CHECK(walk.asked<cmd::WipeScreen>() != nullptr);
}

TEST_CASE("a look into search does not lose a report", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::OpenSearch{});
    walk.type("luat");
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::FeedbackReview);
    CHECK(walk.state.draft->text.text() == "rac thai");
    CHECK(walk.state.search.empty());
}

TEST_CASE("no room on the disk is said before anything is typed", "[kiosk][app][feedback]")
{
    const auto why = GENERATE(kiosk::FeedbackClosed::Storage, kiosk::FeedbackClosed::NotReady);
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.happen(event::FeedbackPossible{why});
    CHECK(walk.state.screen() == Screen::FeedbackClosed);
    CHECK(walk.state.feedback_closed == why);
    CHECK_FALSE(walk.state.draft);

    walk.act(act::Back{});
    walk.happen(event::FeedbackPossible{});
    walk.act(act::OpenFeedback{});
    CHECK(walk.state.screen() == Screen::FeedbackTopic);
}

TEST_CASE("that nobody could read a word about an official is said before it is typed",
          "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.act(act::SetOfficial{true});  // touched before the store had answered
    REQUIRE(walk.state.draft->lane == kiosk::Lane::Official);
    walk.happen(event::FeedbackPossible{kiosk::FeedbackClosed::Official});
    CHECK(walk.state.screen() == Screen::FeedbackTopic);
    CHECK(walk.state.draft->lane == kiosk::Lane::Normal);
    walk.act(act::SetOfficial{true});
    CHECK(walk.state.draft->lane == kiosk::Lane::Normal);
    walk.happen(event::FeedbackPossible{});
    walk.act(act::SetOfficial{true});
    CHECK(walk.state.draft->lane == kiosk::Lane::Official);
}

TEST_CASE("there is no receipt before the store has committed", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::HandIn{});
    walk.act(act::HandIn{});
    CHECK(walk.count<cmd::HandIn>() == 1);
    CHECK(walk.state.screen() == Screen::FeedbackReview);
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::FeedbackReview);

    walk.happen(event::HandedIn{
        walk.state.draft->number,
        std::make_shared<const protocol::SecretString>(std::string_view{"48291357026481937597"}), "587c"});
    CHECK(walk.state.screen() == Screen::Receipt);
    CHECK(walk.state.receipt->code->view() == "48291357026481937597");
    CHECK_FALSE(walk.state.receipt->sent);
    CHECK_FALSE(walk.state.draft);
}

TEST_CASE("a report that could not be kept is still on the page", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    fill_form(walk);
    walk.act(act::HandIn{});
    walk.happen(event::HandInFailed{walk.state.draft->number, protocol::Fault::Storage});
    CHECK(walk.state.screen() == Screen::FeedbackReview);
    CHECK(walk.state.draft->failed);
    CHECK(walk.state.draft->text.text() == "rac thai");
    walk.act(act::HandIn{});
    CHECK(walk.count<cmd::HandIn>() == 2);
}

TEST_CASE("saved becomes sent when the province has signed for it", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    hand_in(walk);
    walk.happen(event::OutboxChanged{"another", true, false, 1});
    CHECK_FALSE(walk.state.receipt->sent);
    walk.happen(event::OutboxChanged{"587ce894", true, false, 0});
    CHECK(walk.state.receipt->sent);
    CHECK(walk.state.health.outbox == 0);
    CHECK(walk.state.health.online);
}

TEST_CASE("the last group is typed back", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    hand_in(walk);
    CHECK(walk.state.focus == Field::ReceiptBack);
    walk.type("75");
    CHECK(walk.state.receipt->check == kiosk::TypedBack::NotYet);
    walk.type("98");
    CHECK(walk.state.receipt->check == kiosk::TypedBack::Wrong);
    walk.act(act::Press{kiosk::plain_key(kiosk::Key::Kind::Backspace)});
    walk.type("7");
    CHECK(walk.state.receipt->check == kiosk::TypedBack::Right);
}

TEST_CASE("from the receipt there is no way back, only on", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    hand_in(walk);
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::Receipt);
    walk.act(act::CloseReceipt{});
    CHECK(walk.state.screen() == Screen::Home);
    CHECK_FALSE(walk.state.receipt);
}

TEST_CASE("a report is bounded while it is typed", "[kiosk][app][feedback]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenFeedback{});
    walk.act(act::ChooseTopic{"khac"});
    walk.act(act::NextPage{});
    walk.type(std::string(kiosk::kLongestReport + 50, '1'));
    CHECK(walk.state.draft->text.text().size() == kiosk::kLongestReport);
}
