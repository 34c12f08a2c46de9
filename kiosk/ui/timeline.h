#pragma once

#include <string_view>

#include "kiosk/ui/icons.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

enum class StepState { Done, Late, Now, ToCome };

/// One step of a way, on a line that runs through all of them.
struct TimelineStep {
    StepState state = StepState::ToCome;
    std::string_view mark{};  ///< in the circle, "1"; empty: the picture of the state
    std::string_view over{};  ///< small, above: "25/11/2026"
    std::string_view words{};
    std::string_view chip{};  ///< "đã xong": the state in words, behind `over`
    bool first = false;
    bool last = false;
};

/// Draws the step and its piece of the line; returns the height used.
float timeline_step(Ui& ui, const Rect& rect, const TimelineStep& step);
[[nodiscard]] float timeline_step_height(Ui& ui, float width, const TimelineStep& step);
/// "Hôm nay, 22/11": where one stands between what was done and what is to come. Returns the height used.
float timeline_today(Ui& ui, const Rect& rect, std::string_view words);
[[nodiscard]] float timeline_today_height(const Ui& ui);

}  // namespace kiosk
