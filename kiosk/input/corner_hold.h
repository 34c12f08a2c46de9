#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/input/event.h"

namespace kiosk {

/// The staff's knock: one finger (or the mouse) held still in the upper right corner of the screen for three
/// seconds. The only long press of the program: nothing stands there to be touched, a passing hand does not
/// stay, and taps in a row never add up. A second finger, or leaving the corner, ends it. Pure.
class CornerHold {
public:
    static constexpr double kSeconds = 3;
    static constexpr float kSideMm = 25;

    /// `width_px` of the screen; `side_px` of the square in its corner.
    void touch(const in::Touch& touch, float width_px, float side_px);
    /// True once for each hold that has lasted long enough.
    [[nodiscard]] bool take(double now);
    /// When take() may become true; nullopt: nobody holds.
    [[nodiscard]] std::optional<double> due() const;

private:
    int fingers_ = 0;
    std::optional<std::int64_t> finger_;
    double since_ = 0;
};

}  // namespace kiosk
