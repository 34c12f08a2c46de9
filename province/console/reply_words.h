#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "province/console/visit.h"
#include "province/registry/reply_templates.h"

namespace province::console {

/// What an answer can say of a report's state.
inline constexpr std::array<std::string_view, 4> kAnswerStates{"in_progress", "asked", "answered",
                                                               "rejected"};

/// Those of the texts, for an office that has written none: "desk.template.<state>.<topic or chung>".
std::vector<ReplyTemplate> ready_made_templates();
/// Those of the body that somebody acts for.
protocol::Result<std::vector<ReplyTemplate>> templates_of(const Visit& visit);

}  // namespace province::console
