#pragma once

#include <algorithm>

namespace kiosk {

/// Whole pixels, half open: x0 ≤ x < x1.
struct Area {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;

    [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
    [[nodiscard]] int width() const { return x1 - x0; }
    [[nodiscard]] int height() const { return y1 - y0; }
    [[nodiscard]] int pixels() const { return empty() ? 0 : width() * height(); }
    [[nodiscard]] Area intersect(const Area& o) const
    {
        return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
    }
    /// The least area that holds both.
    [[nodiscard]] Area with(const Area& o) const
    {
        return {std::min(x0, o.x0), std::min(y0, o.y0), std::max(x1, o.x1), std::max(y1, o.y1)};
    }
    friend bool operator==(const Area&, const Area&) = default;
};

}  // namespace kiosk
