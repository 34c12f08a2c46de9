#pragma once

#include <optional>

#include "kiosk/input/event.h"

union SDL_Event;

namespace kiosk {

/// One SDL event as ours, or nothing when it concerns nobody. `width`, `height` of the window in px.
/// Touch and mouse stay apart (SDL's mixing is switched off by hints): a mouse is the finger in::kMouse.
[[nodiscard]] std::optional<Input> translated(const SDL_Event& event, int width, int height, double now);

}  // namespace kiosk
