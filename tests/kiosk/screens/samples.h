#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/state.h"
#include "protocol/base/strings.h"

/// A hall as residents meet it, page by page: what the whole-UI rules and the gallery draw.
namespace samples {

struct Sample {
    std::string name;
    kiosk::State state;
};

/// 24 November 2026, 15:04 at the hall.
inline constexpr protocol::Time kAfternoon{std::chrono::seconds{1'795'507'440}};

[[nodiscard]] const std::vector<Sample>& all();
[[nodiscard]] const kiosk::State& named(std::string_view name);

/// assets/text/kiosk.<language>.txt
[[nodiscard]] const protocol::Strings& words(std::string_view language);

/// The wishes of `look` as the state would hold them, so that tools show what is on.
[[nodiscard]] kiosk::State as_wished(kiosk::State state, int text_step, bool contrast, bool lowered,
                                     bool english);

}  // namespace samples
