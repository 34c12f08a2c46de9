#pragma once

#include <filesystem>

#include "protocol/base/result.h"
#include "province/backup/restored.h"
#include "province/publish/log_writer.h"

namespace province {

/// Appends what `copy`, the folder of a copy of the tree, has beyond the writer's log, with the texts its
/// records name. Before anything is written: the copy's entries must give exactly `seen.root`, which the
/// log's key has signed, and each text must have its hash. Refused otherwise, also when a text is missing
/// that was not erased.
protocol::Result<void> take_over(LogWriter& writer, const std::filesystem::path& copy, const Witnessed& seen);

}  // namespace province
