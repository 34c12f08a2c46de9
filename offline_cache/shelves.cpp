#include "offline_cache/shelves.h"

#include "offline_cache/tiles.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;

Result<Shelved> read_shelved(sqlite::Database& database, std::int64_t index)
{
    auto statement = database.cached(
        "SELECT type, law, from_day, until_day, tiles, start, withdrawn, next_day FROM item WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.bind(index).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return protocol::fail(Fault::NotFound, "no item " + std::to_string(index));
    Shelved item;
    item.index = index;
    item.type = at.text(0);
    item.law = at.text(1);
    item.from_day = at.number(2);
    if (!at.is_null(3)) item.until_day = at.number(3);
    item.tiles = static_cast<unsigned>(at.number(4));
    if (!at.is_null(5)) item.start = at.number(5);
    item.gone = !at.is_null(6);
    if (!at.is_null(7)) item.next_day = at.number(7);
    at.reset();
    return item;
}

namespace {
/// Meetings stand in the order of their beginning; a meeting without one at its first posting day.
std::int64_t sort_in(const Shelved& item, const std::string& list)
{
    if (list == "t/meeting") return item.start.value_or(item.from_day * 86'400);
    return item.from_day;
}
}  // namespace

Result<void> put_on_shelves(sqlite::Database& database, const Shelved& item)
{
    for (const auto& list : lists_of(item.tiles, item.type, item.law)) {
        auto done = database.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", list,
                                     sort_in(item, list), item.index, item.from_day, item.until_day,
                                     item.gone, item.tiles, item.type, item.next_day);
        if (!done) return done;
    }
    return {};
}

Result<void> take_off_shelves(sqlite::Database& database, const Shelved& item)
{
    for (const auto& list : lists_of(item.tiles, item.type, item.law)) {
        auto done = database.execute("DELETE FROM shelf WHERE list = ? AND sort = ? AND idx = ?", list,
                                     sort_in(item, list), item.index);
        if (!done) return done;
    }
    return {};
}

Result<void> stand_until(sqlite::Database& database, std::int64_t index, std::int64_t next_day)
{
    auto done = database.execute("UPDATE item SET next_day = min(coalesce(next_day, ?1), ?1) WHERE idx = ?2",
                                 next_day, index);
    if (!done) return done;
    const auto shelved = read_shelved(database, index);
    if (!shelved) return tl::unexpected{shelved.error()};
    return put_on_shelves(database, *shelved);
}

std::string has_begun(std::int64_t today)
{
    const std::string day = std::to_string(today);
    return " AND from_day <= " + day + " AND (next_day IS NULL OR next_day > " + day + ")";
}

Result<void> index_words(sqlite::Database& database, std::int64_t index, const std::string& row)
{
    return database.execute("INSERT INTO words (rowid, w) VALUES (?, ?)", index, row);
}

Result<void> unindex_words(sqlite::Database& database, std::int64_t index, const std::string& row)
{
    return database.execute("INSERT INTO words (words, rowid, w) VALUES ('delete', ?, ?)", index, row);
}

}  // namespace offline_cache
