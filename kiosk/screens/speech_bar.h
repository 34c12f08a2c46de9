#pragma once

#include <cstddef>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

inline constexpr std::size_t kSpeechTools = 7;

/// The controls of the reading, in the place of the tools while a page is read aloud: stop, pause, again,
/// slower, faster, quieter, louder. "Stop" stands where "Read aloud" stood.
void speech_bar(const State& state, Ui& ui, const Rect& place, Action& action);

}  // namespace kiosk
