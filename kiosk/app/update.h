#pragma once

#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "kiosk/app/state.h"

namespace kiosk {

/// The only code that changes State: what happened, and what is asked of the threads because of it.
/// Pure: takes no time, touches no file; the same state and event give the same result.
[[nodiscard]] std::vector<Command> update(State& state, const Event& event);

}  // namespace kiosk
