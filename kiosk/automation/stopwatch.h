#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/state.h"

namespace kiosk {

/// How long an eye waits, for tests/bench: of every frame, and from a finger's event to the picture it leads
/// to. Counts until it is asked. Times in seconds of Display::now().
class Stopwatch {
public:
    /// A finger event was given to SDL; `lifted`: it ends a tap.
    void touched(const State& state, bool lifted, double now);
    /// A frame begins that shows this state.
    void begun(const State& state, double now);
    /// That frame was shown; `pictures` grows whenever the screen changed.
    void shown(std::uint64_t pictures, double now);

    /// JSON, all in ms, and starts anew:
    ///  frames    each frame that changed the screen: building, drawing and showing it
    ///  intervals from one such frame to the next
    ///  touches   finger event → the first frame it changed was shown
    ///  pages     [ms, frames] finger lifted → the first frame of another page was shown
    ///  answers   finger lifted → the store's answer to it was shown
    [[nodiscard]] std::string report();

private:
    struct Times {
        std::vector<double> frames;
        std::vector<double> intervals;
        std::vector<double> touches;
        std::vector<std::pair<double, int>> pages;
        std::vector<double> answers;
    };
    /// What the frame under way shows.
    struct Seen {
        std::uint32_t visit = 0;
        std::uint64_t asked = 0;  ///< number of the newest search
        bool answered = false;    ///< its hits stand on the page
    };
    struct Tap {
        double lifted = 0;
        Seen before;
        int frames = 0;  ///< shown since
        bool page_open = true;
        bool answer_open = true;
    };
    [[nodiscard]] static Seen seen(const State& state);

    Times times_;
    Seen seen_;
    double begun_ = 0;
    double last_shown_ = 0;
    std::uint64_t pictures_ = 0;
    std::optional<double> touched_;
    int frames_since_touch_ = 0;
    std::optional<Tap> tap_;
};

}  // namespace kiosk
