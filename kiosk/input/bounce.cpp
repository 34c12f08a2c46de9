#include "kiosk/input/bounce.h"

namespace kiosk {

bool BounceFilter::accept(std::string_view target, double time, double window)
{
    const bool again = target == last_ && time - time_ < window;
    if (again) return false;
    last_ = target;
    time_ = time;
    return true;
}

void BounceFilter::reset()
{
    last_.clear();
    time_ = -1e9;
}

}  // namespace kiosk
