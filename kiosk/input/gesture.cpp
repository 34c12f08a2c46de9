#include "kiosk/input/gesture.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kiosk {

void Gesture::sample(double time, float x, float y)
{
    if (sample_count_ == kSamples) {
        std::move(std::begin(samples_) + 1, std::end(samples_), std::begin(samples_));
        --sample_count_;
    }
    samples_[sample_count_++] = {time, x, y};
}

Gesture::Speed Gesture::release_speed(double time) const
{
    const Sample* first = nullptr;
    for (int i = 0; i < sample_count_ && first == nullptr; ++i) {
        if (time - samples_[i].time <= limits_.sample_window) first = &samples_[i];
    }
    if (first == nullptr) return {};
    const Sample& last = samples_[sample_count_ - 1];
    if (first == &last) return {};
    const double span = std::max(last.time - first->time, 1e-3);
    return {static_cast<float>((last.x - first->x) / span), static_cast<float>((last.y - first->y) / span)};
}

void Gesture::stand_still() { velocity_ = velocity_x_ = 0; }

void Gesture::down(const in::Touch& touch, bool can_drag, bool can_pinch)
{
    if (++fingers_down_ > 1 || finger_) {
        const bool held = state_ == State::Pressed || state_ == State::Dragging;
        if (!can_pinch || !held || fingers_down_ != 2 || !finger_ || *finger_ == touch.finger) return;
        second_ = touch.finger;
        second_x_ = touch.x;
        second_y_ = touch.y;
        pinch_ = 1;
        state_ = State::Pinching;
        return;
    }
    finger_ = touch.finger;
    start_x_ = x_ = touch.x;
    start_y_ = y_ = touch.y;
    can_drag_ = can_drag;
    sideways_ = false;
    sample_count_ = 0;
    sample(touch.time, touch.x, touch.y);
    time_ = touch.time;
    stand_still();
    // A finger that stops running content wants it to stand, not to open what happens to be under it.
    state_ = state_ == State::Flinging ? State::Dragging : State::Pressed;
}

void Gesture::pinch(const in::Touch& touch)
{
    const bool first = finger_ == touch.finger;
    if (!first && second_ != touch.finger) return;
    // Fingers nearer than this jump about in each other's noise.
    const float nearest = limits_.slop * 2;
    const float before = std::max(nearest, std::hypot(x_ - second_x_, y_ - second_y_));
    const float old_x = pinch_x();
    const float old_y = pinch_y();
    (first ? x_ : second_x_) = touch.x;
    (first ? y_ : second_y_) = touch.y;
    const float after = std::max(nearest, std::hypot(x_ - second_x_, y_ - second_y_));
    pinch_ *= after / before;
    scroll_x_ += pinch_x() - old_x;
    scroll_ += pinch_y() - old_y;
}

void Gesture::move(const in::Touch& touch)
{
    if (state_ == State::Pinching) return pinch(touch);
    if (finger_ != touch.finger) return;
    const float dx = touch.x - x_;
    const float dy = touch.y - y_;
    x_ = touch.x;
    y_ = touch.y;
    sample(touch.time, touch.x, touch.y);
    time_ = touch.time;
    if (state_ == State::Dragging) {
        scroll_ += dy;
        scroll_x_ += dx;
    }
    const float far = std::hypot(x_ - start_x_, y_ - start_y_);
    if (state_ == State::Pressed && can_drag_ && far > limits_.slop) {
        state_ = State::Dragging;
        sideways_ = std::abs(x_ - start_x_) > std::abs(y_ - start_y_);
        // Only what is beyond the slop moves the content: it starts without a jump.
        const auto beyond = [this](float way) {
            return std::abs(way) > limits_.slop ? std::copysign(std::abs(way) - limits_.slop, way) : 0.F;
        };
        scroll_ += beyond(y_ - start_y_);
        scroll_x_ += beyond(x_ - start_x_);
    }
}

void Gesture::up(const in::Touch& touch, bool cancelled)
{
    fingers_down_ = std::max(0, fingers_down_ - 1);
    if (state_ == State::Pinching && (finger_ == touch.finger || second_ == touch.finger)) {
        state_ = State::Swallowed;
        second_.reset();
        stand_still();
    }
    if (finger_ == touch.finger) {
        x_ = touch.x;
        y_ = touch.y;
        if (state_ == State::Dragging && !cancelled) {
            const Speed speed = release_speed(touch.time);
            velocity_ = speed.y;
            velocity_x_ = speed.x;
            time_ = touch.time;
            const float fast = std::max(std::abs(velocity_), std::abs(velocity_x_));
            state_ = fast >= limits_.fling_start ? State::Flinging : State::Idle;
        } else {
            state_ = State::Idle;
        }
        if (state_ == State::Idle) stand_still();
        // Fingers that are still down belong to this touch and stay without effect.
        if (fingers_down_ == 0) finger_.reset();
        if (fingers_down_ > 0 && state_ == State::Idle) state_ = State::Swallowed;
    }
    if (fingers_down_ == 0) {
        finger_.reset();
        if (state_ == State::Swallowed) state_ = State::Idle;
    }
}

void Gesture::touch(const in::Touch& touch, bool can_drag, bool can_pinch)
{
    switch (touch.phase) {
        case in::Touch::Phase::Down:
            down(touch, can_drag, can_pinch);
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
    scroll_x_ += static_cast<float>(velocity_x_ * limits_.time_constant * (1 - decay));
    velocity_ = static_cast<float>(velocity_ * decay);
    velocity_x_ = static_cast<float>(velocity_x_ * decay);
    if (std::max(std::abs(velocity_), std::abs(velocity_x_)) < limits_.fling_stop) stop_fling();
}

void Gesture::swallow()
{
    scroll_ = scroll_x_ = 0;
    pinch_ = 1;
    second_.reset();
    stand_still();
    state_ = fingers_down_ > 0 ? State::Swallowed : State::Idle;
}

void Gesture::stop_fling()
{
    if (state_ != State::Flinging) return;
    state_ = fingers_down_ > 0 ? State::Swallowed : State::Idle;
    stand_still();
}

float Gesture::take_scroll() { return std::exchange(scroll_, 0.F); }
float Gesture::take_scroll_x() { return std::exchange(scroll_x_, 0.F); }
float Gesture::take_pinch() { return std::exchange(pinch_, 1.F); }

}  // namespace kiosk
