#include "kiosk/input/gesture.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

void Gesture::sample(double time, float y)
{
    if (sample_count_ == kSamples) {
        std::move(std::begin(samples_) + 1, std::end(samples_), std::begin(samples_));
        --sample_count_;
    }
    samples_[sample_count_++] = {time, y};
}

float Gesture::release_speed(double time) const
{
    const Sample* first = nullptr;
    for (int i = 0; i < sample_count_ && first == nullptr; ++i) {
        if (time - samples_[i].time <= limits_.sample_window) first = &samples_[i];
    }
    if (first == nullptr) return 0;
    const Sample& last = samples_[sample_count_ - 1];
    const double span = std::max(last.time - first->time, 1e-3);
    return first == &last ? 0 : static_cast<float>((last.y - first->y) / span);
}

void Gesture::down(const in::Touch& touch, bool can_drag)
{
    if (++fingers_down_ > 1 || finger_) return;
    finger_ = touch.finger;
    start_x_ = x_ = touch.x;
    start_y_ = y_ = touch.y;
    can_drag_ = can_drag;
    sample_count_ = 0;
    sample(touch.time, touch.y);
    time_ = touch.time;
    velocity_ = 0;
    // A finger that stops running content wants it to stand, not to open what happens to be under it.
    state_ = state_ == State::Flinging ? State::Dragging : State::Pressed;
}

void Gesture::move(const in::Touch& touch)
{
    if (finger_ != touch.finger) return;
    const float dy = touch.y - y_;
    x_ = touch.x;
    y_ = touch.y;
    sample(touch.time, touch.y);
    time_ = touch.time;
    if (state_ == State::Dragging) scroll_ += dy;
    const float far = std::hypot(x_ - start_x_, y_ - start_y_);
    if (state_ == State::Pressed && can_drag_ && far > limits_.slop) {
        state_ = State::Dragging;
        // Only what is beyond the slop moves the content: it starts without a jump.
        const float beyond = std::abs(y_ - start_y_) - limits_.slop;
        if (beyond > 0) scroll_ += std::copysign(beyond, y_ - start_y_);
    }
}

void Gesture::up(const in::Touch& touch, bool cancelled)
{
    fingers_down_ = std::max(0, fingers_down_ - 1);
    if (finger_ == touch.finger) {
        x_ = touch.x;
        y_ = touch.y;
        if (state_ == State::Dragging && !cancelled) {
            velocity_ = release_speed(touch.time);
            time_ = touch.time;
            state_ = std::abs(velocity_) >= limits_.fling_start ? State::Flinging : State::Idle;
        } else {
            state_ = State::Idle;
        }
        if (state_ == State::Idle) velocity_ = 0;
        // Fingers that are still down belong to this touch and stay without effect.
        if (fingers_down_ == 0) finger_.reset();
        if (fingers_down_ > 0 && state_ == State::Idle) state_ = State::Swallowed;
    }
    if (fingers_down_ == 0) {
        finger_.reset();
        if (state_ == State::Swallowed) state_ = State::Idle;
    }
}

void Gesture::touch(const in::Touch& touch, bool can_drag)
{
    switch (touch.phase) {
        case in::Touch::Phase::Down:
            down(touch, can_drag);
            break;
        case in::Touch::Phase::Move:
            move(touch);
            break;
        case in::Touch::Phase::Up:
            up(touch, false);
            break;
        case in::Touch::Phase::Cancel:
            up(touch, true);
            break;
    }
}

void Gesture::advance(double time)
{
    const double passed = std::clamp(time - time_, 0.0, 0.25);
    if (state_ != State::Flinging || passed <= 0) return;
    time_ = time;
    const double decay = std::exp(-passed / limits_.time_constant);
    scroll_ += static_cast<float>(velocity_ * limits_.time_constant * (1 - decay));
    velocity_ = static_cast<float>(velocity_ * decay);
    if (std::abs(velocity_) < limits_.fling_stop) stop_fling();
}

void Gesture::swallow()
{
    scroll_ = 0;
    velocity_ = 0;
    state_ = fingers_down_ > 0 ? State::Swallowed : State::Idle;
}

void Gesture::stop_fling()
{
    if (state_ != State::Flinging) return;
    state_ = fingers_down_ > 0 ? State::Swallowed : State::Idle;
    velocity_ = 0;
}

float Gesture::take_scroll()
{
    const float moved = scroll_;
    scroll_ = 0;
    return moved;
}

}  // namespace kiosk
