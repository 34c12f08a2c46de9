#include "kiosk/app/idle.h"
#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Screen;
using kiosk::Speech;
namespace act = kiosk::act;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

namespace {

std::shared_ptr<const kiosk::Script> script_of(std::initializer_list<std::string_view> texts)
{
    std::vector<kiosk::Passage> passages;
    for (const std::string_view text : texts) passages.push_back({{}, protocol::SecretString{text}, false});
    return std::make_shared<const kiosk::Script>(
        kiosk::Script::of(passages, kiosk::Tongue::Vietnamese, kiosk::Script::Lexicons{}));
}

/// A document is open and being read: three sentences.
struct Listener : Walk {
    Listener()
    {
        wake();
        happen(event::SoundFound{true});
        open_document(*this, some_row(7));
        act(act::ReadAloud{});
        commands.clear();
        happen(event::ScriptMade{state.speech->number, script_of({"một", "hai", "ba"})});
    }
    void hear() { happen(event::SentenceEnded{state.speech->speaking, true}); }
};

}  // namespace

TEST_CASE("a page is listened to, then read sentence by sentence to its end", "[kiosk][app][speech]")
{
    Walk walk;
    walk.wake();
    walk.happen(event::SoundFound{true});
    walk.act(act::ReadAloud{});
    REQUIRE(walk.state.speech);
    CHECK(walk.state.speech->stage == Speech::Stage::Asked);
    const auto script = script_of({"một", "hai"});
    walk.happen(event::ScriptMade{walk.state.speech->number, script});
    REQUIRE(walk.asked<cmd::Speak>() != nullptr);
    CHECK(walk.asked<cmd::Speak>()->sentence == 0);
    CHECK(walk.asked<cmd::Speak>()->script == script);
    CHECK(walk.asked<cmd::Speak>()->volume == kiosk::kUsualVolume);
    walk.happen(event::SentenceEnded{walk.state.speech->speaking, true});
    CHECK(walk.asked<cmd::Speak>()->sentence == 1);
    walk.happen(event::SentenceEnded{walk.state.speech->speaking, true});
    CHECK_FALSE(walk.state.speech);
}

TEST_CASE("without sound nothing is read, and nothing is said to be", "[kiosk][app][speech]")
{
    Walk walk;
    walk.wake();
    walk.act(act::ReadAloud{});
    CHECK_FALSE(walk.state.speech);
}

TEST_CASE("a page with nothing to say ends its reading at once", "[kiosk][app][speech]")
{
    Walk walk;
    walk.wake();
    walk.happen(event::SoundFound{true});
    walk.act(act::ReadAloud{});
    walk.happen(event::ScriptMade{walk.state.speech->number, script_of({})});
    CHECK_FALSE(walk.state.speech);
}

TEST_CASE("pause is silence; going on begins the sentence again", "[kiosk][app][speech]")
{
    Listener walk;
    walk.hear();
    walk.act(act::PauseReading{});
    CHECK(walk.asked<cmd::Silence>() != nullptr);
    CHECK(walk.state.speech->stage == Speech::Stage::Paused);
    // The end of the sentence that was cut short comes too late.
    const auto cut_short = walk.state.speech->speaking;
    walk.happen(event::SentenceEnded{cut_short, true});
    CHECK(walk.state.speech->sentence == 1);
    walk.act(act::GoOnReading{});
    CHECK(walk.asked<cmd::Speak>()->sentence == 1);
    CHECK(walk.asked<cmd::Speak>()->number != cut_short);
}

TEST_CASE("again says the same sentence, also out of a pause", "[kiosk][app][speech]")
{
    Listener walk;
    walk.hear();
    const auto first = walk.state.speech->speaking;
    walk.act(act::SayAgain{});
    CHECK(walk.asked<cmd::Speak>()->sentence == 1);
    walk.happen(event::SentenceEnded{first, true});
    CHECK(walk.state.speech->sentence == 1);
    walk.act(act::PauseReading{});
    walk.act(act::SayAgain{});
    CHECK(walk.state.speech->stage == Speech::Stage::Playing);
}

TEST_CASE("pace and loudness go in steps, to their ends and no further, and are heard at once",
          "[kiosk][app][speech]")
{
    Listener walk;
    walk.act(act::ChangeVolume{1});
    CHECK(walk.asked<cmd::Speak>()->volume == 4);
    for (int i = 0; i < 9; ++i) walk.act(act::ChangeVolume{1});
    CHECK(walk.state.preferences.volume == kiosk::kLoudest);
    for (int i = 0; i < 9; ++i) walk.act(act::ChangeVolume{-1});
    CHECK(walk.state.preferences.volume == 1);
    walk.act(act::ChangePace{-1});
    CHECK(walk.asked<cmd::Speak>()->pace == -1);
    for (int i = 0; i < 9; ++i) walk.act(act::ChangePace{1});
    CHECK(walk.state.preferences.pace == kiosk::kQuickest);
    CHECK(walk.asked<cmd::Speak>()->sentence == 0);
    walk.act(act::PauseReading{});
    const int spoken = walk.count<cmd::Speak>();
    walk.act(act::ChangePace{-1});
    CHECK(walk.count<cmd::Speak>() == spoken);
}

TEST_CASE("any way off the page, another language or a touched key ends the reading", "[kiosk][app][speech]")
{
    const std::vector<std::pair<const char*, kiosk::Action>> ways{
        {"home", act::GoHome{}},
        {"back", act::Back{}},
        {"search", act::OpenSearch{}},
        {"proof", act::OpenProof{}},
        {"language", act::ToggleLanguage{}},
        {"report", act::OpenFeedback{}},
        {"stop", act::StopReading{}},
        {"key", act::Press{kiosk::character_key(U'a')}}};
    for (const auto& [name, way] : ways) {
        CAPTURE(name);
        Listener walk;
        walk.act(way);
        CHECK_FALSE(walk.state.speech);
        CHECK(walk.asked<cmd::Silence>() != nullptr);
    }
}

TEST_CASE("looking at the page otherwise does not end the reading", "[kiosk][app][speech]")
{
    Listener walk;
    walk.act(act::NextTextSize{});
    walk.act(act::ToggleContrast{});
    walk.act(act::ToggleLowered{});
    walk.act(act::Zoom{1});
    CHECK(walk.state.speech);
}

TEST_CASE("a page being read waits for nobody; then, and while paused, it does", "[kiosk][app][speech][idle]")
{
    Listener walk;
    walk.wait(600s);
    REQUIRE(walk.state.speech);
    CHECK(walk.state.idle == kiosk::Idle::Active);
    walk.hear();
    walk.hear();
    walk.hear();
    REQUIRE_FALSE(walk.state.speech);
    walk.wait(119s);
    CHECK(walk.state.idle == kiosk::Idle::Active);
    walk.wait(1s);
    CHECK(walk.state.idle == kiosk::Idle::Warning);

    Listener paused;
    paused.act(act::PauseReading{});
    paused.wait(120s);
    CHECK(paused.state.idle == kiosk::Idle::Warning);
    paused.wait(20s);
    CHECK(paused.state.screen() == Screen::Attract);
    CHECK_FALSE(paused.state.speech);
}

TEST_CASE("the idle warning is heard by who listened, and still runs out", "[kiosk][app][speech][idle]")
{
    Listener walk;
    for (int sentence = 0; sentence < 3; ++sentence) walk.hear();
    walk.wait(120s);
    REQUIRE(walk.state.idle == kiosk::Idle::Warning);
    REQUIRE(walk.state.speech);
    CHECK(walk.state.speech->panel);
    walk.happen(event::ScriptMade{walk.state.speech->number, script_of({"Bác còn dùng máy không ạ?"})});
    REQUIRE(walk.asked<cmd::Speak>() != nullptr);
    CHECK(next_tick(walk.state) == walk.state.now + 1s);
    SECTION("one touch ends it and the page stays")
    {
        walk.commands.clear();
        walk.happen(event::Touched{});
        CHECK(walk.count<cmd::Silence>() == 1);
        CHECK_FALSE(walk.state.speech);
        CHECK(walk.state.screen() == Screen::Document);
    }
    SECTION("nobody comes")
    {
        walk.hear();
        CHECK_FALSE(walk.state.speech);
        walk.wait(20s);
        CHECK(walk.state.screen() == Screen::Attract);
        walk.wake();
        CHECK_FALSE(walk.state.listens);
    }
}

TEST_CASE("who only reads is warned in silence", "[kiosk][app][speech][idle]")
{
    Walk walk;
    walk.wake();
    walk.happen(event::SoundFound{true});
    open_document(walk, some_row(7));
    walk.wait(120s);
    CHECK(walk.state.idle == kiosk::Idle::Warning);
    CHECK_FALSE(walk.state.speech);
}

TEST_CASE("the next resident finds pace and loudness as they always are", "[kiosk][app][speech]")
{
    Listener walk;
    walk.act(act::ChangeVolume{2});
    walk.act(act::ChangePace{-2});
    walk.act(act::StopReading{});
    walk.act(act::GoHome{});
    walk.wait(60s);
    REQUIRE(walk.state.screen() == Screen::Attract);
    CHECK(walk.state.preferences == kiosk::Preferences{});
    // A device that was plugged in meanwhile is found.
    CHECK(walk.asked<cmd::LookForSound>() != nullptr);
}

TEST_CASE("a voice that is not heard ends the reading and the page says so until it is left",
          "[kiosk][app][speech]")
{
    Listener walk;
    walk.happen(event::SentenceEnded{walk.state.speech->speaking, false});
    CHECK_FALSE(walk.state.speech);
    CHECK(walk.state.voice_failed == walk.state.visit().number);
    CHECK(walk.asked<cmd::LookForSound>() != nullptr);
    walk.happen(event::SoundFound{false});
    walk.act(act::ReadAloud{});
    CHECK_FALSE(walk.state.speech);
    walk.act(act::Back{});
    CHECK(walk.state.voice_failed != walk.state.visit().number);
}

TEST_CASE("answers to a reading that was stopped change nothing", "[kiosk][app][speech]")
{
    Listener walk;
    const auto number = walk.state.speech->number;
    const auto speaking = walk.state.speech->speaking;
    walk.act(act::StopReading{});
    walk.commands.clear();
    walk.happen(event::ScriptMade{number, script_of({"một"})});
    walk.happen(event::SentenceEnded{speaking, true});
    CHECK_FALSE(walk.state.speech);
    CHECK(walk.commands.empty());
}

TEST_CASE("the setup page can be read aloud, too", "[kiosk][app][speech]")
{
    Walk walk{kiosk::initial_state({kiosk::SetupProblem::NoConfiguration, "kiosk.toml"}, "", "", {})};
    walk.happen(event::SoundFound{true});
    walk.act(act::ReadAloud{});
    CHECK(walk.state.speech);
}
