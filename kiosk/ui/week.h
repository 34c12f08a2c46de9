#pragma once

#include <string_view>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// A line of a week: "Thứ Hai – Thứ Sáu" · "7:30–11:30 · 13:30–17:00".
struct WeekRow {
    std::string_view day{};
    std::string_view hours{};  ///< rich
    std::string_view note{};   ///< small, below the hours
    std::string_view chip{};   ///< "hôm nay"
    bool today = false;
    bool closed = false;
};

/// Draws the row and a rule under it; returns the height used.
float week_row(Ui& ui, const Rect& rect, const WeekRow& row);
[[nodiscard]] float week_row_height(Ui& ui, float width, const WeekRow& row);

}  // namespace kiosk
