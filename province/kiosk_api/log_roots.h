#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>

#include "protocol/base/hash.h"
#include "protocol/tlog/merkle.h"

namespace province {

/// Roots of this log at earlier sizes, out of the log of record.
///
/// Safe to use from several threads.
class LogRoots {
public:
    explicit LogRoots(std::filesystem::path state) : state_(std::move(state)) {}

    /// Had the log this root when it had this many entries? An empty log always; a size it never had, never:
    /// a terminal that is ahead has seen a log that this one is not. True also while state.db cannot be read:
    /// nobody is accused for that.
    bool holds(std::int64_t size, const protocol::Hash& root);

private:
    std::filesystem::path state_;
    std::mutex mutex_;                              // guards what follows
    protocol::Frontier newest_;                     // of the largest size asked for
    std::map<std::int64_t, protocol::Hash> known_;  // bounded
};

}  // namespace province
