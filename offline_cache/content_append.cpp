#include "offline_cache/content_writer.h"
#include "offline_cache/days.h"
#include "offline_cache/erased.h"
#include "offline_cache/rows.h"
#include "offline_cache/shelves.h"
#include "offline_cache/sqlite/transaction.h"
#include "offline_cache/tiles.h"

namespace offline_cache {

using protocol::Entry;
using protocol::EntryKind;
using protocol::Fault;
using protocol::Result;
using sqlite::Blob;
using sqlite::Transaction;

namespace {

constexpr int kLogShift = 40;

std::int64_t global_index(const LogState& log, std::int64_t index)
{
    return (log.number << kLogShift) + index;
}

int kind_number(const std::optional<Entry>& header)
{
    if (!header) return 2;
    if (header->kind == EntryKind::Key) return 1;
    return header->kind == EntryKind::Unknown ? 3 : 0;
}

std::optional<std::int64_t> day(const std::optional<protocol::Date>& date)
{
    if (!date) return std::nullopt;
    return day_number(*date);
}

Result<void> insert_item(sqlite::Database& database, std::int64_t index, const Entry& entry,
                         std::optional<std::int64_t> target)
{
    auto done = database.execute(
        "INSERT INTO item (idx, id, rev, type, pub, seq, cat, law, from_day, until_day, chg, state, tiles, "
        "start,"
        " withdrawn, erased, target, ground, authority)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL, NULL, '', ?, ?, ?)",
        index, entry.id, entry.rev, entry.t, entry.pub, entry.seq, entry.cat, entry.law,
        day(entry.from).value_or(0), day(entry.until), entry.chg, target, entry.ground, entry.authority);
    if (!done || !entry.card) return done;
    return database.execute("INSERT INTO want (idx, slot, h, n) VALUES (?, 0, ?, ?)", index,
                            Blob{protocol::view(entry.card->h)}, entry.card->n);
}

}  // namespace

Result<AppendRun> ContentWriter::begin_append()
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    return AppendRun{*this, std::move(*transaction)};
}

Result<void> AppendRun::add(const LogState& log, std::span<const NewEntry> entries)
{
    for (const auto& entry : entries) {
        if (auto done = writer_->append_one(log, entry); !done) return done;
    }
    return {};
}

Result<void> AppendRun::commit(const LogState& after)
{
    auto done = writer_->database_->execute("INSERT OR REPLACE INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                            after.number, after.origin, after.size,
                                            Blob{protocol::view(after.root)}, Blob{after.frontier},
                                            after.etag, after.open_bytes, Blob{after.checkpoint});
    if (!done) return done;
    return transaction_.commit();
}

Result<void> ContentWriter::append_one(const LogState& log, const NewEntry& entry)
{
    const std::int64_t index = global_index(log, static_cast<std::int64_t>(entry.index));
    auto done = database_->execute("INSERT INTO entry VALUES (?, ?, ?)", index, kind_number(entry.header),
                                   Blob{entry.bytes});
    if (!done || !entry.header) return done;
    const Entry& header = *entry.header;
    if (header.kind != EntryKind::Content && header.kind != EntryKind::Withdrawal) return {};
    if (!is_own_publisher(header.pub, commune_, province_)) return {};
    std::optional<std::int64_t> target;
    if (header.target) target = global_index(log, *header.target);
    if (done = insert_item(*database_, index, header, target); !done) return done;
    if (header.kind == EntryKind::Withdrawal && target) return withdraw(index, header, *target);
    return {};
}

namespace {

struct Withdrawn {
    std::int64_t index = 0;
    ItemState state = ItemState::Missing;
};

/// The target and what stands in the log before the withdrawal under the same id. Empty when the withdrawal
/// has no power over it: a body takes back what it published itself, the province what any body published.
Result<std::vector<Withdrawn>> withdrawn_items(sqlite::Database& database, std::int64_t withdrawal,
                                               const Entry& entry, std::int64_t target,
                                               std::string_view province)
{
    auto statement = database.cached(
        "SELECT i.idx, i.state FROM item i JOIN item t ON t.id = i.id AND t.pub = i.pub"
        " WHERE t.idx = ?1 AND i.idx < ?2 AND i.type <> 'withdrawal' AND t.type <> 'withdrawal'"
        " AND (t.pub = ?3 OR substr(?3, 1, length(?4)) = ?4) ORDER BY i.idx");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(target, withdrawal, entry.pub, std::string{province} + ".");
    std::vector<Withdrawn> items;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return items;
        items.push_back({at.number(0), static_cast<ItemState>(at.number(1))});
    }
}

Result<void> erase_parts(sqlite::Database& database, Zip& zip, std::int64_t index, const std::string& erased)
{
    if (is_erased(erased, kCardSlot)) {
        for (const char* sql : {"DELETE FROM text WHERE idx = ?", "DELETE FROM attachment WHERE idx = ?",
                                "DELETE FROM want WHERE idx = ?"}) {
            if (auto done = database.execute(sql, index); !done) return done;
        }
        return {};
    }
    for (const int n : erased_attachments(erased)) {
        auto done = database.execute("DELETE FROM attachment WHERE idx = ? AND n = ?", index, n);
        if (!done) return done;
        done = database.execute("DELETE FROM want WHERE idx = ? AND slot = ?", index, kAttachmentSlot + n);
        if (!done) return done;
    }
    for (const int slot : {kBodySlot, kMinutesSlot}) {
        if (!is_erased(erased, slot)) continue;
        auto done = database.execute("DELETE FROM want WHERE idx = ? AND slot = ?", index, slot);
        if (!done) return done;
        auto text = read_text(database, zip, index);
        if (!text && text.error().fault == Fault::NotFound) continue;
        if (!text) return tl::unexpected{text.error()};
        (slot == kBodySlot ? text->body : text->minutes).clear();
        if (done = write_text(database, zip, index, *text); !done) return done;
    }
    return {};
}

}  // namespace

Result<void> ContentWriter::withdraw(std::int64_t withdrawal, const Entry& entry, std::int64_t target)
{
    auto items = withdrawn_items(*database_, withdrawal, entry, target, province_);
    if (!items) return tl::unexpected{items.error()};
    const std::string erased = joined_erased(entry.erase);
    for (const auto& [index, state] : *items) {
        const bool shown = state == ItemState::Shown;
        auto shelved = read_shelved(*database_, index);
        if (!shelved) return tl::unexpected{shelved.error()};
        auto text = read_text(*database_, *zip_, index);
        if (!text && text.error().fault != Fault::NotFound) return tl::unexpected{text.error()};
        std::string heading;
        if (shown && text) {
            auto facts = read_card_facts(text->card, shelved->type);
            if (!facts) return tl::unexpected{facts.error()};
            const auto row = words_row(*facts, text->card, text->body, text->minutes, shelved->gone);
            if (auto done = unindex_words(*database_, index, row); !done) return done;
            heading = words_row(*facts, text->card, {}, {}, true);
        }
        auto done = database_->execute("UPDATE item SET withdrawn = ?, erased = ? WHERE idx = ?", withdrawal,
                                       erased, index);
        if (!done) return done;
        if (done = erase_parts(*database_, *zip_, index, erased); !done) return done;
        const bool all_erased = is_erased(erased, kCardSlot);
        if (shown) {
            if (done = take_off_shelves(*database_, *shelved); !done) return done;
            shelved->gone = true;
            if (done = put_on_shelves(*database_, *shelved); !done) return done;
            if (!all_erased) {
                if (done = index_words(*database_, index, heading); !done) return done;
            }
        }
        if (all_erased) {
            done = database_->execute("UPDATE item SET state = ? WHERE idx = ?",
                                      static_cast<int>(ItemState::Erased), index);
            if (!done) return done;
            // Withdrawn before its text came: the tombstone stands in the lists of its type and legal item
            // all the same.
            if (!shown && index == target) {
                shelved->tiles = tiles_of({shelved->type, shelved->law});
                shelved->gone = true;
                done = database_->execute("UPDATE item SET tiles = ? WHERE idx = ?", shelved->tiles, index);
                if (!done) return done;
                if (done = put_on_shelves(*database_, *shelved); !done) return done;
            }
        }
    }
    // Deleted words linger in old segments of the index until it is merged into one.
    if (!erased.empty() && !items->empty())
        return database_->execute("INSERT INTO words (words) VALUES ('optimize')");
    return {};
}

}  // namespace offline_cache
