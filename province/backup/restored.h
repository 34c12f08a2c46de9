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

/// Closes a log for writing: DATA/restored, holding the size of the restored log and the moment of the newest
/// beat that its registry knows. LogWriter::open() refuses while it is there.
protocol::Result<void> mark_restored(const DataFolder& data, Registry& registry, std::uint64_t log_size);

/// A checkpoint that somebody saw: a file, or the folder of a copy of the tree.
struct Witnessed {
    std::string where;
    std::uint64_t size = 0;
    protocol::Hash root{};
};

/// What terminals said since the restore. Beats that came back with the registry are as old as the backup and
/// prove nothing.
struct Heard {
    std::vector<Witnessed> seen;
    std::vector<std::string> silent;  ///< terminals at work that sent no beat since
};
protocol::Result<Heard> heard_since_restore(const DataFolder& data, Registry& registry);

/// Opens a restored log for writing again, once it is proved that it is the newest that was signed
/// (protocol.md §1.6.10): by every terminal at work, or by what was fetched from elsewhere: checkpoints that
/// others saw (`seen`) and copies of the tree (`copies`). What lies below DATA proves nothing. Where a copy
/// is ahead, its entries are taken over first, each proved by the log's own signature over the root; blobs
/// come from the copy as far as it has them.
///
/// Refused, and the log stays closed: terminals are silent and nothing was fetched; something seen is larger
/// than what all copies can give; something seen contradicts this log (it was forked already: a new log must
/// be opened).
struct Reopened {
    std::uint64_t size = 0;
    std::uint64_t recovered = 0;  ///< entries taken over
};
protocol::Result<Reopened> reopen_log(const DataFolder& data, const Heard& heard,
                                      const std::vector<std::filesystem::path>& seen,
                                      const std::vector<std::filesystem::path>& copies);

}  // namespace province
