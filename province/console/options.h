#pragma once

#include <string_view>
#include <vector>

#include "province/console/fields.h"

namespace province::console {

inline constexpr std::string_view kTopicTexts = "feedback.topic.";

/// The options of a choice: every text whose key begins with `prefix`, by the rest of its key; the chosen one
/// marked.
std::vector<Fields> options_of(std::string_view prefix, std::string_view chosen);

/// What an answer can say of a report's state, likewise.
std::vector<Fields> answer_states(std::string_view chosen);

}  // namespace province::console
