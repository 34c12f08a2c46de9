#include "offline_cache/content.h"

#include <algorithm>

#include "offline_cache/content_file.h"
#include "offline_cache/days.h"
#include "offline_cache/folded_items.h"
#include "offline_cache/meeting_length.h"
#include "offline_cache/read.h"
#include "offline_cache/rows.h"
#include "offline_cache/shelves.h"
#include "offline_cache/tiles.h"
#include "protocol/base/log.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

Content::Content(std::unique_ptr<sqlite::Database> database, std::string commune, bool rebuilt)
    : database_(std::move(database)),
      zip_(std::make_unique<Zip>()),
      folded_items_(std::make_unique<FoldedItems>()),
      commune_(std::move(commune)),
      rebuilt_(rebuilt)
{
}
Content::Content(Content&&) noexcept = default;
Content& Content::operator=(Content&&) noexcept = default;
Content::~Content() = default;

sqlite::Database& Content::database() { return *database_; }
Zip& Content::zip() { return *zip_; }
FoldedItems& Content::folded_items() { return *folded_items_; }

void Content::let_go()
{
    database_->let_go();
    folded_items_->forget();
}

Result<Content> Content::open(const std::filesystem::path& file, std::string_view commune)
{
    bool rebuilt = false;
    if (is_marked_damaged(file)) {
        if (auto moved = move_aside(file); !moved) return tl::unexpected{moved.error()};
        rebuilt = true;
    }
    auto database = open_content_file(file);
    if (!database && database.error().fault != Fault::Busy && !rebuilt) {
        protocol::log::warning("store", "content.db is made anew: ", database.error().detail);
        if (auto moved = move_aside(file); !moved) return tl::unexpected{moved.error()};
        rebuilt = true;
        database = open_content_file(file);
    }
    if (!database) return tl::unexpected{database.error()};
    return Content{std::make_unique<sqlite::Database>(std::move(*database)), std::string{commune}, rebuilt};
}

Result<Time> Content::board_time(Time now)
{
    const auto contact = information_time();
    if (!contact) return tl::unexpected{contact.error()};
    if (!*contact) return now;
    // A clock far ahead of the last contact would empty the board: it is not believed.
    return now > **contact + kFarthestAhead ? **contact : std::max(now, **contact);
}

namespace {

/// "WHERE" of one list and how it is walked.
struct Walk {
    std::string where;
    std::string list;
};

Walk walk_of(const ListQuery& query, std::int64_t today)
{
    Walk walk;
    if (!query.law.empty()) {
        walk.list = list_of_law(query.law);
    } else if (!query.type.empty()) {
        walk.list = list_of_type(query.type);
    } else {
        walk.list = list_of_tile(query.tile.value_or(Tile::Know));
    }
    walk.where = " FROM shelf WHERE list = ?1" + has_begun(today);
    const std::string day = std::to_string(today);
    switch (query.shelf) {
        case Shelf::Current:
            walk.where += " AND (until_day IS NULL OR until_day >= " + day + ")";
            break;
        case Shelf::Ended:
            walk.where += " AND until_day < " + day + " AND gone = 0";
            break;
        case Shelf::Withdrawn:
            walk.where += " AND gone = 1";
            break;
    }
    if (query.tile) walk.where += " AND (tiles >> " + std::to_string(static_cast<int>(*query.tile)) + ") & 1";
    walk.where += " AND (?2 = '' OR type = ?2)";
    return walk;
}

/// `sql` of one column, bound to the values; what it gives is appended.
template <class... Values>
Result<void> append_indexes(sqlite::Database& database, const std::string& sql,
                            std::vector<std::int64_t>& indexes, const Values&... values)
{
    auto statement = database.cached(sql);
    if (!statement) return tl::unexpected{statement.error()};
    (*statement)->bind(values...);
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        indexes.push_back((*statement)->number(0));
    }
}

/// Meetings to come are looked for where people are invited to talk.
bool meetings_come_first(const ListQuery& query)
{
    return query.law.empty() && query.shelf == Shelf::Current &&
           (query.type == "meeting" || (query.tile == Tile::Discuss && query.type.empty()));
}

}  // namespace

Result<Window> Content::list(const ListQuery& query, std::int64_t offset, int n, Time now)
{
    auto reading = ReadTransaction::begin(*database_);
    if (!reading) return tl::unexpected{reading.error()};
    const auto time = board_time(now);
    if (!time) return tl::unexpected{time.error()};
    const std::int64_t today = local_day(*time);
    const Walk walk = walk_of(query, today);
    auto total = database_->number("SELECT count(*)" + walk.where, walk.list, query.type);
    if (!total) return tl::unexpected{total.error()};

    Window window;
    window.total = *total;
    window.offset = std::clamp<std::int64_t>(offset, 0, *total);
    std::vector<std::int64_t> indexes;
    const std::int64_t wanted = std::max(n, 0);
    const std::string newest_first = " ORDER BY sort DESC, idx DESC LIMIT ?3 OFFSET ?4";
    if (meetings_come_first(query)) {
        const std::string meetings = list_of_type("meeting");
        const std::int64_t border = seconds(*time - kMeetingLasts);
        auto coming = database_->number("SELECT count(*)" + walk.where + " AND sort >= ?3", meetings,
                                        query.type, border);
        if (!coming) return tl::unexpected{coming.error()};
        auto done = append_indexes(
            *database_, "SELECT idx" + walk.where + " AND sort >= ?5 ORDER BY sort, idx LIMIT ?3 OFFSET ?4",
            indexes, meetings, query.type, wanted, window.offset, border);
        if (!done) return tl::unexpected{done.error()};
        const auto rest = wanted - static_cast<std::int64_t>(indexes.size());
        done = append_indexes(*database_,
                              "SELECT idx" + walk.where +
                                  " AND NOT (type = 'meeting' AND coalesce((SELECT start FROM item WHERE"
                                  " item.idx = shelf.idx), from_day * 86400) >= ?5)" +
                                  newest_first,
                              indexes, walk.list, query.type, rest,
                              std::max<std::int64_t>(0, window.offset - *coming), border);
        if (!done) return tl::unexpected{done.error()};
    } else {
        auto done = append_indexes(*database_, "SELECT idx" + walk.where + newest_first, indexes, walk.list,
                                   query.type, wanted, window.offset);
        if (!done) return tl::unexpected{done.error()};
    }
    for (const auto index : indexes) {
        auto item = read_item(*database_, *zip_, index, today);
        if (!item) return tl::unexpected{item.error()};
        window.rows.push_back(std::move(item->row));
    }
    return window;
}

Result<ItemRow> Content::row(std::int64_t index, Time now)
{
    const auto time = board_time(now);
    if (!time) return tl::unexpected{time.error()};
    auto item = read_item(*database_, *zip_, index, local_day(*time));
    if (!item) return tl::unexpected{item.error()};
    if (item->state == ItemState::Missing) return protocol::fail(Fault::NotFound, "parts are missing");
    return std::move(item->row);
}

Result<std::vector<LawCount>> Content::law_items(Time now)
{
    const auto time = board_time(now);
    if (!time) return tl::unexpected{time.error()};
    const std::int64_t today = local_day(*time);
    auto statement = database_->cached(
        "SELECT substr(list, 3), sum(gone = 0 AND (until_day IS NULL OR until_day >= ?1)),"
        " sum(gone = 0 AND (until_day IS NULL OR until_day >= ?1) AND from_day > ?1 - 7 AND from_day <= ?1),"
        " sum(gone = 0 AND until_day < ?1) FROM shelf WHERE list >= 'L/' AND list < 'L0'" +
        has_begun(today) + " GROUP BY list");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(today);
    std::vector<LawCount> counts;
    for (int n = 1; n <= 14; ++n) {
        LawCount empty;
        empty.law = n < 10 ? "D0" + std::to_string(n) : "D" + std::to_string(n);
        counts.push_back(std::move(empty));
    }
    counts.emplace_back().law = "DQ";
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        const std::string law{at.text(0)};
        auto place =
            std::find_if(counts.begin(), counts.end(), [&](const LawCount& c) { return c.law == law; });
        if (place == counts.end()) {
            counts.emplace_back().law = law;
            place = counts.end() - 1;
        }
        place->current = static_cast<int>(at.number(1));
        place->fresh = static_cast<int>(at.number(2));
        place->ended = static_cast<int>(at.number(3));
    }
    return counts;
}

}  // namespace offline_cache
