#include "kiosk/input/corner_hold.h"

#include <algorithm>

namespace kiosk {

void CornerHold::touch(const in::Touch& touch, float width_px, float side_px)
{
    const bool inside = touch.x >= width_px - side_px && touch.y <= side_px;
    switch (touch.phase) {
        case in::Touch::Phase::Down:
            ++fingers_;
            finger_.reset();
            if (fingers_ != 1 || !inside) return;
            finger_ = touch.finger;
            since_ = touch.time;
            return;
        case in::Touch::Phase::Move:
            if (finger_ == touch.finger && !inside) finger_.reset();
            return;
        case in::Touch::Phase::Up:
        case in::Touch::Phase::Cancel:
            fingers_ = std::max(0, fingers_ - 1);
            finger_.reset();
            return;
    }
}

bool CornerHold::take(double now)
{
    if (!finger_ || now < since_ + kSeconds) return false;
    finger_.reset();
    return true;
}

std::optional<double> CornerHold::due() const
{
    if (!finger_) return std::nullopt;
    return since_ + kSeconds;
}

}  // namespace kiosk
