#include <algorithm>

#include "offline_cache/content.h"
#include "offline_cache/days.h"
#include "offline_cache/meeting_length.h"
#include "offline_cache/read.h"
#include "offline_cache/rows.h"
#include "offline_cache/shelves.h"
#include "offline_cache/tiles.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr int kNewest = 6;
constexpr int kMeetingsLookedAt = 12;

/// Indexes from a kept statement of one column.
template <class... Values>
Result<std::vector<std::int64_t>> indexes(sqlite::Database& database, std::string_view sql,
                                          const Values&... values)
{
    auto statement = database.cached(sql);
    if (!statement) return tl::unexpected{statement.error()};
    (*statement)->bind(values...);
    std::vector<std::int64_t> found;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return found;
        found.push_back((*statement)->number(0));
    }
}

Result<void> fill_counts(sqlite::Database& database, std::int64_t today, Home& home)
{
    for (std::size_t n = 0; n < kTileCount; ++n) {
        const std::string standing =
            " FROM shelf WHERE list = ?1 AND gone = 0 AND (until_day IS NULL OR until_day >= ?2)" +
            has_begun(today);
        auto statement = database.cached("SELECT (SELECT count(*) FROM (SELECT 1" + standing + " LIMIT " +
                                         std::to_string(kMostCounted) + ")), (SELECT count(*)" + standing +
                                         " AND sort > ?2 - 7)");
        if (!statement) return tl::unexpected{statement.error()};
        auto& at = **statement;
        auto row = at.bind(list_of_tile(static_cast<Tile>(n)), today).step();
        if (!row) return tl::unexpected{row.error()};
        home.tiles[n] = {static_cast<int>(at.number(0)), static_cast<int>(at.number(1))};
        at.reset();
    }
    return {};
}

Result<void> fill_meeting(sqlite::Database& database, Zip& zip, Time now, Home& home)
{
    const std::int64_t today = local_day(now);
    auto meetings = indexes(database,
                            "SELECT idx FROM shelf WHERE list = 't/meeting' AND sort >= ?1 AND gone = 0" +
                                has_begun(today) + " ORDER BY sort, idx LIMIT ?2",
                            seconds(now) - 24 * 3600, kMeetingsLookedAt);
    if (!meetings) return tl::unexpected{meetings.error()};
    for (const auto index : *meetings) {
        auto item = read_item(database, zip, index, today);
        if (!item) return tl::unexpected{item.error()};
        const auto& row = item->row;
        if (row.status == "cancelled" || row.status == "held" || !row.start) continue;
        if (row.end.value_or(*row.start + kMeetingLasts) < now) continue;
        home.next_meeting = std::move(item->row);
        return {};
    }
    return {};
}

int urgency(const ItemRow& row) { return row.kind == "danger" ? 2 : row.kind == "warning" ? 1 : 0; }

Result<void> fill_bulletins(sqlite::Database& database, Zip& zip, Time now, Home& home)
{
    const std::int64_t today = local_day(now);
    auto bulletins = indexes(database,
                             "SELECT idx FROM shelf WHERE list = 't/bulletin' AND gone = 0"
                             " AND (until_day IS NULL OR until_day >= ?1)" +
                                 has_begun(today) + " ORDER BY sort DESC, idx DESC LIMIT 20",
                             today);
    if (!bulletins) return tl::unexpected{bulletins.error()};
    for (const auto index : *bulletins) {
        auto item = read_item(database, zip, index, today);
        if (!item) return tl::unexpected{item.error()};
        const auto& row = item->row;
        if ((row.start && *row.start > now) || (row.end && *row.end < now)) continue;
        home.bulletins.push_back(std::move(item->row));
    }
    std::stable_sort(home.bulletins.begin(), home.bulletins.end(),
                     [](const ItemRow& a, const ItemRow& b) { return urgency(a) > urgency(b); });
    return {};
}

Result<void> fill_newest(sqlite::Database& database, Zip& zip, std::int64_t today, Home& home)
{
    auto newest =
        indexes(database,
                "SELECT idx FROM shelf WHERE list = ?1 AND sort > ?2 - 7 AND sort <= ?2 AND gone = 0"
                " AND (until_day IS NULL OR until_day >= ?2)" +
                    has_begun(today) + " ORDER BY sort DESC, idx DESC LIMIT ?3",
                kListOfAll, today, kNewest);
    if (!newest) return tl::unexpected{newest.error()};
    for (const auto index : *newest) {
        auto item = read_item(database, zip, index, today);
        if (!item) return tl::unexpected{item.error()};
        home.newest.push_back(std::move(item->row));
    }
    return {};
}

}  // namespace

Result<Home> Content::home(Time now)
{
    auto reading = ReadTransaction::begin(*database_);
    if (!reading) return tl::unexpected{reading.error()};
    const auto time = board_time(now);
    if (!time) return tl::unexpected{time.error()};
    const std::int64_t today = local_day(*time);
    Home home;
    auto done = fill_counts(*database_, today, home);
    if (done) done = fill_meeting(*database_, *zip_, *time, home);
    if (done) done = fill_bulletins(*database_, *zip_, *time, home);
    if (done) done = fill_newest(*database_, *zip_, today, home);
    if (!done) return tl::unexpected{done.error()};
    auto where = place();
    if (!where) return tl::unexpected{where.error()};
    home.commune_name = where->name;
    auto size = database_->number("SELECT coalesce(sum(size), 0) FROM log");
    if (!size) return tl::unexpected{size.error()};
    home.log_size = *size;
    auto items = database_->number("SELECT count(*) FROM (SELECT 1 FROM shelf WHERE list = ?" +
                                       has_begun(today) + " LIMIT " + std::to_string(kMostCounted) + ")",
                                   kListOfAll);
    if (!items) return tl::unexpected{items.error()};
    home.items = *items;
    return home;
}

Result<Place> Content::place()
{
    auto places = indexes(*database_,
                          "SELECT s.idx FROM shelf s JOIN item i ON i.idx = s.idx WHERE s.list = 't/place'"
                          " AND s.gone = 0 AND substr(i.pub, 1, ?2) = ?1 ORDER BY s.idx DESC LIMIT 1",
                          commune_ + ".", static_cast<std::int64_t>(commune_.size() + 1));
    if (!places) return tl::unexpected{places.error()};
    if (places->empty()) return Place{};
    auto text = read_text(*database_, *zip_, places->front());
    if (!text) return tl::unexpected{text.error()};
    return read_place(text->card);
}

namespace {

Result<std::string> meta_text(sqlite::Database& database, std::string_view key)
{
    auto statement = database.cached("SELECT value FROM meta WHERE key = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto row = (*statement)->bind(key).step();
    if (!row) return tl::unexpected{row.error()};
    std::string value{*row ? (*statement)->text(0) : std::string_view{}};
    (*statement)->reset();
    return value;
}

}  // namespace

Result<std::optional<Time>> Content::information_time()
{
    auto seconds = database_->number("SELECT value FROM meta WHERE key = 'information_time'");
    if (seconds) return time_of(*seconds);
    if (seconds.error().fault == Fault::NotFound) return std::nullopt;
    return tl::unexpected{seconds.error()};
}

Result<bool> Content::history_alarm()
{
    auto alarm = meta_text(*database_, "history_alarm");
    if (!alarm) return tl::unexpected{alarm.error()};
    return !alarm->empty();
}

Result<std::string> Content::receiver_vkey() { return meta_text(*database_, "receiver"); }

Result<std::string> Content::trust_manifest()
{
    auto statement = database_->cached("SELECT note FROM trust ORDER BY version DESC LIMIT 1");
    if (!statement) return tl::unexpected{statement.error()};
    auto row = (*statement)->step();
    if (!row) return tl::unexpected{row.error()};
    std::string note{*row ? (*statement)->blob(0) : std::string_view{}};
    (*statement)->reset();
    return note;
}

Result<std::vector<std::pair<std::int64_t, std::string>>> Content::key_entries()
{
    auto statement = database_->cached("SELECT idx, bytes FROM entry WHERE kind = 1 ORDER BY idx");
    if (!statement) return tl::unexpected{statement.error()};
    std::vector<std::pair<std::int64_t, std::string>> entries;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return entries;
        entries.emplace_back((*statement)->number(0), (*statement)->blob(1));
    }
}

Result<std::string> Content::entry(std::int64_t index)
{
    auto statement = database_->cached("SELECT bytes FROM entry WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto row = (*statement)->bind(index).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return protocol::fail(Fault::NotFound, "no entry " + std::to_string(index));
    std::string bytes{(*statement)->blob(0)};
    (*statement)->reset();
    return bytes;
}

Result<std::vector<Content::StoredReply>> Content::replies(std::string_view lookup)
{
    auto statement = database_->cached("SELECT bytes, log_size FROM reply WHERE lookup = ? ORDER BY k");
    if (!statement) return tl::unexpected{statement.error()};
    (*statement)->bind(lookup);
    std::vector<StoredReply> found;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return found;
        found.push_back(
            {std::string{(*statement)->blob(0)}, static_cast<std::uint64_t>((*statement)->number(1))});
    }
}

}  // namespace offline_cache
