#pragma once

#include <string>

#include "kiosk/app/state.h"
#include "kiosk/ui/items.h"

namespace kiosk {

/// JSON of the automation socket: `{"ok":true,"items":[…]}` and `{"ok":true,"screen":…}`. Nothing a person
/// typed is in the state; items hold the labels that stand on the screen.
[[nodiscard]] std::string items_report(const Items& items);
[[nodiscard]] std::string state_report(const State& state);
/// The page on screen waits for the store.
[[nodiscard]] bool is_loading(const State& state);

}  // namespace kiosk
