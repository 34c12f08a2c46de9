#include <algorithm>

#include "offline_cache/content_writer.h"
#include "offline_cache/days.h"
#include "offline_cache/erased.h"
#include "offline_cache/rows.h"
#include "offline_cache/shelves.h"
#include "offline_cache/sqlite/transaction.h"
#include "offline_cache/tiles.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;
using sqlite::Blob;
using sqlite::Transaction;

namespace {

struct Header {
    std::string id, pub, type, law, erased;
    std::int64_t rev = 0;
    ItemState state = ItemState::Missing;
    bool gone = false;
};

Result<Header> read_header(sqlite::Database& database, std::int64_t index)
{
    auto statement =
        database.cached("SELECT id, pub, type, law, erased, rev, state, withdrawn FROM item WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.bind(index).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return protocol::fail(Fault::NotFound, "no item " + std::to_string(index));
    Header header;
    header.id = at.text(0);
    header.pub = at.text(1);
    header.type = at.text(2);
    header.law = at.text(3);
    header.erased = at.text(4);
    header.rev = at.number(5);
    header.state = static_cast<ItemState>(at.number(6));
    header.gone = !at.is_null(7);
    at.reset();
    return header;
}

Result<void> set_state(sqlite::Database& database, std::int64_t index, ItemState state)
{
    return database.execute("UPDATE item SET state = ? WHERE idx = ?", static_cast<int>(state), index);
}

/// Takes an older revision out of lists and index; it stays readable through the newer one.
Result<void> supersede(sqlite::Database& database, Zip& zip, std::int64_t index, ItemState state)
{
    auto shelved = read_shelved(database, index);
    if (!shelved) return tl::unexpected{shelved.error()};
    if (auto done = take_off_shelves(database, *shelved); !done) return done;
    auto text = read_text(database, zip, index);
    if (text) {
        auto facts = read_card_facts(text->card, shelved->type);
        if (!facts) return tl::unexpected{facts.error()};
        const auto row = words_row(*facts, text->card, text->body, text->minutes, shelved->gone);
        if (auto done = unindex_words(database, index, row); !done) return done;
    } else if (text.error().fault != Fault::NotFound) {
        return tl::unexpected{text.error()};
    }
    return state == ItemState::Erased ? Result<void>{} : set_state(database, index, ItemState::Older);
}

struct OnShow {
    std::int64_t index = 0;
    std::int64_t rev = 0;
    ItemState state = ItemState::Missing;
    std::int64_t from_day = 0;
};

/// The revisions of this record that stand in the lists: the one of today, those still to come, and an erased
/// one as a tombstone.
Result<std::vector<OnShow>> on_show(sqlite::Database& database, const Header& header, std::int64_t besides)
{
    auto statement = database.cached(
        "SELECT idx, rev, state, from_day FROM item WHERE id = ? AND pub = ? AND state >= 2"
        " AND type <> 'withdrawal' AND idx <> ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(header.id, header.pub, besides);
    std::vector<OnShow> found;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return found;
        found.push_back({at.number(0), at.number(1), static_cast<ItemState>(at.number(2)), at.number(3)});
    }
}

/// A newer revision whose first day is still to come takes the older one's place only then.
bool stands_beside(std::int64_t older_from, std::int64_t newer_from, protocol::Time now)
{
    return newer_from > local_day(now) && newer_from > older_from;
}

/// All parts of an item are here. true: readers see a difference.
Result<bool> show(sqlite::Database& database, Zip& zip, const PreparedText& text, const Header& header,
                  protocol::Time now)
{
    if (header.type == "withdrawal") {
        // It never stands in a list of its own; what it withdrew shows its reason.
        if (auto done = set_state(database, text.index, ItemState::Older); !done)
            return tl::unexpected{done.error()};
        return true;
    }
    auto others = on_show(database, header, text.index);
    if (!others) return tl::unexpected{others.error()};
    auto shelved = read_shelved(database, text.index);
    if (!shelved) return tl::unexpected{shelved.error()};
    std::optional<std::int64_t> next_day;
    for (const auto& other : *others) {
        if (other.rev < header.rev || (other.rev == header.rev && other.index < text.index)) continue;
        if (!stands_beside(shelved->from_day, other.from_day, now)) {
            if (auto done = set_state(database, text.index, ItemState::Older); !done)
                return tl::unexpected{done.error()};
            return true;
        }
        next_day = std::min(next_day.value_or(other.from_day), other.from_day);
    }
    for (const auto& other : *others) {
        if (other.rev > header.rev || (other.rev == header.rev && other.index > text.index)) continue;
        const bool stays =
            other.state == ItemState::Shown && stands_beside(other.from_day, shelved->from_day, now);
        const auto done = stays ? stand_until(database, other.index, shelved->from_day)
                                : supersede(database, zip, other.index, other.state);
        if (!done) return tl::unexpected{done.error()};
    }
    if (auto done = put_on_shelves(database, *shelved); !done) return tl::unexpected{done.error()};
    if (next_day) {
        if (auto done = stand_until(database, text.index, *next_day); !done)
            return tl::unexpected{done.error()};
    }
    auto done = index_words(database, text.index, shelved->gone ? text.heading_words : text.words);
    if (!done) return tl::unexpected{done.error()};
    done = database.execute("UPDATE item SET state = ?, here = ? WHERE idx = ?",
                            static_cast<int>(ItemState::Shown), seconds(now), text.index);
    if (!done) return tl::unexpected{done.error()};
    return true;
}

Result<void> insert_want(sqlite::Database& database, std::int64_t index, int slot, const protocol::Blob& blob)
{
    return database.execute("INSERT OR IGNORE INTO want (idx, slot, h, n) VALUES (?, ?, ?, ?)", index, slot,
                            Blob{protocol::view(blob.h)}, blob.n);
}

/// One item: its text row, what is still wanted, and whether it is whole.
Result<bool> store_one(sqlite::Database& database, Zip& zip, const PreparedText& text, protocol::Time now)
{
    auto header = read_header(database, text.index);
    if (!header) return tl::unexpected{header.error()};
    if (header->state != ItemState::Missing || is_erased(header->erased, kCardSlot)) return false;

    const auto changed = [](const Result<void>& done) -> Result<bool> {
        if (!done) return tl::unexpected{done.error()};
        return false;
    };
    auto done =
        database.execute("INSERT OR REPLACE INTO text VALUES (?, ?, ?, ?, ?, ?)", text.index, text.sizes[0],
                         text.sizes[1], text.sizes[2], text.sizes[3], Blob{text.zipped});
    if (!done) return changed(done);
    if (done = database.execute("DELETE FROM want WHERE idx = ? AND slot = 0", text.index); !done)
        return changed(done);

    bool whole = true;
    for (const int slot : {kBodySlot, kMinutesSlot}) {
        const auto blob = text_in_slot(text.facts, slot);
        if (!blob) continue;
        if (text.here[static_cast<std::size_t>(slot)] || is_erased(header->erased, slot)) {
            done = database.execute("DELETE FROM want WHERE idx = ? AND slot = ?", text.index, slot);
        } else {
            whole = false;
            done = insert_want(database, text.index, slot, *blob);
        }
        if (!done) return changed(done);
    }
    for (const auto& attached : text.facts.attachments) {
        const int slot = kAttachmentSlot + attached.n;
        if (is_erased(header->erased, slot)) continue;
        if (done = insert_want(database, text.index, slot, attached.blob); !done) return changed(done);
    }
    const unsigned tiles =
        tiles_of({header->type, header->law, text.facts.has_people_share, text.facts.has_decisions});
    std::optional<std::int64_t> start;
    if (text.facts.start) start = seconds(*text.facts.start);
    done = database.execute("UPDATE item SET tiles = ?, start = ? WHERE idx = ?", tiles, start, text.index);
    if (!done) return changed(done);
    if (!whole) return false;
    return show(database, zip, text, *header, now);
}

}  // namespace

Result<bool> ContentWriter::store(std::span<const PreparedText> texts, protocol::Time now)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    bool changed = false;
    for (const auto& text : texts) {
        auto one = store_one(*database_, *zip_, text, now);
        if (!one) return one;
        changed = changed || *one;
    }
    if (auto done = transaction->commit(); !done) return tl::unexpected{done.error()};
    return changed;
}

Result<ContentWriter::StoredParts> ContentWriter::stored_parts(std::int64_t index)
{
    auto text = read_text(*database_, *zip_, index);
    if (!text) return tl::unexpected{text.error()};
    auto wanted =
        database_->number("SELECT coalesce(sum(1 << slot), 0) FROM want WHERE idx = ? AND slot < 16", index);
    if (!wanted) return tl::unexpected{wanted.error()};
    StoredParts parts;
    parts.card = std::move(text->card);
    parts.body = std::move(text->body);
    parts.minutes = std::move(text->minutes);
    parts.has_body = (*wanted & (1 << kBodySlot)) == 0;
    parts.has_minutes = (*wanted & (1 << kMinutesSlot)) == 0;
    return parts;
}

Result<void> ContentWriter::store_attachment(std::int64_t index, int n, std::string_view bytes)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto done = database_->execute("DELETE FROM want WHERE idx = ? AND slot = ?", index, kAttachmentSlot + n);
    if (!done) return done;
    if (database_->changes() == 0) return {};  // erased meanwhile
    done = database_->execute("INSERT OR REPLACE INTO attachment VALUES (?, ?, ?)", index, n, Blob{bytes});
    if (!done) return done;
    return transaction->commit();
}

}  // namespace offline_cache
