#pragma once

#include <cstdint>
#include <filesystem>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/tile.h"
#include "province/files/staged_files.h"
#include "province/publish/log_state.h"

namespace province {

/// The log's hash tiles and entry bundles under tree/l/<log> (protocol.md §1.3; §1.6 steps 3, 4, 9).
class TileFiles {
public:
    explicit TileFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Adds every tile and bundle that a tree of `new_size` has and one of `old_size` has not, full bundles
    /// also gzipped beside themselves. Files that are there with the same bytes stay; with other bytes it is
    /// a fault.
    protocol::Result<void> add(LogState& state, std::uint64_t old_size, std::uint64_t new_size,
                               StagedFiles& files) const;

    /// Reads back from the disk: every tile and bundle new since `old_size`, each hash of a tile against the
    /// tile or entries below it, and gives the root that the edge tiles of `new_size` yield. Storage on any
    /// difference.
    protocol::Result<protocol::Hash> read_back(std::uint64_t old_size, std::uint64_t new_size) const;

    /// The root that the edge tiles of a tree of this size yield.
    protocol::Result<protocol::Hash> edge_root(std::uint64_t size) const;

    /// Every tile and bundle of a tree of this size is there with its length. Storage with the path of one
    /// that is not.
    protocol::Result<void> check_present(std::uint64_t size) const;

    /// Removes partial tiles and bundles whose full file exists, that a tree of `published` does not need and
    /// that are older than 30 days. Gives how many.
    protocol::Result<std::size_t> collect(std::uint64_t published) const;

    protocol::Result<std::string> read(const protocol::TileId& id) const;
    std::filesystem::path path(const protocol::TileId& id) const { return folder_ / id.path(); }
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

}  // namespace province
