#include "kiosk/shell/program.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/app/update.h"
#include "kiosk/screens/draw.h"
#include "protocol/base/secret.h"

namespace kiosk {

Look look_of(const Preferences& preferences, float px_per_mm, float reach_mm)
{
    Look look;
    look.px_per_mm = px_per_mm;
    look.text_step = static_cast<int>(preferences.text_size);
    look.contrast = preferences.contrast;
    look.lowered = preferences.lowered;
    look.reach_mm = reach_mm;
    look.english = preferences.language == Language::English;
    return look;
}

Program::Program(Parts parts) : parts_(std::move(parts))
{
    // What happens first must not seem to have happened at the beginning of time.
    tick(parts_.display->now());
}
Program::~Program() = default;

#ifdef KIOSK_AUTOMATION
void Program::automate(AutomationServer& server, protocol::Mailbox<std::string>& lines,
                       std::function<void(std::chrono::seconds)> set_clock_ahead)
{
    lines_ = &lines;
    driver_ = std::make_unique<AutomationDriver>(
        *parts_.display, *parts_.ui, parts_.state,
        [&server](std::string line) { server.answer(std::move(line)); },
        [this, set_clock_ahead](double seconds, double clock) {
            later_ += seconds;
            set_clock_ahead(std::chrono::floor<std::chrono::seconds>(std::chrono::duration<double>{clock}));
        });
}
#endif

void Program::happen(const Event& event)
{
    for (const Command& command : update(parts_.state, event)) {
        if (std::holds_alternative<cmd::SwallowTouch>(command))
            swallowing_ = true;
        else if (std::holds_alternative<cmd::WipeScreen>(command))
            wipe();
        else if (std::holds_alternative<cmd::Restart>(command))
            done_ = restarts_ = true;
        else if (std::holds_alternative<cmd::WantReplies>(command)) {
            if (parts_.want_replies) parts_.want_replies();
        } else if (std::holds_alternative<cmd::ReadStick>(command)) {
            if (parts_.read_stick) parts_.read_stick();
        } else if (std::holds_alternative<cmd::FindPrinters>(command) ||
                   std::holds_alternative<cmd::Print>(command)) {
            if (parts_.print) parts_.print(command);
        } else if (std::holds_alternative<cmd::Enrol>(command) ||
                   std::holds_alternative<cmd::EnrolFromStick>(command)) {
            if (parts_.enrol) parts_.enrol(command);
        } else if (std::holds_alternative<cmd::SetIdentityAside>(command) ||
                   std::holds_alternative<cmd::TakeIdentityBack>(command)) {
            if (parts_.identity) parts_.identity(command);
        } else if (std::holds_alternative<cmd::RingBell>(command)) {
            if (parts_.ring) parts_.ring();
        } else if (const auto* pages = std::get_if<cmd::OrderPages>(&command)) {
            if (parts_.order_pages) parts_.order_pages(pages->orders);
        } else if (!speak(command) && parts_.store)
            parts_.store(command);
    }
    follow();
}

bool Program::speak(const Command& command)
{
    Speaker* speaker = parts_.speaker;
    if (const auto* say = std::get_if<cmd::Speak>(&command)) {
        if (speaker != nullptr)
            speaker->say(say->number, say->script, say->sentence, {say->volume, say->pace});
        return true;
    }
    if (std::holds_alternative<cmd::Silence>(command)) {
        if (speaker != nullptr) speaker->stop();
        return true;
    }
    if (!std::holds_alternative<cmd::LookForSound>(command)) return false;
    if (speaker != nullptr) speaker->look();
    return true;
}

void Program::follow()
{
    const State& state = parts_.state;
    const Terminal& terminal = state.terminal;
    const float scale = terminal.px_per_mm > 0 ? static_cast<float>(terminal.px_per_mm) : parts_.px_per_mm;
    parts_.ui->set_look(look_of(state.preferences, scale, static_cast<float>(terminal.reach_mm)));
    const Language language = state.preferences.language;
    parts_.ui->set_strings(parts_.catalogues->of(language), parts_.catalogues->beside(language));
    if (state.visit().number == visit_shown_) return;
    visit_shown_ = state.visit().number;
    parts_.ui->page_changed();
    // Scroll positions and the keyboard's layer tell about a person, too.
    if (state.screen() == Screen::Attract) parts_.ui->forget();
    asked_ = {};
}

void Program::wipe()
{
    asked_more_ = true;
    parts_.ui->wipe();
    if (parts_.store) parts_.store(cmd::WipeScreen{});
    protocol::wipe_stack();
}

Steady Program::steady_of(double now) const
{
#ifdef KIOSK_AUTOMATION
    now += later_;
#endif
    return Steady{static_cast<std::int64_t>(std::floor(now * 1000))};
}

void Program::tick(double now)
{
    const Steady steady = steady_of(now);
#ifdef KIOSK_AUTOMATION
    const auto shift = std::chrono::floor<std::chrono::seconds>(std::chrono::duration<double>{later_});
    return happen(event::Tick{steady, parts_.clock->now() + shift});
#else
    happen(event::Tick{steady, parts_.clock->now()});
#endif
}

Program::Seen Program::seen() const
{
    const State& state = parts_.state;
    const Health& health = state.health;
    return {state.visit().number,
            protocol::unix_seconds(state.wall) / 60,
            warning_seconds_left(state),
            pause_seconds_left(state),
            pin_pause_seconds_left(state),
            cleaning_seconds_left(state),
            health.online,
            health.contact_known,
            health.clock_wrong,
            health.information ? protocol::unix_seconds(*health.information) / 60 : -1};
}

void Program::count_fingers(const in::Touch& touch, double now)
{
    using Phase = in::Touch::Phase;
    // A panel that lost a finger's end must not leave the machine deaf.
    constexpr double kLongestHold = 10;
    if (touch.phase == Phase::Down && now - touched_ > kLongestHold) {
        fingers_.clear();
        swallowing_ = false;
    }
    touched_ = now;
    if (touch.phase == Phase::Move) return;
    std::erase(fingers_, touch.finger);
    if (touch.phase == Phase::Down) fingers_.push_back(touch.finger);
}

bool Program::felt(double now)
{
    tick(now);
    happen(event::Touched{});
    const bool swallowed = swallowing_;
    if (fingers_.empty()) swallowing_ = false;  // no finger is down whose end would be waited for
    return !swallowed;
}

bool Program::input(const Input& input, double now)
{
    if (std::holds_alternative<in::Escape>(input)) {
        if (parts_.escape_leaves) done_ = true;
        return true;
    }
    if (const auto* typed = std::get_if<in::KeyTyped>(&input)) {
        if (felt(now) && parts_.state.focus != Field::None) happen(Action{act::Press{typed->key}});
        return true;
    }
    if (std::holds_alternative<in::Wheel>(input)) return felt(now);
    const auto* touch = std::get_if<in::Touch>(&input);
    if (touch == nullptr) return true;

    count_fingers(*touch, now);
    const float corner = parts_.ui->mm(CornerHold::kSideMm);
    hold_.touch(*touch, static_cast<float>(parts_.display->width()), corner);
    if (touch->phase == in::Touch::Phase::Down) {
        if (parts_.touched) parts_.touched();
        tick(now);
        happen(event::Touched{});
    }
    // A swallowed touch never reaches the Ui: neither its press nor its release (kiosk.md §3).
    const bool swallowed = swallowing_;
    if (fingers_.empty()) swallowing_ = false;
    return !swallowed;
}

bool Program::turn(double now)
{
    const Seen before = seen();
    tick(now);
    bool changed = false;
    if (hold_.take(now)) {
        // The page that opens takes the rest of this touch; its end still goes to the Ui, which saw it begin.
        happen(Action{staff::Action{staff::Knock{}}});
        changed = true;
    }
    // Nothing but the store is opened before the first frame.
    if (frame_shown_ && !sync_started_ && parts_.start_sync) sync_started_ = parts_.start_sync();
    for (const Event& event : parts_.events->take_all()) {
        happen(event);
        // Each look at the server says that it is there; that is news only when it was not.
        changed = changed || !std::holds_alternative<event::Contact>(event);
    }
#ifdef KIOSK_AUTOMATION
    if (driver_) {
        while (auto line = lines_->take()) driver_->line(*line, now);
        changed = driver_->go_on(now) || changed;
    }
#endif
    return changed || !(before == seen()) || std::exchange(asked_more_, false);
}

std::optional<std::chrono::milliseconds> Program::sleep(double now)
{
    Steady least = std::max(next_tick(parts_.state) - steady_of(now), Steady{1});
    if (const auto knock = hold_.due()) {
        const auto wait = Steady{static_cast<std::int64_t>(std::ceil((*knock - now) * 1000))};
        least = std::min(least, std::max(wait, Steady{1}));
    }
#ifdef KIOSK_AUTOMATION
    if (driver_)
        if (const auto next = driver_->next()) {
            const auto wait = Steady{static_cast<std::int64_t>(std::ceil((*next - now) * 1000))};
            least = std::min(least, std::max(wait, Steady{1}));
        }
#endif
    return least;
}

void Program::frame(Ui& ui, [[maybe_unused]] double now)
{
#ifdef KIOSK_AUTOMATION
    if (driver_) driver_->frame_begun(now);
#endif
    listening_.before_frame(parts_.state, ui);
    Action action = draw(parts_.state, ui);
    listening_.after_frame(parts_.state, ui,
                           [this](std::uint64_t number, std::vector<Passage> passages, Tongue page) {
                               parts_.speaker->prepare(number, std::move(passages), page);
                           });
    // The first thing asked for stands until it is acted on, should two frames come before.
    if (std::holds_alternative<std::monostate>(asked_) || is_by_itself(asked_)) asked_ = std::move(action);
}

bool Program::acted(double now)
{
    if (std::holds_alternative<std::monostate>(asked_)) return false;
    // What is being looked at changes the picture only when it comes.
    const bool only_looked = is_by_itself(asked_);
    tick(now);
    happen(std::exchange(asked_, {}));
    return !only_looked;
}

std::chrono::milliseconds Program::patience() const
{
    // A search takes 1 to 5 ms; half a frame later the letter is shown without it.
    constexpr std::chrono::milliseconds kHalfFrame{8};
    const auto* search = std::get_if<SearchView>(&parts_.state.visit().view);
    return search != nullptr && search->answered != search->asked ? kHalfFrame : std::chrono::milliseconds{0};
}

bool Program::shown(double now)
{
    // One more turn after the first frame starts the syncing.
    bool again = !std::exchange(frame_shown_, true);
    if (!home_shown_ && parts_.state.screen() == Screen::Home && parts_.state.home != nullptr) {
        home_shown_ = true;
        if (parts_.first_home) parts_.first_home(now);
    }
#ifdef KIOSK_AUTOMATION
    if (driver_) {
        driver_->frame_shown(now);
        again = driver_->go_on(now) || again;
    }
#endif
    return again;
}

}  // namespace kiosk
