#pragma once

#include <filesystem>

#include "offline_cache/sqlite/database.h"
#include "protocol/base/result.h"

namespace offline_cache {

/// Opens content.db with its schema. Storage or Refused when it is damaged or of another version.
protocol::Result<sqlite::Database> open_content_file(const std::filesystem::path& file);

/// The file (with -wal and -shm) gets the name `<file>.aside-<n>`; only the last two are kept.
protocol::Result<void> move_aside(const std::filesystem::path& file);

/// Leaves a mark that makes the next Content::open() rebuild: reading met damaged pages.
void mark_damaged(const std::filesystem::path& file);
bool is_marked_damaged(const std::filesystem::path& file);

}  // namespace offline_cache
