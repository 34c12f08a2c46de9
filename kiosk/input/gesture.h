#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/input/event.h"

namespace kiosk {

struct GestureLimits {
    float slop = 10;               ///< px; 2.5 mm: less is a trembling hand, not a drag
    float fling_stop = 10;         ///< px/s: slower than this is standing still
    float fling_start = 60;        ///< px/s: a release slower than this throws nothing
    double time_constant = 0.325;  ///< v·exp(−t/0.325 s), kiosk.md §3
    double sample_window = 0.1;    ///< s of finger path that the throw's speed is taken from
};

/// One finger's way from touch to rest, a pure state machine. The first finger wins; every other finger is
/// ignored until all are up, but for one: where a document zooms, a second finger makes the two a pinch, and
/// that touch fires nothing. A drag begins only where something scrolls; elsewhere the finger stays a press
/// however far it slides, and the target decides by where it is released.
class Gesture {
public:
    enum class State {
        Idle,
        Pressed,    ///< finger down, not (yet) dragging
        Dragging,   ///< the content follows; no target may fire
        Pinching,   ///< two fingers: the content grows, shrinks and follows them
        Flinging,   ///< finger up, the content runs out
        Swallowed,  ///< this touch does nothing more until every finger is up
    };

    explicit Gesture(GestureLimits limits = {}) : limits_(limits) {}
    void set_limits(GestureLimits limits) { limits_ = limits; }

    /// `can_drag`: the point lies in an area that scrolls. A touch during a fling stops it and is no tap.
    /// `can_pinch`, of a second finger going down: both lie in one area that zooms.
    void touch(const in::Touch& touch, bool can_drag, bool can_pinch = false);
    /// Advances the fling to `time`.
    void advance(double time);
    /// The touch under way does nothing more: it woke the screen, or the page changed under the finger.
    void swallow();
    /// The scroll area reached its end, or another finger rule ended the fling.
    void stop_fling();

    [[nodiscard]] State state() const { return state_; }
    /// The finger is on a target that may still fire.
    [[nodiscard]] bool pressed() const { return state_ == State::Pressed; }
    /// Where the press began: the area under it is the one that scrolls.
    [[nodiscard]] float start_x() const { return start_x_; }
    [[nodiscard]] float start_y() const { return start_y_; }
    [[nodiscard]] float x() const { return x_; }
    [[nodiscard]] float y() const { return y_; }
    /// The drag under way went sideways when it began.
    [[nodiscard]] bool began_sideways() const { return sideways_; }
    /// Movement of the content since the last call, in px down the screen; drag and fling alike.
    [[nodiscard]] float take_scroll();
    /// The same to the right.
    [[nodiscard]] float take_scroll_x();
    /// How much larger the fingers pulled the content since the last call; 1: not.
    [[nodiscard]] float take_pinch();
    /// The middle between the two fingers.
    [[nodiscard]] float pinch_x() const { return (x_ + second_x_) / 2; }
    [[nodiscard]] float pinch_y() const { return (y_ + second_y_) / 2; }
    /// px/s, positive down the screen.
    [[nodiscard]] float velocity() const { return velocity_; }
    [[nodiscard]] float velocity_x() const { return velocity_x_; }
    /// A fling is under way: frames must go on.
    [[nodiscard]] bool moving() const { return state_ == State::Flinging; }

private:
    struct Sample {
        double time = 0;
        float x = 0;
        float y = 0;
    };
    struct Speed {
        float x = 0;
        float y = 0;
    };
    static constexpr int kSamples = 16;

    void down(const in::Touch& touch, bool can_drag, bool can_pinch);
    void pinch(const in::Touch& touch);
    void stand_still();
    void move(const in::Touch& touch);
    void up(const in::Touch& touch, bool cancelled);
    void sample(double time, float x, float y);
    [[nodiscard]] Speed release_speed(double time) const;

    GestureLimits limits_;
    State state_ = State::Idle;
    std::optional<std::int64_t> finger_;
    std::optional<std::int64_t> second_;
    int fingers_down_ = 0;
    bool can_drag_ = false;
    float start_x_ = 0, start_y_ = 0;
    float x_ = 0, y_ = 0;
    float second_x_ = 0, second_y_ = 0;
    bool sideways_ = false;
    float scroll_ = 0, scroll_x_ = 0;
    float pinch_ = 1;
    float velocity_ = 0, velocity_x_ = 0;
    double time_ = 0;
    Sample samples_[kSamples];
    int sample_count_ = 0;
};

}  // namespace kiosk
