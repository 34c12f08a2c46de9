#include "kiosk/app/staff.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "kiosk/app/fields.h"
#include "kiosk/app/flow.h"
#include "protocol/base/pin.h"

namespace kiosk {

namespace staff {

bool shows(const Notice& notice, protocol::Date today)
{
    return !notice.published && notice.text.from <= today && today <= notice.text.until;
}

bool any_shows(const std::shared_ptr<const Notices>& notices, protocol::Date today)
{
    return notices && std::any_of(notices->begin(), notices->end(),
                                  [&](const Notice& notice) { return shows(notice, today); });
}

}  // namespace staff

namespace flow {

namespace {

constexpr int kUsualNoticeDays = 7;

void record(Commands& commands, std::string what)
{
    commands.emplace_back(staff::Command{staff::Record{std::move(what)}});
}

void begin_pause(State& state, Commands& commands)
{
    state.pin_paused_until = state.now + staff::kPinPause;
    if (state.staff) state.staff->trouble = staff::PinTrouble::Paused;
    record(commands, "pin.paused");
}

std::string trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \n\t";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(kBlank) - first + 1)};
}

protocol::Date day_of(const State& state) { return protocol::local_date(state.wall); }

/// Goes up the way to this page; it must be on it.
void return_to(State& state, Screen screen)
{
    while (state.visits.size() > 1 && state.screen() != screen) state.visits.pop_back();
    state.focus = Field::None;
}

/// The steps of the corner once it is open, and the knock at it.
struct Step {
    State& state;
    Commands& commands;

    [[nodiscard]] staff::Session& session() const { return *state.staff; }

    void operator()(staff::Knock) const
    {
        if (state.screen() == Screen::Attract || is_staff(state.screen())) return;
        if (state.draft && state.draft->sending) return;
        state.staff.emplace();
        prepare_field(session().pin, Field::StaffPin, state);
        if (!state.pin_kept) session().trouble = staff::PinTrouble::NoneKept;
        if (state.pin_paused_until) session().trouble = staff::PinTrouble::Paused;
        open(state, Screen::StaffPin);
    }

    void operator()(staff::CheckPin) const
    {
        if (state.screen() != Screen::StaffPin || session().checking || !state.pin_kept) return;
        if (state.pin_paused_until) {
            session().trouble = staff::PinTrouble::Paused;
        } else if (session().pin.text().size() < protocol::kShortestPin) {
            session().trouble = staff::PinTrouble::NotComplete;
        } else {
            session().checking = true;
            session().trouble = staff::PinTrouble::None;
            session().number = state.next_number++;
            commands.emplace_back(staff::Command{staff::VerifyPin{
                session().number, std::make_shared<const protocol::SecretString>(session().pin.text())}});
        }
    }

    void operator()(staff::OpenNotices) const
    {
        open(state, Screen::StaffNotices);
        commands.emplace_back(staff::Command{staff::LoadNotices{}});
    }

    void operator()(const staff::WriteNotice& a) const
    {
        if (state.screen() != Screen::StaffNotices) return;
        // One that was left half written goes on where it was.
        if (session().draft && session().draft->n == a.n && !session().draft->text.empty()) {
            session().armed = 0;
            return open(state, Screen::StaffNoticeText);
        }
        staff::NoticeDraft draft;
        prepare_field(draft.title, Field::NoticeTitle, state);
        prepare_field(draft.text, Field::NoticeText, state);
        draft.from = day_of(state);
        draft.until = protocol::add_days(draft.from, kUsualNoticeDays - 1);
        if (a.n != 0) {
            const auto* old = find(a.n);
            if (old == nullptr) return;
            draft.n = a.n;
            draft.title.set_text(old->text.title);
            draft.text.set_text(old->text.text);
            draft.from = old->text.from;
            draft.until = old->text.until;
        } else if (state.notices && state.notices->size() >= offline_cache::kMostNotices) {
            return;
        }
        session().armed = 0;
        session().draft.emplace(std::move(draft));
        open(state, Screen::StaffNoticeText);
    }

    void operator()(staff::ReviewNotice) const
    {
        if (state.screen() != Screen::StaffNoticeText || !session().draft) return;
        if (trimmed(session().draft->title.text()).empty()) return;
        open(state, Screen::StaffNoticeReview);
    }

    void operator()(const staff::ShiftFrom& a) const
    {
        if (!session().draft) return;
        auto& draft = *session().draft;
        const int shown = protocol::days_between(draft.from, draft.until);
        const int ahead = protocol::days_between(day_of(state), draft.from) + a.days;
        draft.from = protocol::add_days(day_of(state), std::clamp(ahead, 0, staff::kMostDaysAhead));
        draft.until = protocol::add_days(draft.from, shown);
    }

    void operator()(const staff::ShiftUntil& a) const
    {
        if (!session().draft) return;
        auto& draft = *session().draft;
        const int shown = protocol::days_between(draft.from, draft.until) + a.days;
        draft.until =
            protocol::add_days(draft.from, std::clamp(shown, 0, offline_cache::kLongestNoticeDays - 1));
    }

    void operator()(staff::KeepNotice) const
    {
        if (state.screen() != Screen::StaffNoticeReview || !session().draft || session().draft->keeping)
            return;
        auto& draft = *session().draft;
        auto notice = std::make_shared<offline_cache::LocalNotice>();
        notice->n = draft.n;
        notice->title = trimmed(draft.title.text());
        notice->text = trimmed(draft.text.text());
        notice->from = draft.from;
        notice->until = draft.until;
        draft.keeping = true;
        draft.failed = false;
        commands.emplace_back(staff::Command{staff::StoreNotice{std::move(notice)}});
    }

    void operator()(const staff::RemoveNotice& a) const
    {
        // Asked for twice: a slip of the finger takes nothing away.
        if (state.screen() != Screen::StaffNotices) return;
        if (std::exchange(session().armed, a.n) != a.n) return;
        session().armed = 0;
        commands.emplace_back(staff::Command{staff::DropNotice{a.n}});
    }

    void operator()(staff::Clean) const
    {
        state.cleaning_until = state.now + staff::kCleaning;
        open(state, Screen::StaffCleaning);
        record(commands, "clean");
    }

    void operator()(staff::OpenDiagnosis) const
    {
        open(state, Screen::StaffDiagnosis);
        (*this)(staff::LookAgain{});
    }
    void operator()(staff::LookAgain) const
    {
        state.bell = Bell::Silent;
        if (session().stick != staff::Stick::Reading) session().stick = staff::Stick::NotAsked;
        commands.emplace_back(staff::Command{staff::Diagnose{}});
        commands.emplace_back(cmd::FindPrinters{});
        commands.emplace_back(cmd::LookForSound{});
    }
    void operator()(const staff::TestPrint& a) const
    {
        if (state.screen() != Screen::StaffDiagnosis) return;
        record(commands, "print.test");
        print(state, a.slip ? PrintWhat::TestSlip : PrintWhat::TestPage, commands);
    }
    void operator()(staff::TestSound) const
    {
        if (state.screen() != Screen::StaffDiagnosis || state.bell == Bell::Ringing) return;
        record(commands, "sound.test");
        ring_bell(state, commands);
    }

    void operator()(staff::ReadStick) const
    {
        if (state.screen() != Screen::StaffDiagnosis || session().stick == staff::Stick::Reading) return;
        session().stick = staff::Stick::Reading;
        commands.emplace_back(cmd::ReadStick{});
    }

    void operator()(staff::OpenRuler) const { measure(Screen::StaffRuler); }
    void operator()(staff::OpenReach) const { measure(Screen::StaffReach); }
    void operator()(const staff::SetScale& a) const { session().measured.px_per_mm = a.px_per_mm; }
    void operator()(const staff::SetReach& a) const { session().measured.reach_mm = a.reach_mm; }
    void operator()(staff::KeepTerminal) const
    {
        if (state.screen() != Screen::StaffRuler && state.screen() != Screen::StaffReach) return;
        commands.emplace_back(staff::Command{staff::StoreTerminal{session().measured}});
    }

    void operator()(staff::OpenRestart) const { open(state, Screen::StaffRestart); }
    void operator()(staff::Restart) const
    {
        record(commands, "restart");
        commands.emplace_back(cmd::Restart{});
    }
    void operator()(staff::EnrolAnew) const
    {
        if (state.screen() != Screen::StaffRestart || !state.enrolled) return;
        record(commands, "enrol");
        commands.emplace_back(cmd::SetIdentityAside{});
        commands.emplace_back(cmd::Restart{});
    }

private:
    [[nodiscard]] const staff::Notice* find(std::int64_t n) const
    {
        if (!state.notices) return nullptr;
        const auto at = std::find_if(state.notices->begin(), state.notices->end(),
                                     [n](const staff::Notice& notice) { return notice.text.n == n; });
        return at == state.notices->end() ? nullptr : &*at;
    }

    void measure(Screen screen) const
    {
        session().measured = state.terminal;
        session().failed = false;
        open(state, screen);
    }
};

struct NewsStep {
    State& state;
    Commands& commands;

    void operator()(const staff::PinVerified& e) const
    {
        state.wrong_pins = e.wrong;
        if (!e.right && e.wrong >= staff::kWrongBeforePause && !state.pin_paused_until)
            begin_pause(state, commands);
        if (!state.staff || state.staff->number != e.number || !state.staff->checking) return;
        staff::Session& session = *state.staff;
        session.checking = false;
        session.pin.wipe();
        state.touched = state.now;
        commands.emplace_back(cmd::WipeScreen{});
        if (!e.right) {
            if (!state.pin_paused_until) session.trouble = staff::PinTrouble::Wrong;
            return;
        }
        session.open = true;
        record(commands, "open");
        // What a resident left on the way is not for the staff to see.
        state.visits.clear();
        open(state, Screen::Home);
        open(state, Screen::StaffHome);
        wipe_left_behind(state, commands);
    }

    void operator()(const staff::WrongPins& e) const
    {
        state.wrong_pins = e.wrong;
        // The power switch is no way round the pause.
        if (e.wrong >= staff::kWrongBeforePause) begin_pause(state, commands);
    }

    void operator()(const staff::NoticesLoaded& e) const
    {
        state.notices = e.notices;
        if (state.screen() == Screen::Notices && !staff::any_shows(state.notices, day_of(state)))
            back(state, commands);
    }

    void operator()(const staff::NoticeStored& e) const
    {
        if (!state.staff || !state.staff->draft) return;
        state.staff->draft->keeping = false;
        state.staff->draft->failed = !e.kept;
        if (!e.kept) return;
        state.staff->draft.reset();
        return_to(state, Screen::StaffNotices);
        commands.emplace_back(cmd::WipeScreen{});
    }

    void operator()(const staff::Diagnosed& e) const
    {
        if (state.staff) state.staff->diagnosis = e.diagnosis;
    }

    void operator()(const staff::TerminalStored& e) const
    {
        if (e.kept) state.terminal = e.terminal;
        if (!state.staff) return;
        state.staff->failed = !e.kept;
        const bool measuring = state.screen() == Screen::StaffRuler || state.screen() == Screen::StaffReach;
        if (e.kept && measuring) back(state, commands);
    }
};

}  // namespace

void staff_asked(State& state, const staff::Action& action, Commands& commands)
{
    const bool at_door =
        std::holds_alternative<staff::Knock>(action) || std::holds_alternative<staff::CheckPin>(action);
    if (!at_door && !(state.staff && state.staff->open)) return;
    std::visit(Step{state, commands}, action);
}

void stick_read(State& state, staff::Stick outcome, std::int64_t entries, Commands& commands)
{
    if (outcome == staff::Stick::Taken) record(commands, "stick.taken " + std::to_string(entries));
    if (outcome == staff::Stick::Doubted) record(commands, "stick.doubted");
    if (!state.staff || !state.staff->open) return;
    state.staff->stick = outcome;
    state.staff->stick_entries = entries;
    if (state.screen() == Screen::StaffDiagnosis) commands.emplace_back(staff::Command{staff::Diagnose{}});
}

void staff_news(State& state, const staff::News& news, Commands& commands)
{
    std::visit(NewsStep{state, commands}, news);
}

void staff_tick(State& state, Commands& commands)
{
    if (state.pin_paused_until && state.now >= *state.pin_paused_until) {
        state.pin_paused_until.reset();
        state.wrong_pins = 0;
        commands.emplace_back(staff::Command{staff::ForgetWrongPins{}});
        if (state.staff && state.staff->trouble == staff::PinTrouble::Paused)
            state.staff->trouble = staff::PinTrouble::None;
    }
    if (state.screen() == Screen::StaffCleaning && state.now >= state.cleaning_until) {
        state.visits.pop_back();
        state.touched = state.now;
    }
}

void open_notices(State& state)
{
    if (staff::any_shows(state.notices, day_of(state))) open(state, Screen::Notices);
}

}  // namespace flow

}  // namespace kiosk
