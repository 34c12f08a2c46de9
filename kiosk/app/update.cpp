#include "kiosk/app/update.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <utility>
#include <variant>

#include "kiosk/app/flow.h"
#include "kiosk/app/idle.h"
#include "kiosk/app/totals.h"
#include "offline_cache/days.h"

namespace kiosk {

using namespace std::chrono_literals;

namespace {

using flow::Commands;

void touch(State& state)
{
    state.touched = state.now;
    state.idle = Idle::Active;
}

/// Attract and the warning take the whole touch: nothing below it may feel it (kiosk.md §3).
void touched(State& state, Commands& commands)
{
    const bool wakes = state.screen() == Screen::Attract;
    const bool extends = state.idle == Idle::Warning;
    touch(state);
    if (wakes || extends) commands.emplace_back(cmd::SwallowTouch{});
    if (!wakes) return;
    flow::go_home(state, commands);
    commands.emplace_back(cmd::FindPrinters{});  // before this resident comes to a page that could print
}

/// Contact proves a time, and so does the build: a clock far ahead of both is wrong.
bool far_ahead(const State& state, protocol::Time time)
{
    const protocol::Time proven = std::max(state.floor, state.health.information.value_or(state.floor));
    return time > proven + offline_cache::kFarthestAhead;
}

void check_clock(State& state)
{
    // Wrong as well: well before the last contact, or before this program was built.
    constexpr auto kSlack = 10min;
    const auto& information = state.health.information;
    state.health.clock_wrong = state.wall < state.floor ||
                               (information && state.wall + kSlack < *information) ||
                               far_ahead(state, state.wall);
}

void tick(State& state, const event::Tick& tick, Commands& commands)
{
    // Meetings pass and terms end by themselves: what stands on the page is looked at again each hour, home
    // and what waits for a resident each five minutes. A bulletin names the minute from which it counts.
    using FiveMinutes = std::chrono::duration<std::int64_t, std::ratio<300>>;
    const bool new_hour = std::chrono::floor<std::chrono::hours>(tick.wall) !=
                          std::chrono::floor<std::chrono::hours>(state.wall);
    const bool new_step =
        std::chrono::floor<FiveMinutes>(tick.wall) != std::chrono::floor<FiveMinutes>(state.wall);
    const bool at_home = state.screen() == Screen::Attract || state.screen() == Screen::Home;
    state.now = tick.now;
    state.wall = tick.wall;
    check_clock(state);
    if (new_hour)
        flow::refresh(state, commands);
    else if (new_step && at_home)
        commands.emplace_back(cmd::LoadHome{});
    if (state.paused_until && state.now >= *state.paused_until) {
        state.paused_until.reset();
        if (state.lookup && state.lookup->trouble == LookupTrouble::Paused)
            state.lookup->trouble = LookupTrouble::None;
    }

    flow::staff_tick(state, commands);

    // The warning runs out while it is read aloud, too.
    if (state.idle == Idle::Warning) {
        if (state.now >= state.warned + kWarning) flow::go_attract(state, commands);
        return;
    }
    const auto limit = idle_limit(state);
    if (!limit) return;
    if (state.now < state.touched + *limit) return;
    if (leaves_unwarned(state.screen())) {
        flow::go_attract(state, commands);
    } else {
        state.idle = Idle::Warning;
        state.warned = state.now;
        flow::speak_panel(state, commands);
    }
}

struct ActionStep {
    State& state;
    Commands& commands;

    void operator()(std::monostate) const {}
    void operator()(act::GoHome) const { flow::go_home(state, commands); }
    void operator()(act::Back) const { flow::back(state, commands); }
    void operator()(act::StillHere) const {}
    void operator()(act::KeepWords) const {}  // the question is over with any touch
    void operator()(act::DropWords) const {}
    void operator()(const act::ReadAloud& a) const { flow::read_aloud(state, a.own, commands); }
    void operator()(act::PauseReading) const { flow::pause_reading(state, commands); }
    void operator()(act::GoOnReading) const { flow::go_on_reading(state, commands); }
    void operator()(act::SayAgain) const { flow::say_again(state, commands); }
    void operator()(act::StopReading) const { flow::stop_reading(state, commands); }
    void operator()(const act::ChangePace& a) const { flow::change_pace(state, a.steps, commands); }
    void operator()(const act::ChangeVolume& a) const { flow::change_volume(state, a.steps, commands); }
    void operator()(act::OpenSearch) const
    {
        flow::open_search(state);
        flow::wipe_left_behind(state, commands);
    }
    void operator()(act::ToggleLanguage) const
    {
        auto& language = state.preferences.language;
        language = language == Language::Vietnamese ? Language::English : Language::Vietnamese;
        // Telex would make "tét" of an English test.
        flow::use_method(state, language == Language::English ? InputMethod::Off : InputMethod::Telex);
        flow::stop_reading(state, commands);
    }
    void operator()(act::NextTextSize) const
    {
        auto& size = state.preferences.text_size;
        size = size == TextSize::Normal  ? TextSize::Large
               : size == TextSize::Large ? TextSize::Largest
                                         : TextSize::Normal;
    }
    void operator()(act::ToggleContrast) const { state.preferences.contrast = !state.preferences.contrast; }
    void operator()(act::TogglePaper) const
    {
        state.preferences.white_pages = !state.preferences.white_pages;
    }
    void operator()(act::ToggleLowered) const { state.preferences.lowered = !state.preferences.lowered; }
    void operator()(const act::OpenTile& a) const { flow::open_tile(state, a.tile, commands); }
    void operator()(act::OpenMeetings) const { flow::open_meetings(state, commands); }
    void operator()(act::OpenBulletins) const { flow::open_bulletins(state, commands); }
    void operator()(const act::OpenLaw& a) const { flow::open_law(state, a.law, commands); }
    void operator()(const act::OpenShelf& a) const { flow::open_shelf(state, a.shelf, commands); }
    void operator()(const act::ShowRows& a) const { flow::show_rows(state, a, commands); }
    void operator()(const act::OpenItem& a) const { flow::open_item(state, a.index, commands); }
    void operator()(const act::OpenRevision& a) const { flow::open_item(state, a.index, commands); }
    void operator()(const act::Zoom& a) const { flow::zoom(state, a.steps); }
    void operator()(const act::OpenFile& a) const { flow::open_file(state, a.n, commands); }
    void operator()(const act::WantPages& a) const { flow::want_pages(state, a, commands); }
    void operator()(act::OpenProof) const { flow::open_proof(state); }
    void operator()(act::ReportWrong) const { flow::open_feedback(state, true, Lane::WrongInfo, commands); }
    void operator()(const act::Press& a) const { flow::press(state, a.key, commands); }
    void operator()(const act::Foresee& a) const { flow::foresee(state, a.key, commands); }
    void operator()(const act::Focus& a) const { flow::focus(state, a.field); }
    void operator()(const act::PlaceCaret& a) const { flow::place_caret(state, a.field, a.byte); }
    void operator()(const act::ClearField& a) const { flow::clear_field(state, a.field, commands); }
    void operator()(const act::UseMethod& a) const { flow::use_method(state, a.method); }
    void operator()(act::OpenFeedback) const { flow::open_feedback(state, false, Lane::Normal, commands); }
    void operator()(act::OpenFeedbackAbout) const
    {
        flow::open_feedback(state, true, Lane::Normal, commands);
    }
    void operator()(const act::ChooseTopic& a) const { flow::choose_topic(state, a.category); }
    void operator()(const act::ChooseOption& a) const { flow::choose_option(state, a.option); }
    void operator()(const act::SetOfficial& a) const { flow::set_official(state, a.official); }
    void operator()(const act::OpenGuidance& a) const { flow::open_guidance(state, a.guidance, commands); }
    void operator()(act::NextPage) const { flow::next_page(state); }
    void operator()(const act::SetContact& a) const { flow::set_contact(state, a.contact); }
    void operator()(const act::SetPublicAnswer& a) const { flow::set_public_answer(state, a.allowed); }
    void operator()(act::HandIn) const { flow::hand_in(state, commands); }
    void operator()(act::CloseReceipt) const { flow::go_home(state, commands); }
    void operator()(act::OpenLookup) const { flow::open_lookup(state, commands); }
    void operator()(act::LookUp) const { flow::look_up(state, commands); }
    void operator()(const act::SearchFor& a) const { flow::search_for(state, a.text, commands); }
    void operator()(const act::SearchAgain& a) const { flow::search_again(state, a.how, commands); }
    void operator()(act::ToggleShoulder) const { flow::toggle_shoulder(state); }
    void operator()(act::OpenReopen) const { flow::open_reopen(state, commands); }
    void operator()(act::SendReopen) const { flow::send_reopen(state, commands); }
    void operator()(act::OpenRate) const { flow::open_rate(state, commands); }
    void operator()(act::ChooseMark a) const { flow::choose_mark(state, a.mark); }
    void operator()(act::SendRate) const { flow::send_rate(state, commands); }
    void operator()(act::OpenPhone) const { flow::open_phone(state); }
    void operator()(const act::Print& a) const { flow::print(state, a.what, commands); }
    void operator()(act::ClosePrint) const { state.print.reset(); }
    void operator()(act::OpenComplaint) const { flow::open_complaint(state); }
    void operator()(act::OpenHelp) const { flow::open_help(state, commands); }
    void operator()(act::RingBell) const { flow::ring_bell(state, commands); }
    void operator()(act::OpenNotices) const { flow::open_notices(state); }
    void operator()(act::Enrol) const { flow::enrol(state, commands); }
    void operator()(act::KeepEnrolment) const { flow::keep_enrolment(state, commands); }
    void operator()(act::EnrolFromStick) const { flow::enrol_from_stick(state, commands); }
    void operator()(const staff::Action& a) const { flow::staff_asked(state, a, commands); }
};

struct EventStep {
    State& state;
    Commands& commands;

    void operator()(const Action& action) const
    {
        if (std::holds_alternative<std::monostate>(action)) return;
        // Rows come into view by inertia too; only what a hand does keeps the page.
        if (is_by_itself(action)) return std::visit(ActionStep{state, commands}, action);
        touch(state);
        if (std::holds_alternative<act::DropWords>(action)) {
            const Action asked = std::exchange(state.leaving, std::nullopt).value_or(Action{});
            return std::visit(ActionStep{state, commands}, asked);
        }
        if (!flow::asks_before(state, action, commands)) std::visit(ActionStep{state, commands}, action);
    }
    void operator()(const event::Tick& e) const { tick(state, e, commands); }
    void operator()(event::Touched) const { touched(state, commands); }
    void operator()(const event::HomeLoaded& e) const
    {
        state.home = e.home;
        if (!e.home) return;
        state.health.log_size = e.home->log_size;
        if (!e.home->commune_name.empty()) state.commune = e.home->commune_name;
    }
    void operator()(const event::PlaceLoaded& e) const
    {
        if (!e.place.name.empty()) state.commune = e.place.name;
        for (const auto& hall : e.place.halls)
            if (hall.id == state.hall_id) state.hall = hall.name;
        state.villages = {};
        for (const auto& village : e.place.villages) state.villages.add(village.name);
        state.places = e.place.villages;
    }
    void operator()(const event::LawsLoaded& e) const { flow::loaded(state, e); }
    void operator()(const event::ListLoaded& e) const { flow::loaded(state, e); }
    void operator()(const event::DocumentLoaded& e) const { flow::loaded(state, e); }
    void operator()(const event::TextLoaded& e) const { flow::loaded(state, e); }
    void operator()(const event::LoadFailed& e) const { flow::loaded(state, e); }
    void operator()(const event::Found& e) const { flow::found(state, e); }
    void operator()(const event::FeedbackPossible& e) const { flow::feedback_possible(state, e, commands); }
    void operator()(const event::HandedIn& e) const { flow::handed_in(state, e, commands); }
    void operator()(const event::HandInFailed& e) const { flow::hand_in_failed(state, e); }
    void operator()(const event::LookedUp& e) const { flow::looked_up(state, e, commands); }
    void operator()(const event::LookUpFailed& e) const { flow::look_up_failed(state, e); }
    void operator()(const event::Counts& e) const
    {
        state.health.outbox = e.outbox;
        state.health.log_size = e.log_size;
        if (e.information) state.health.information = e.information;
        state.health.history_alarm = e.history_alarm;
        check_clock(state);
    }
    void operator()(const event::Contact& e) const
    {
        state.health.online = e.online;
        state.health.contact_known = true;
        // The store does not keep the time of such a clock either.
        if (e.information && !far_ahead(state, *e.information)) state.health.information = e.information;
        check_clock(state);
    }
    void operator()(const event::SyncProgress& e) const
    {
        state.health.sync_done = e.done;
        state.health.sync_total = e.total;
    }
    void operator()(const event::NewContent& e) const
    {
        state.health.log_size = e.log_size;
        state.health.storage_trouble = false;
        flow::refresh(state, commands);
    }
    void operator()(const event::OutboxChanged& e) const { flow::outbox_changed(state, e); }
    void operator()(const event::RepliesChecked& e) const { flow::replies_checked(state, e, commands); }
    void operator()(const event::Reopened& e) const { flow::reopened(state, e, commands); }
    void operator()(const event::StoreUnusable& e) const
    {
        flow::go_attract(state, commands);
        state.setup = {SetupProblem::NoStore, e.detail};
        state.visits.clear();
        flow::open(state, Screen::Setup);
    }
    void operator()(event::HistoryAlarm) const { state.health.history_alarm = true; }
    void operator()(event::StorageTrouble) const { state.health.storage_trouble = true; }
    void operator()(const event::PrintersFound& e) const { state.printers = e.printers; }
    void operator()(const event::PrintEnded& e) const { flow::print_ended(state, e, commands); }
    void operator()(const event::HelpLoaded& e) const { state.help = e.offices; }
    void operator()(const event::StickRead& e) const
    {
        flow::stick_read(state, e.outcome, e.entries, commands);
    }
    void operator()(const event::BellAnswered& e) const { flow::bell_answered(state, e.rang, commands); }
    void operator()(const event::LogAddress& e) const { state.log_address = e.address; }
    void operator()(const paged::Opened& e) const { flow::paper_opened(state, e); }
    void operator()(const paged::Refused& e) const { flow::paper_refused(state, e); }
    void operator()(const paged::Drawn& e) const { flow::paper_drawn(state, e); }
    void operator()(const paged::Worded& e) const { flow::paper_worded(state, e); }
    void operator()(const paged::Failed& e) const { flow::paper_failed(state, e); }
    void operator()(const event::EnrolCompare& e) const { flow::enrolment(state, e); }
    void operator()(const event::EnrolFailed& e) const { flow::enrolment(state, e); }
    void operator()(const event::EnrolDone& e) const { flow::enrolment(state, e, commands); }
    void operator()(const staff::News& e) const { flow::staff_news(state, e, commands); }
    void operator()(const event::SoundFound& e) const { state.health.sound = e.sound; }
    void operator()(const event::ScriptMade& e) const { flow::script_made(state, e, commands); }
    void operator()(const event::SentenceEnded& e) const { flow::sentence_ended(state, e, commands); }
};

/// The way a page is seen or heard: all that works without a configuration.
bool looks_or_listens(const Action& action)
{
    return std::holds_alternative<act::ToggleLanguage>(action) ||
           std::holds_alternative<act::NextTextSize>(action) ||
           std::holds_alternative<act::ToggleContrast>(action) ||
           std::holds_alternative<act::ToggleLowered>(action) ||
           std::holds_alternative<act::ReadAloud>(action) ||
           std::holds_alternative<act::PauseReading>(action) ||
           std::holds_alternative<act::GoOnReading>(action) ||
           std::holds_alternative<act::SayAgain>(action) ||
           std::holds_alternative<act::StopReading>(action) ||
           std::holds_alternative<act::ChangePace>(action) ||
           std::holds_alternative<act::ChangeVolume>(action);
}

/// What the setup page takes of a technician.
bool enrols(const Action& action)
{
    return std::holds_alternative<act::Press>(action) || std::holds_alternative<act::Focus>(action) ||
           std::holds_alternative<act::PlaceCaret>(action) || std::holds_alternative<act::Enrol>(action) ||
           std::holds_alternative<act::EnrolFromStick>(action) ||
           std::holds_alternative<act::KeepEnrolment>(action);
}

/// What is typed or erased changes the page under the voice.
bool changes_words(const Action& action)
{
    return std::holds_alternative<act::Press>(action) || std::holds_alternative<act::ClearField>(action) ||
           std::holds_alternative<act::PlaceCaret>(action) || std::holds_alternative<act::HandIn>(action) ||
           std::holds_alternative<act::LookUp>(action);
}

}  // namespace

std::vector<Command> update(State& state, const Event& event)
{
    Commands commands;
    // Without a configuration there is nothing to do but to be let in; the way of looking may change.
    if (state.screen() == Screen::Setup) {
        if (const auto* action = std::get_if<Action>(&event);
            action != nullptr && !looks_or_listens(*action) && !(state.enrolling && enrols(*action)))
            return commands;
    }
    if (const auto* action = std::get_if<Action>(&event); action != nullptr && changes_words(*action))
        flow::stop_reading(state, commands);
    const Way before = way_of(state);
    std::visit(EventStep{state, commands}, event);
    flow::leave_pages(state, commands);
    flow::end_left_reading(state, commands);
    if (state.visit().number == before.back().number) return commands;
    const bool timed_out = std::holds_alternative<event::Tick>(event) && state.screen() == Screen::Attract;
    auto totals = counted(before, way_of(state), timed_out);
    if (!totals.empty())
        commands.emplace_back(cmd::CountScreens{protocol::local_date(state.wall), std::move(totals)});
    return commands;
}

}  // namespace kiosk
