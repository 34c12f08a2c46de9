// One touch does not take away what somebody wrote for minutes.

#include <functional>
#include <string>

#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kLong = "muong thoat nuoc dau thon bi lap, mua la ngap vao ba nha";

void write_report(Walk& walk)
{
    walk.act(act::OpenFeedback{});
    walk.act(act::ChooseTopic{"moi_truong"});
    walk.act(act::NextPage{});
    walk.act(act::UseMethod{InputMethod::Off});
    walk.type(kLong);
}

void write_complaint(Walk& walk)
{
    walk.happen(event::PrintersFound{{false, true}});
    walk.act(act::OpenGuidance{Guidance::Complaint});
    walk.act(act::OpenComplaint{});
    walk.type(kLong);
}

void open_answer(Walk& walk)
{
    walk.act(act::OpenLookup{});
    walk.type("48291357026481937597");
    walk.act(act::LookUp{});
    Case found;
    found.stage = CaseStage::Answered;
    Reply reply;
    reply.status = "answered";
    reply.office = "20107.ubnd";
    found.replies.push_back(std::move(reply));
    walk.happen(event::LookedUp{walk.state.lookup->number, found});
}

void write_word(Walk& walk)
{
    open_answer(walk);
    walk.act(act::OpenReopen{});
    walk.type(kLong);
}

/// What would be lost, and by which touch.
struct Loss {
    const char* what;
    std::function<void(Walk&)> write;
    Action touch;
    Screen after;  ///< when the words were let go
};

const std::vector<Loss>& losses()
{
    static const std::vector<Loss> all{
        {"a report, by home", write_report, act::GoHome{}, Screen::Home},
        {"a report, by its last page back",
         [](Walk& walk) {
             write_report(walk);
             walk.act(act::Back{});
         },
         act::Back{}, Screen::Home},
        {"a report, by another form from search",
         [](Walk& walk) {
             write_report(walk);
             walk.act(act::OpenSearch{});
         },
         act::OpenFeedback{}, Screen::FeedbackTopic},
        {"a report, by a form on a document that was found",
         [](Walk& walk) {
             write_report(walk);
             walk.act(act::OpenSearch{});
             open_document(walk, some_row(7));
         },
         act::ReportWrong{}, Screen::FeedbackTopic},
        {"a report, by the ways of the law",
         [](Walk& walk) {
             write_report(walk);
             walk.act(act::Back{});
         },
         act::OpenGuidance{Guidance::Denunciation}, Screen::Guidance},
        {"a complaint, by home", write_complaint, act::GoHome{}, Screen::Home},
        {"a complaint, by its first question back", write_complaint, act::Back{}, Screen::Guidance},
        {"what is not done, by home", write_word, act::GoHome{}, Screen::Home},
        {"what is not done, by closing the answer",
         [](Walk& walk) {
             write_word(walk);
             walk.act(act::Back{});
         },
         act::Back{}, Screen::Lookup},
    };
    return all;
}

bool holds_words(const State& state)
{
    return (state.draft && state.draft->text.text() == kLong) ||
           (state.complaint && state.complaint->decision.text().size() >= kLong.size()) ||
           (state.lookup && state.lookup->unfinished.text().size() >= kLong.size());
}

}  // namespace

TEST_CASE("what took minutes to write is not wiped by one touch", "[kiosk][app][leaving]")
{
    for (const Loss& loss : losses()) {
        CAPTURE(loss.what);
        Walk walk;
        walk.wake();
        loss.write(walk);
        REQUIRE(holds_words(walk.state));
        const auto page = walk.state.visit().number;

        walk.act(loss.touch);
        CHECK(walk.state.leaving.has_value());
        CHECK(walk.state.visit().number == page);
        walk.act(act::KeepWords{});
        CHECK_FALSE(walk.state.leaving.has_value());
        CHECK(walk.state.visit().number == page);
        CHECK(holds_words(walk.state));

        walk.act(loss.touch);
        walk.act(act::DropWords{});
        CHECK_FALSE(walk.state.leaving.has_value());
        CHECK(walk.state.screen() == loss.after);
        CHECK_FALSE(holds_words(walk.state));
    }
}

TEST_CASE("the question waits no longer than a person who has gone", "[kiosk][app][leaving]")
{
    Walk walk;
    walk.wake();
    write_report(walk);
    walk.act(act::GoHome{});
    walk.wait(91s);
    CHECK(walk.state.idle == Idle::Warning);
    walk.touch();
    CHECK(walk.state.leaving.has_value());
    walk.wait(91s);
    walk.wait(21s);
    CHECK(walk.state.screen() == Screen::Attract);
    CHECK_FALSE(walk.state.leaving.has_value());
    CHECK_FALSE(walk.state.draft.has_value());
}

TEST_CASE("who goes on typing has answered the question", "[kiosk][app][leaving]")
{
    Walk walk;
    walk.wake();
    write_report(walk);
    walk.act(act::GoHome{});
    walk.type("x");
    CHECK_FALSE(walk.state.leaving.has_value());
    CHECK(walk.state.draft->text.text() == std::string{kLong} + "x");
    // Without a question nothing is let go.
    walk.act(act::DropWords{});
    CHECK(walk.state.screen() == Screen::FeedbackText);
    CHECK(walk.state.draft->text.text() == std::string{kLong} + "x");
}

TEST_CASE("a few words, and words that stay, are not asked for", "[kiosk][app][leaving]")
{
    Walk walk;
    walk.wake();
    write_report(walk);
    for (const Action& stays :
         {Action{act::OpenSearch{}}, Action{act::OpenHelp{}}, Action{act::NextPage{}}}) {
        walk.act(stays);
        CHECK_FALSE(walk.state.leaving.has_value());
        walk.act(act::Back{});
        CHECK_FALSE(walk.state.leaving.has_value());
        REQUIRE(walk.state.screen() == Screen::FeedbackText);
    }
    walk.act(act::ClearField{Field::Feedback});
    walk.type("rac");
    walk.act(act::GoHome{});
    CHECK(walk.state.screen() == Screen::Home);
    CHECK_FALSE(walk.state.draft.has_value());
}

TEST_CASE("reading the answer once more keeps what is written on it", "[kiosk][app][leaving]")
{
    Walk walk;
    walk.wake();
    write_word(walk);
    walk.act(act::Back{});
    REQUIRE(walk.state.screen() == Screen::Answer);
    CHECK_FALSE(walk.state.leaving.has_value());
    walk.act(act::OpenReopen{});
    CHECK(walk.state.screen() == Screen::Reopen);
    CHECK(holds_words(walk.state));
}

TEST_CASE("however long one looks round, a report waits behind it", "[kiosk][app][leaving]")
{
    Walk walk;
    walk.wake();
    write_report(walk);
    walk.act(act::OpenSearch{});
    for (int page = 0; page < 60; ++page) open_document(walk, some_row(page));
    REQUIRE(walk.state.draft.has_value());
    for (int page = 0; page < 60 && walk.state.screen() != Screen::FeedbackText; ++page)
        walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::FeedbackText);
    CHECK(holds_words(walk.state));
}

TEST_CASE("the question is read to who listens", "[kiosk][app][leaving]")
{
    Walk walk;
    walk.wake();
    walk.state.health.sound = true;
    write_report(walk);
    walk.state.listens = true;
    walk.act(act::GoHome{});
    REQUIRE(walk.state.speech.has_value());
    CHECK(walk.state.speech->panel);
    walk.act(act::KeepWords{});
    CHECK_FALSE(walk.state.speech.has_value());
}
