#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"

namespace province {

/// Brings `to` in line with `from`: files that are missing there, or of another size or date, are copied with
/// mode and date; files that are no longer in `from` are removed; half-written ones (.tmp) are left out.
/// Symbolic links and whatever else is no plain file are Refused.
protocol::Result<void> mirror_folder(const std::filesystem::path& from, const std::filesystem::path& to);

/// One file, with its mode and date.
protocol::Result<void> copy_file_durably(const std::filesystem::path& from, const std::filesystem::path& to);

/// SHA-256 of every file below `root`, by path relative to it, in the order of the paths.
protocol::Result<std::map<std::string, protocol::Hash>> hash_folder(const std::filesystem::path& root);

}  // namespace province
