#pragma once

#include <filesystem>
#include <optional>

#include "protocol/base/clock.h"
#include "province/law/rule_book.h"
#include "province/publish/draft.h"
#include "province/publish/problems.h"

namespace province {

/// Reads one source file into a Draft and says everything that is wrong with it. Nothing is returned when
/// anything was. Relative dates count from `today`. The file is opened here and nowhere else.
std::optional<Draft> read_draft(const std::filesystem::path& file, protocol::Date today, const RuleBook& law,
                                Problems& problems);

/// The same of a source that is not whole yet: what can be read of it. Nothing where it is no source at all.
std::optional<Draft> read_draft_so_far(const std::filesystem::path& file, protocol::Date today,
                                       const RuleBook& law, Problems& problems);

}  // namespace province
