#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/tlog/checkpoint.h"
#include "province/init/layout.h"
#include "province/registry/registry.h"

namespace province {

/// Closes a log for writing: DATA/restored, holding what is said of it. LogWriter::open() refuses while it is
/// there.
protocol::Result<void> mark_restored(const DataFolder& data, std::string_view note);

/// A checkpoint that somebody saw: a file, or the folder of a copy of the tree.
struct Witnessed {
    std::string where;
    std::uint64_t size = 0;
    protocol::Hash root{};
};

/// Opens a restored log for writing again, once `seen` proves that it is the newest that was signed
/// (protocol.md §1.6.10). Where a copy of the tree in `copies` is ahead, its entries are taken over first,
/// each proved by the log's own signature over the root; blobs come from the copy as far as it has them.
///
/// Refused, and the log stays closed: nobody saw anything; something seen is larger than what all copies can
/// give; something seen contradicts this log (it was forked already: a new log must be opened).
struct Reopened {
    std::uint64_t size = 0;
    std::uint64_t recovered = 0;  ///< entries taken over
};
protocol::Result<Reopened> reopen_log(const DataFolder& data, const std::vector<Witnessed>& seen,
                                      const std::vector<std::filesystem::path>& copies);

/// What terminals said in their last signed beats, also in those that came after the restore.
protocol::Result<std::vector<Witnessed>> witnessed_by_terminals(Registry& registry);

/// Reads a checkpoint file or a copy's folder, verified with the log's key.
protocol::Result<Witnessed> read_witnessed(const DataFolder& data, const std::filesystem::path& path);

}  // namespace province
