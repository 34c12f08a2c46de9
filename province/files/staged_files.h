#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/result.h"

namespace province {

enum class Flush { No, Yes };

/// Creates or empties `path` and writes `bytes`; with Flush::Yes they are on the disk at return, the name is
/// not.
protocol::Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes,
                                      unsigned mode, Flush flush);

/// Files of one step that get their names together (protocol.md §1.6, steps 1 and 3).
///
/// add() writes each file into `staging`, which must be on the file system of the targets. commit() then, in
/// this order: puts all contents on the disk (one fsync a file, or one syncfs for many: 20,000 fsyncs in
/// series take minutes), renames each file to its place, fsyncs each folder that got a name. A crash at any
/// moment leaves files in `staging`, or whole files in their places; never a name without its content.
class StagedFiles {
public:
    explicit StagedFiles(std::filesystem::path staging) : staging_(std::move(staging)) {}

    enum class Existing {
        Keep,     ///< content that never changes: equal bytes are left alone, other bytes are a fault
        Replace,  ///< content that may be made anew
    };
    /// Makes the target's folder if need be. Storage when the target has other content and must keep it.
    protocol::Result<void> add(const std::filesystem::path& target, std::string_view bytes,
                               Existing existing = Existing::Keep);

    protocol::Result<void> commit();

    std::size_t size() const { return files_.size(); }

private:
    std::filesystem::path staging_;
    std::vector<std::pair<std::filesystem::path, std::filesystem::path>> files_;  // staged, target
    std::vector<std::filesystem::path> known_folders_;                            // sorted
};

/// Removes what a killed run left in a staging folder.
protocol::Result<void> clear_staging(const std::filesystem::path& staging);

}  // namespace province
