#pragma once

#include <span>
#include <string_view>

#include "offline_cache/sqlite/database.h"
#include "protocol/base/result.h"

namespace offline_cache::sqlite {

/// One numbered schema file. Numbers begin with 1 and have no gaps; a published file never changes.
struct Schema {
    int number;
    std::string_view sql;
};

/// Brings `database` to the last schema, each file in a transaction of its own with PRAGMA user_version.
/// A database newer than the last schema is refused (Fault::Refused): an old program must not touch it.
protocol::Result<void> migrate(Database& database, std::span<const Schema> schemas);

}  // namespace offline_cache::sqlite
