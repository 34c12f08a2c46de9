#pragma once

#include <SDL.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/platform/display.h"
#include "kiosk/platform/loop.h"
#include "kiosk/shell/options.h"
#include "kiosk/shell/program.h"
#include "kiosk/shell/tour_store.h"
#include "tests/support/catch.h"

namespace touch {

/// The whole program as a resident meets it — loop, program, screens, the small commune of the tour — on a
/// screen in memory and by a clock that goes on only in pass(). Everything comes in as SDL's own events.
class TouchedKiosk {
public:
    static constexpr float kPxPerMm = 4.03F;

    explicit TouchedKiosk(int width = 1080, int height = 1920)
        : display_(must(kiosk::Display::offscreen(width, height, &time_))),
          catalogues_{must(kiosk::load_strings("kiosk", "vi")), must(kiosk::load_strings("kiosk", "en"))},
          store_(kiosk::fixture_store()),
          wall_(time_, store_->now()),
          events_([this] { display_->wake(); }),
          ui_(must(kiosk::Fonts::open({})), catalogues_.vietnamese),
          program_(parts())
    {
        pass(0.1);
    }

    [[nodiscard]] const kiosk::State& state() const { return program_.state(); }
    [[nodiscard]] kiosk::Screen screen() const { return state().screen(); }
    [[nodiscard]] double now() const { return time_.seconds; }
    [[nodiscard]] static float mm(float millimetres) { return millimetres * kPxPerMm; }
    [[nodiscard]] std::vector<unsigned char> pixels() const { return display_->pixels(); }
    [[nodiscard]] std::uint64_t pictures() const { return display_->pictures(); }

    /// Of what can be touched on the frame shown last.
    [[nodiscard]] const kiosk::Item& item(std::string_view name) const
    {
        const kiosk::Item* found = ui_.items().find(name);
        INFO(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] bool has(std::string_view name) const { return ui_.items().find(name) != nullptr; }
    [[nodiscard]] kiosk::Point middle(std::string_view name) const { return item(name).px.centre(); }

    void down(kiosk::Point at, SDL_FingerID finger = 1) { push(SDL_FINGERDOWN, finger, at); }
    void move(kiosk::Point at, SDL_FingerID finger = 1) { push(SDL_FINGERMOTION, finger, at); }
    void up(kiosk::Point at, SDL_FingerID finger = 1) { push(SDL_FINGERUP, finger, at); }

    void tap(kiosk::Point at)
    {
        down(at);
        pass(0.06);
        up(at);
        pass(0.1);
    }
    void tap(std::string_view name) { tap(middle(name)); }
    /// From the first page to the list of all that is disclosed, which is longer than its view.
    void open_disclosures()
    {
        tap("home.tile.know");
        pass(0.6);
        tap("list.law.all");
        pass(0.6);
    }

    /// The finger goes on from `from` by `by` px down the screen in steps of 16 ms and stays down. Where it
    /// is.
    kiosk::Point drag(kiosk::Point from, float by, int steps)
    {
        down(from);
        pass(0.016);
        kiosk::Point at = from;
        for (int i = 1; i <= steps; ++i) {
            at.y = from.y + by * static_cast<float>(i) / static_cast<float>(steps);
            move(at);
            pass(0.016);
        }
        return at;
    }

    void mouse_button(bool pressed, kiosk::Point at, Uint32 which = 0)
    {
        SDL_Event event{};
        event.type = pressed ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
        event.button.which = which;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.state = pressed ? SDL_PRESSED : SDL_RELEASED;
        event.button.x = static_cast<int>(at.x);
        event.button.y = static_cast<int>(at.y);
        REQUIRE(SDL_PushEvent(&event) == 1);
    }
    void mouse_moved(kiosk::Point at)
    {
        SDL_Event event{};
        event.type = SDL_MOUSEMOTION;
        event.motion.state = SDL_BUTTON_LMASK;
        event.motion.x = static_cast<int>(at.x);
        event.motion.y = static_cast<int>(at.y);
        REQUIRE(SDL_PushEvent(&event) == 1);
    }

    /// Lines up (positive) or down at a place.
    void wheel(float lines, kiosk::Point at)
    {
        SDL_Event event{};
        event.type = SDL_MOUSEWHEEL;
        event.wheel.y = static_cast<int>(lines);
        event.wheel.preciseY = lines;
        event.wheel.mouseX = static_cast<int>(at.x);
        event.wheel.mouseY = static_cast<int>(at.y);
        REQUIRE(SDL_PushEvent(&event) == 1);
    }
    void key(SDL_Keycode sym)
    {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = sym;
        REQUIRE(SDL_PushEvent(&event) == 1);
    }

    /// The loop runs for so long, by its own clock.
    void pass(double seconds)
    {
        Until client{program_, time_.seconds + seconds};
        kiosk::run_loop(*display_, ui_, client);
    }

    /// The touch that wakes it; home stands after.
    void wake()
    {
        tap({mm(100), mm(200)});
        REQUIRE(screen() == kiosk::Screen::Home);
        pass(0.3);
    }

private:
    class Wall final : public protocol::Clock {
    public:
        Wall(const kiosk::GivenTime& time, protocol::Time start)
            : time_(time), begun_(time.seconds), start_(start)
        {
        }
        [[nodiscard]] protocol::Time now() const override
        {
            return start_ + std::chrono::seconds{static_cast<std::int64_t>(time_.seconds - begun_)};
        }

    private:
        const kiosk::GivenTime& time_;
        double begun_;
        protocol::Time start_;
    };

    /// The program, until a moment.
    class Until final : public kiosk::LoopClient {
    public:
        Until(kiosk::Program& program, double end) : program_(program), end_(end) {}
        bool input(const kiosk::Input& input, double now) override { return program_.input(input, now); }
        bool turn(double now) override
        {
            now_ = now;
            return program_.turn(now);
        }
        [[nodiscard]] std::optional<std::chrono::milliseconds> sleep(double now) override
        {
            using std::chrono::milliseconds;
            now_ = now;
            const milliseconds left{std::max(1LL, std::llround((end_ - now) * 1000))};
            return std::min(program_.sleep(now).value_or(left), left);
        }
        void frame(kiosk::Ui& ui, double now) override { program_.frame(ui, now); }
        bool acted(double now) override { return program_.acted(now); }
        [[nodiscard]] std::chrono::milliseconds patience() const override { return program_.patience(); }
        bool shown(double now) override
        {
            now_ = now;
            return program_.shown(now);
        }
        [[nodiscard]] bool done() const override { return now_ >= end_ - 1e-6; }

    private:
        kiosk::Program& program_;
        double end_;
        double now_ = 0;
    };

    template <class T>
    static T must(protocol::Result<T> result)
    {
        if (!result) throw std::runtime_error(result.error().detail);
        return std::move(*result);
    }

    kiosk::Program::Parts parts()
    {
        kiosk::Program::Parts parts;
        parts.state =
            kiosk::initial_state({}, "20107-h1", "46-20107-k1", wall_.now() - std::chrono::hours{1});
        parts.state.commune_code = store_->commune();
        parts.display = display_.get();
        parts.ui = &ui_;
        parts.catalogues = &catalogues_;
        parts.events = &events_;
        parts.clock = &wall_;
        parts.px_per_mm = kPxPerMm;
        parts.store = [this](const kiosk::Command& command) { answer(command); };
        parts.order_pages = [this](std::vector<kiosk::PageOrder> orders) {
            answer(kiosk::cmd::OrderPages{std::move(orders)});
        };
        return parts;
    }

    void answer(const kiosk::Command& command)
    {
        for (kiosk::Event& event : store_->answer(command)) events_.post(std::move(event));
    }

    void push(Uint32 type, SDL_FingerID finger, kiosk::Point at)
    {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 1;
        event.tfinger.fingerId = finger;
        event.tfinger.x = at.x / static_cast<float>(display_->width());
        event.tfinger.y = at.y / static_cast<float>(display_->height());
        event.tfinger.pressure = 1;
        REQUIRE(SDL_PushEvent(&event) == 1);
    }

    kiosk::GivenTime time_;
    std::unique_ptr<kiosk::Display> display_;
    kiosk::Catalogues catalogues_;
    std::unique_ptr<kiosk::TourStore> store_;
    Wall wall_;
    protocol::Mailbox<kiosk::Event> events_;
    kiosk::Ui ui_;
    kiosk::Program program_;
};

}  // namespace touch
