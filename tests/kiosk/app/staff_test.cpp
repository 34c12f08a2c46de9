#include "kiosk/app/staff.h"

#include <algorithm>

#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Screen;
namespace act = kiosk::act;
namespace staff = kiosk::staff;

namespace {

class Corner : public Walk {
public:
    Corner()
    {
        state.pin_kept = true;
        wake();
    }

    void ask(staff::Action action) { act(kiosk::Action{std::move(action)}); }
    void tell(staff::News news) { happen(kiosk::Event{std::move(news)}); }

    void type_pin(std::string_view digits)
    {
        type(digits);
        ask(staff::CheckPin{});
    }
    /// The store's verdict on the check under way.
    void verdict(bool right, int wrong = 0) { tell(staff::PinVerified{state.staff->number, right, wrong}); }
    void enter()
    {
        ask(staff::Knock{});
        type_pin("135790");
        verdict(true);
        REQUIRE(state.screen() == Screen::StaffHome);
    }
    void give(std::vector<staff::Notice> notices)
    {
        tell(staff::NoticesLoaded{std::make_shared<const staff::Notices>(std::move(notices))});
    }
    [[nodiscard]] protocol::Date today() const { return protocol::local_date(state.wall); }
    [[nodiscard]] staff::Notice notice(std::int64_t n, int from, int until, bool published = false) const
    {
        return {{n, "Cắt nước", "Từ 8 giờ.", protocol::add_days(today(), from),
                 protocol::add_days(today(), until), 0},
                published};
    }

    template <class Wanted>
    [[nodiscard]] const Wanted* asked_staff() const
    {
        for (auto command = commands.rbegin(); command != commands.rend(); ++command)
            if (const auto* one = std::get_if<staff::Command>(&*command))
                if (const auto* found = std::get_if<Wanted>(one)) return found;
        return nullptr;
    }
    [[nodiscard]] int recorded(std::string_view what) const
    {
        return static_cast<int>(std::count_if(commands.begin(), commands.end(), [&](const auto& command) {
            const auto* one = std::get_if<staff::Command>(&command);
            const auto* line = one != nullptr ? std::get_if<staff::Record>(one) : nullptr;
            return line != nullptr && line->what == what;
        }));
    }
};

}  // namespace

TEST_CASE("the knock asks for the PIN, and only the right one opens the corner", "[kiosk][app][staff]")
{
    Corner corner;
    corner.ask(staff::OpenNotices{});  // nothing opens before the PIN
    CHECK(corner.state.screen() == Screen::Home);
    corner.ask(staff::Knock{});
    CHECK(corner.state.screen() == Screen::StaffPin);

    corner.type_pin("1357");
    CHECK(corner.state.staff->trouble == staff::PinTrouble::NotComplete);
    CHECK(corner.asked_staff<staff::VerifyPin>() == nullptr);

    corner.type_pin("90");
    REQUIRE(corner.asked_staff<staff::VerifyPin>() != nullptr);
    CHECK(corner.asked_staff<staff::VerifyPin>()->pin->view() == "135790");
    corner.type("1");  // nothing moves while it is checked
    CHECK(corner.state.staff->pin.text() == "135790");
    corner.ask(staff::Clean{});
    CHECK(corner.state.screen() == Screen::StaffPin);

    corner.verdict(false, 1);
    CHECK(corner.state.staff->trouble == staff::PinTrouble::Wrong);
    CHECK(corner.state.staff->pin.empty());
    corner.type_pin("246801");
    corner.verdict(true);
    CHECK(corner.state.screen() == Screen::StaffHome);
    CHECK(corner.state.staff->pin.empty());
    CHECK(corner.count<kiosk::cmd::WipeScreen>() >= 2);
    CHECK(corner.recorded("open") == 1);
}

TEST_CASE("a verdict nobody waits for any more opens nothing", "[kiosk][app][staff]")
{
    Corner corner;
    corner.ask(staff::Knock{});
    corner.type_pin("135790");
    const auto number = corner.state.staff->number;
    corner.act(act::Back{});
    CHECK_FALSE(corner.state.staff);
    corner.tell(staff::PinVerified{number, true, 0});
    CHECK(corner.state.screen() == Screen::Home);
    corner.ask(staff::Knock{});
    corner.tell(staff::PinVerified{number, true, 0});
    CHECK(corner.state.screen() == Screen::StaffPin);
}

TEST_CASE("five wrong PINs pause the corner for 60 s, over a restart too", "[kiosk][app][staff]")
{
    Corner corner;
    corner.ask(staff::Knock{});
    SECTION("typed")
    {
        for (int wrong = 1; wrong <= 5; ++wrong) {
            corner.type_pin("000000");
            corner.verdict(false, wrong);
        }
        CHECK(corner.recorded("pin.paused") == 1);
    }
    SECTION("before the power went") { corner.tell(staff::WrongPins{5}); }
    CHECK(corner.state.staff->trouble == staff::PinTrouble::Paused);
    CHECK(kiosk::pin_pause_seconds_left(corner.state) == 60);
    corner.commands.clear();
    corner.type_pin("135790");
    CHECK(corner.asked_staff<staff::VerifyPin>() == nullptr);
    corner.wait(39s);
    corner.touch();
    corner.wait(22s);
    CHECK(kiosk::pin_pause_seconds_left(corner.state) == 0);
    CHECK(corner.asked_staff<staff::ForgetWrongPins>() != nullptr);
    CHECK(corner.state.staff->trouble == staff::PinTrouble::None);
}

TEST_CASE("leaving does not end the pause", "[kiosk][app][staff]")
{
    Corner corner;
    corner.ask(staff::Knock{});
    corner.tell(staff::WrongPins{5});
    corner.act(act::GoHome{});
    corner.ask(staff::Knock{});
    CHECK(corner.state.staff->trouble == staff::PinTrouble::Paused);
}

TEST_CASE("without a PIN in kiosk.toml the corner says so and nothing opens it", "[kiosk][app][staff]")
{
    Corner corner;
    corner.state.pin_kept = false;
    corner.ask(staff::Knock{});
    CHECK(corner.state.staff->trouble == staff::PinTrouble::NoneKept);
    corner.type_pin("135790");
    CHECK(corner.asked_staff<staff::VerifyPin>() == nullptr);
}

TEST_CASE("what a resident was writing is gone before staff see a page, and stays when they only knock",
          "[kiosk][app][staff]")
{
    Corner corner;
    corner.act(act::OpenFeedback{});
    corner.act(act::ChooseTopic{"moi_truong"});
    corner.act(act::NextPage{});
    corner.type("muong tac");
    corner.ask(staff::Knock{});
    corner.act(act::Back{});
    REQUIRE(corner.state.draft);
    CHECK_FALSE(corner.state.draft->text.empty());
    corner.enter();
    CHECK_FALSE(corner.state.draft);
    CHECK(corner.state.visits.size() == 2);
}

TEST_CASE("the corner closes by itself after 60 s, with the warning before", "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.wait(39s);
    CHECK(corner.state.idle == kiosk::Idle::Active);
    corner.wait(2s);
    CHECK(corner.state.idle == kiosk::Idle::Warning);
    corner.wait(19s);
    CHECK(corner.state.screen() == Screen::Attract);
    CHECK_FALSE(corner.state.staff);
    CHECK(corner.recorded("closed") == 1);
}

TEST_CASE("while the screen is wiped no touch does anything, and after 30 s it is as before",
          "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.ask(staff::Clean{});
    CHECK(corner.state.screen() == Screen::StaffCleaning);
    CHECK(kiosk::cleaning_seconds_left(corner.state) == 30);
    for (int second = 0; second < 29; ++second) {
        corner.touch();
        corner.act(act::Back{});
        corner.act(act::OpenSearch{});
        corner.wait(1s);
        REQUIRE(corner.state.screen() == Screen::StaffCleaning);
    }
    corner.wait(1s);
    CHECK(corner.state.screen() == Screen::StaffHome);
    CHECK(corner.state.idle == kiosk::Idle::Active);
}

TEST_CASE("a notice is written, dated, looked at and kept; only then it is forgotten here",
          "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.ask(staff::OpenNotices{});
    corner.ask(staff::WriteNotice{});
    CHECK(corner.state.focus == kiosk::Field::NoticeTitle);
    corner.ask(staff::ReviewNotice{});  // without a title there is nothing to look at
    CHECK(corner.state.screen() == Screen::StaffNoticeText);
    corner.type(" cat nuoc ");
    corner.act(act::Focus{kiosk::Field::NoticeText});
    corner.type("tu 8 gio");
    // Back to the others and to writing: it goes on where it was.
    corner.act(act::Back{});
    corner.ask(staff::WriteNotice{});
    CHECK(corner.state.field(kiosk::Field::NoticeText)->text() == "tu 8 gio");
    corner.ask(staff::ReviewNotice{});
    CHECK(corner.state.screen() == Screen::StaffNoticeReview);
    corner.ask(staff::ShiftFrom{1});
    corner.ask(staff::ShiftUntil{-7});
    corner.ask(staff::ShiftUntil{7});
    corner.ask(staff::ShiftUntil{7});
    corner.ask(staff::KeepNotice{});
    const auto* kept = corner.asked_staff<staff::StoreNotice>();
    REQUIRE(kept != nullptr);
    CHECK(kept->notice->title == "cat nuoc");
    CHECK(kept->notice->from == protocol::add_days(corner.today(), 1));
    CHECK(kept->notice->until == protocol::add_days(corner.today(), 15));

    corner.tell(staff::NoticeStored{false});
    CHECK(corner.state.staff->draft->failed);
    CHECK(corner.state.screen() == Screen::StaffNoticeReview);
    corner.ask(staff::KeepNotice{});
    corner.tell(staff::NoticeStored{true});
    CHECK(corner.state.screen() == Screen::StaffNotices);
    CHECK_FALSE(corner.state.staff->draft);
}

TEST_CASE("days of a notice stay within their bounds", "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.ask(staff::OpenNotices{});
    corner.ask(staff::WriteNotice{});
    for (int i = 0; i < 9; ++i) corner.ask(staff::ShiftUntil{7});
    CHECK(protocol::days_between(corner.state.staff->draft->from, corner.state.staff->draft->until) == 29);
    for (int i = 0; i < 9; ++i) corner.ask(staff::ShiftFrom{7});
    CHECK(corner.state.staff->draft->from == protocol::add_days(corner.today(), staff::kMostDaysAhead));
    for (int i = 0; i < 9; ++i) corner.ask(staff::ShiftFrom{-7});
    CHECK(corner.state.staff->draft->from == corner.today());
    for (int i = 0; i < 9; ++i) corner.ask(staff::ShiftUntil{-7});
    CHECK(corner.state.staff->draft->until == corner.today());
}

TEST_CASE("residents see a notice on its days until the province has published it", "[kiosk][app][staff]")
{
    Corner corner;
    const auto today = corner.today();
    CHECK(staff::shows(corner.notice(1, 0, 0), today));
    CHECK_FALSE(staff::shows(corner.notice(1, 1, 3), today));
    CHECK_FALSE(staff::shows(corner.notice(1, -3, -1), today));
    CHECK_FALSE(staff::shows(corner.notice(1, 0, 3, true), today));

    corner.act(act::OpenNotices{});
    CHECK(corner.state.screen() == Screen::Home);
    corner.give({corner.notice(1, 0, 0)});
    corner.act(act::OpenNotices{});
    CHECK(corner.state.screen() == Screen::Notices);
    corner.give({corner.notice(1, 0, 0, true)});  // it came through the province while somebody read
    CHECK(corner.state.screen() == Screen::Home);
}

TEST_CASE("a notice goes only when its removal is touched twice", "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.ask(staff::OpenNotices{});
    corner.give({corner.notice(1, 0, 0), corner.notice(2, 0, 0)});
    corner.ask(staff::RemoveNotice{1});
    corner.ask(staff::RemoveNotice{2});
    CHECK(corner.asked_staff<staff::DropNotice>() == nullptr);
    corner.ask(staff::RemoveNotice{2});
    REQUIRE(corner.asked_staff<staff::DropNotice>() != nullptr);
    CHECK(corner.asked_staff<staff::DropNotice>()->n == 2);
}

TEST_CASE("measures hold from the moment they are on the disk", "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.ask(staff::OpenRuler{});
    corner.ask(staff::SetScale{4.5});
    CHECK(corner.state.terminal.px_per_mm == 0);
    corner.ask(staff::KeepTerminal{});
    REQUIRE(corner.asked_staff<staff::StoreTerminal>() != nullptr);
    const auto wanted = corner.asked_staff<staff::StoreTerminal>()->terminal;
    CHECK(wanted.px_per_mm == 4.5);
    corner.tell(staff::TerminalStored{wanted, false});
    CHECK(corner.state.staff->failed);
    corner.tell(staff::TerminalStored{wanted, true});
    CHECK(corner.state.terminal.px_per_mm == 4.5);
    CHECK(corner.state.screen() == Screen::StaffHome);

    corner.ask(staff::OpenReach{});
    corner.ask(staff::SetReach{500});
    corner.ask(staff::KeepTerminal{});
    CHECK(corner.asked_staff<staff::StoreTerminal>()->terminal == kiosk::Terminal{4.5, 500});
}

TEST_CASE("restart is recorded before the program ends", "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.ask(staff::OpenRestart{});
    CHECK(corner.state.screen() == Screen::StaffRestart);
    corner.ask(staff::Restart{});
    CHECK(corner.recorded("restart") == 1);
    CHECK(std::holds_alternative<kiosk::cmd::Restart>(corner.commands.back()));
}

TEST_CASE("only a terminal that an enrolment let in is let in anew", "[kiosk][app][staff]")
{
    Corner corner;
    corner.state.enrolled = GENERATE(false, true);
    corner.enter();
    corner.ask(staff::EnrolAnew{});
    CHECK(corner.recorded("enrol") == 0);
    corner.ask(staff::OpenRestart{});
    corner.ask(staff::EnrolAnew{});
    CHECK(corner.recorded("enrol") == (corner.state.enrolled ? 1 : 0));
    CHECK(corner.count<kiosk::cmd::SetIdentityAside>() == (corner.state.enrolled ? 1 : 0));
    CHECK(corner.count<kiosk::cmd::Restart>() == (corner.state.enrolled ? 1 : 0));
}

TEST_CASE("from the staff corner no search opens and Home ends the session", "[kiosk][app][staff]")
{
    Corner corner;
    corner.enter();
    corner.act(act::OpenSearch{});
    CHECK(corner.state.screen() == Screen::StaffHome);
    corner.act(act::GoHome{});
    CHECK_FALSE(corner.state.staff);
    CHECK(corner.recorded("closed") == 1);
    corner.ask(staff::OpenDiagnosis{});
    CHECK(corner.state.screen() == Screen::Home);
}

TEST_CASE("staff try the printers that are there, each by a sheet that says whose machine it is",
          "[kiosk][app][staff]")
{
    Corner corner;
    corner.ask(staff::TestPrint{});
    CHECK(corner.count<kiosk::cmd::Print>() == 0);  // not before the PIN
    corner.enter();
    corner.ask(staff::OpenDiagnosis{});
    CHECK(corner.asked<kiosk::cmd::FindPrinters>() != nullptr);
    corner.ask(staff::TestPrint{});
    CHECK(corner.count<kiosk::cmd::Print>() == 0);  // no printer was found
    corner.happen(kiosk::event::PrintersFound{{.slip = true, .page = false}});
    corner.ask(staff::TestPrint{.slip = true});
    REQUIRE(corner.asked<kiosk::cmd::Print>() != nullptr);
    const auto& order = *corner.asked<kiosk::cmd::Print>()->order;
    CHECK(order.what == kiosk::PrintWhat::TestSlip);
    CHECK(order.device == corner.state.device);
    CHECK(corner.recorded("print.test") == 2);
    REQUIRE(corner.state.print.has_value());
}

TEST_CASE("the sound is tried by the bell first, then by the voice", "[kiosk][app][staff]")
{
    Corner corner;
    corner.happen(kiosk::event::SoundFound{true});
    corner.enter();
    corner.ask(staff::TestSound{});
    CHECK(corner.count<kiosk::cmd::RingBell>() == 0);  // only where its outcome is told
    corner.ask(staff::OpenDiagnosis{});
    corner.ask(staff::TestSound{});
    corner.ask(staff::TestSound{});
    CHECK(corner.count<kiosk::cmd::RingBell>() == 1);
    CHECK(corner.recorded("sound.test") == 1);
    CHECK_FALSE(corner.state.speech.has_value());
    SECTION("both work")
    {
        corner.happen(kiosk::event::BellAnswered{true});
        CHECK(corner.state.bell == kiosk::Bell::Rang);
        CHECK(corner.state.speech.has_value());
    }
    SECTION("there is no loudspeaker")
    {
        corner.happen(kiosk::event::SoundFound{false});
        corner.happen(kiosk::event::BellAnswered{false});
        CHECK(corner.state.bell == kiosk::Bell::Mute);
        CHECK_FALSE(corner.state.speech.has_value());
    }
}

TEST_CASE("a stick is read one at a time, and what was taken stands in the audit", "[kiosk][app][staff]")
{
    Corner corner;
    corner.ask(staff::ReadStick{});
    CHECK(corner.count<kiosk::cmd::ReadStick>() == 0);  // a resident never
    corner.enter();
    corner.ask(staff::OpenDiagnosis{});
    corner.ask(staff::ReadStick{});
    corner.ask(staff::ReadStick{});
    corner.ask(staff::LookAgain{});
    CHECK(corner.count<kiosk::cmd::ReadStick>() == 1);
    CHECK(corner.state.staff->stick == staff::Stick::Reading);
    corner.happen(kiosk::event::StickRead{staff::Stick::Taken, 12});
    CHECK(corner.state.staff->stick == staff::Stick::Taken);
    CHECK(corner.recorded("stick.taken 12") == 1);
    corner.ask(staff::LookAgain{});
    CHECK(corner.state.staff->stick == staff::Stick::NotAsked);
    corner.ask(staff::ReadStick{});
    corner.act(act::GoHome{});
    corner.happen(kiosk::event::StickRead{staff::Stick::Doubted, 0});
    CHECK(corner.recorded("stick.doubted") == 1);  // nobody is there any more, the line is
}
