#pragma once

#include "kiosk/app/state.h"

namespace kiosk {

/// Gives the state what the program knows from its assets: the rule book (assets/law) and the words the
/// keyboard offers (assets/words). What cannot be read is logged, and the screens do without it.
void teach(State& state);

}  // namespace kiosk
