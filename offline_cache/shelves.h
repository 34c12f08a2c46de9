#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "offline_cache/sqlite/database.h"
#include "protocol/base/result.h"

namespace offline_cache {

/// An item's columns that decide in which lists it stands.
struct Shelved {
    std::int64_t index = 0;
    std::string type, law;
    std::int64_t from_day = 0;
    std::optional<std::int64_t> until_day;
    unsigned tiles = 0;
    std::optional<std::int64_t> start;
    bool gone = false;
};

/// Reads them back from table item.
protocol::Result<Shelved> read_shelved(sqlite::Database& database, std::int64_t index);

protocol::Result<void> put_on_shelves(sqlite::Database& database, const Shelved& item);
protocol::Result<void> take_off_shelves(sqlite::Database& database, const Shelved& item);

protocol::Result<void> index_words(sqlite::Database& database, std::int64_t index, const std::string& row);
/// `row` must be what was indexed.
protocol::Result<void> unindex_words(sqlite::Database& database, std::int64_t index, const std::string& row);

}  // namespace offline_cache
