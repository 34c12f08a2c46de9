#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

// A backup is a folder: data/ laid out like DATA (a PostgreSQL registry as registry.dump of pg_dump) and
// SHA256SUMS, which `sha256sum -c` reads too. It holds keys and sealed reports: its folders are 0700.

struct BackupReport {
    std::uint64_t log_size = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

/// Copies a province that is at work. Only the log's writer waits, for the second pass over the tree and the
/// copies of both databases, so that log and registry are of one moment. The copy is then read back: every
/// proof of check_province() must hold on it, and its registry must be sound; else it is an error and nothing
/// stands at `to`.
///
/// Refused: `to` exists. Busy: the writer's lock was not had within a minute.
protocol::Result<BackupReport> make_backup(const DataFolder& data, const std::filesystem::path& to);

/// Lays a backup out as a new DATA. Every file must have the hash that SHA256SUMS names and check_province()
/// must hold, before anything stands at `data`. A dump goes into the database that province.toml names, which
/// must be empty.
///
/// The log is closed for writing (mark_restored()): what was published after the backup is signed and out,
/// and signing on from here would fork the log (protocol.md §1.6.10). Refused: `data` exists and is not
/// empty, or the backup is not whole.
protocol::Result<BackupReport> restore_backup(const std::filesystem::path& from, const DataFolder& data);

}  // namespace province
