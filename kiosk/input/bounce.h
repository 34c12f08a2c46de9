#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// Drops the second tap on one target within 0.5 s: a trembling finger, a worn panel. Keyboard keys pass
/// their own shorter time, since "aa" is two honest taps on one key.
class BounceFilter {
public:
    static constexpr double kTarget = 0.5;
    static constexpr double kKey = 0.07;

    /// True when the tap counts.
    [[nodiscard]] bool accept(std::string_view target, double time, double window = kTarget);
    void reset();

private:
    std::string last_;
    double time_ = -1e9;
};

}  // namespace kiosk
