#pragma once

#include <string_view>
#include <vector>

#include "kiosk/app/paper.h"
#include "protocol/base/result.h"

namespace kiosk {

/// The rows `rule = "wrong_info"` of assets/law/deadlines.toml. Malformed: no TOML, or such a row without
/// days (1 … 366) or law.
protocol::Result<std::vector<CorrectionRule>> read_corrections(std::string_view toml);

/// The same from the rule book installed with the program. A book that cannot be read gives none, and a line
/// in the log: the screens then name no term.
[[nodiscard]] std::vector<CorrectionRule> load_corrections();

}  // namespace kiosk
