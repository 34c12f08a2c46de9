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
    std::optional<std::int64_t> next_day;  ///< first day of the revision that takes its place
    unsigned tiles = 0;
    std::optional<std::int64_t> start;
    bool gone = false;
};

/// Reads them back from table item.
protocol::Result<Shelved> read_shelved(sqlite::Database& database, std::int64_t index);

protocol::Result<void> put_on_shelves(sqlite::Database& database, const Shelved& item);
protocol::Result<void> take_off_shelves(sqlite::Database& database, const Shelved& item);
/// From this day on a newer revision stands where it stands; the earliest of several counts.
protocol::Result<void> stand_until(sqlite::Database& database, std::int64_t index, std::int64_t next_day);

/// SQL, for table shelf: its first day has begun, and that of no newer revision. `today`: of
/// Content::board_time().
std::string has_begun(std::int64_t today);

protocol::Result<void> index_words(sqlite::Database& database, std::int64_t index, const std::string& row);
/// `row` must be what was indexed.
protocol::Result<void> unindex_words(sqlite::Database& database, std::int64_t index, const std::string& row);

}  // namespace offline_cache
