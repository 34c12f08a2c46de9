#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

/// A page is being read aloud: the tools of the reading stand in the place of the page's. Not before the
/// first sentence, for the page's own tools are told with it, and not while a panel over the page speaks.
[[nodiscard]] bool page_is_read(const State& state);

/// Stop, pause, again, slower, faster, quieter, louder. "Stop" comes first, where "Read aloud" stood.
[[nodiscard]] std::vector<Tool> speech_tools(const State& state, const Ui& ui);

/// What the tool of this name asks for; nothing for the name of another tool.
[[nodiscard]] std::optional<Action> speech_tool_action(std::string_view name);

}  // namespace kiosk
