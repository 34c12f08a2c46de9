#pragma once

#include <chrono>
#include <optional>

#include "kiosk/input/event.h"

namespace kiosk {

class Display;
class Ui;

/// What the loop asks of the program. Every function is called on the ui thread.
class LoopClient {
public:
    LoopClient() = default;
    LoopClient(const LoopClient&) = delete;
    LoopClient& operator=(const LoopClient&) = delete;
    virtual ~LoopClient() = default;

    /// Everything the Ui does not take for itself: keys, Escape. (Quit ends the loop by itself.)
    /// Touches come here too, before the Ui sees them: return false to keep one from the Ui.
    virtual bool input(const Input& input, double now) = 0;
    /// After every wake-up and before each frame: read the mailboxes, let time pass. True: something
    /// changed that must be drawn.
    virtual bool turn(double now) = 0;
    /// How long nothing will happen by itself; absent: for ever.
    [[nodiscard]] virtual std::optional<std::chrono::milliseconds> sleep(double now) = 0;
    /// Draws one frame between Ui::begin() and Ui::end().
    virtual void frame(Ui& ui, double now) = 0;
    /// What the frame asked for is done here, before anybody sees the frame. True: it is out of date.
    virtual bool acted(double now) = 0;
    /// How long the frame that takes the place of an outdated one may wait for an answer that was asked for
    /// and usually comes sooner: one picture with the letter and its hits instead of two. 0: not at all.
    [[nodiscard]] virtual std::chrono::milliseconds patience() const = 0;
    /// After the frame was shown. True: draw again.
    virtual bool shown(double now) = 0;
    /// The loop asks before each turn.
    [[nodiscard]] virtual bool done() const = 0;
};

/// Counts the frames still to be drawn (style.md §2.4). Pure.
class Settle {
public:
    static constexpr int kFrames = 3;  ///< Dear ImGui needs 2–3 to lay out after a change
    void disturb() { left_ = kFrames; }
    void drawn() { left_ = left_ > 0 ? left_ - 1 : 0; }
    [[nodiscard]] bool wants_frame(bool moving) const { return left_ > 0 || moving; }

private:
    int left_ = kFrames;
};

/// Runs until in::Quit or client.done(). Event-driven: sleeps until the next input, wake() or deadline;
/// nothing changed → nothing drawn. A frame that is out of date as soon as it is built is not shown: the next
/// one is built at once in its place, so that what a touch asked for stands in the first picture after it.
void run_loop(Display& display, Ui& ui, LoopClient& client);

}  // namespace kiosk
