#pragma once

#include <deque>

namespace kiosk {

/// Gives Dear ImGui its pointer, at most one change of the button a frame, so that a tap that goes down and
/// up between two frames is seen by 1.86 as by 1.90 (style.md §2.6). After each release the pointer is
/// nowhere, or the last button would stay lit.
class Pointer {
public:
    void press(float x, float y);
    void move(float x, float y);
    /// The place is kept for the frame that sees the release: the target under it fires.
    void release(float x, float y);
    /// The pointer leaves first and then lets go: nothing fires.
    void cancel();

    /// Call once before ImGui::NewFrame(). Needs a current context.
    void feed();
    /// More changes wait for further frames.
    [[nodiscard]] bool pending() const { return !steps_.empty(); }

private:
    struct Step {
        float x;
        float y;
        bool down;
        bool is_move;
    };
    std::deque<Step> steps_;
    bool down_ = false;
};

}  // namespace kiosk
