#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/state.h"
#include "kiosk/automation/stopwatch.h"
#include "kiosk/platform/display.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

/// Carries out what comes over the automation socket, on the ui thread, frame by frame. Touches are finger
/// events pushed into SDL's queue: they take the same way as a resident's and reach the state no other way.
///
/// items · tap {name} · drag {name | x,y, dx,dy [ms]} · keys {keys} · screenshot {path} · state ·
/// wait {ms, any field of state, item} · later {seconds, clock}: as if so much time had passed, and the wall
/// clock had been set so far ahead · stopwatch (see stopwatch.h). Rectangles are [x, y, width, height] in px
/// and mm.
class AutomationDriver {
public:
    AutomationDriver(Display& display, Ui& ui, const State& state, std::function<void(std::string)> answer,
                     std::function<void(double seconds, double clock_seconds)> later);
    ~AutomationDriver();
    AutomationDriver(const AutomationDriver&) = delete;
    AutomationDriver& operator=(const AutomationDriver&) = delete;

    /// A line has come. One at a time: the next comes after the answer.
    void line(const std::string& text, double now);
    /// Goes on with what is under way. True: a frame must be drawn for it.
    bool go_on(double now);
    void frame_begun(double now) { stopwatch_.begun(state_, now); }
    void frame_shown(double now);
    /// When go_on() wants to be called although nothing came in and nothing is drawn.
    [[nodiscard]] std::optional<double> next() const;

private:
    struct Step {
        in::Touch::Phase phase;
        float x = 0;
        float y = 0;
        std::uint64_t frames = 0;  ///< to be shown since the step before
        double not_before = 0;
    };
    struct Wait;

    void add_tap(const Item& item, double now);
    /// Adds what types the first of keys_: the key, or what brings it on the screen.
    bool add_key(double now, std::string& why);
    void done();
    void fail(const std::string& why);

    Display& display_;
    Ui& ui_;
    const State& state_;
    std::function<void(std::string)> answer_;
    std::function<void(double, double)> later_;

    Stopwatch stopwatch_;
    bool busy_ = false;
    std::deque<Step> steps_;
    std::u32string keys_;  ///< still to be typed
    int detours_ = 0;      ///< shift, signs: taps made for the first of keys_
    std::string screenshot_;
    std::unique_ptr<Wait> wait_;
    std::uint64_t frames_ = 0;
    std::uint64_t frames_at_step_ = 0;
    std::string last_target_;  ///< the bounce filter would drop a second tap that comes too soon
    double last_tap_ = -10;
};

}  // namespace kiosk
