// The changes of LogState that touch several tables: storing a batch, erasing.

#include <algorithm>

#include "offline_cache/sqlite/transaction.h"
#include "protocol/tlog/merkle.h"
#include "province/publish/log_state.h"

namespace province {

using offline_cache::sqlite::Blob;
using offline_cache::sqlite::Transaction;
using protocol::EntryKind;
using protocol::Fault;
using protocol::Hash;
using protocol::Result;

namespace {

Blob blob(const Hash& hash) { return Blob{protocol::view(hash)}; }

}  // namespace

Result<void> LogState::store_entry(std::int64_t index, const NewEntry& added)
{
    const auto& entry = added.entry;
    const auto leaf = protocol::leaf_hash(added.note);
    auto done = database_.execute(
        "INSERT INTO entry (idx, note, leaf, t, pub, seq, id, rev) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", index,
        Blob{added.note}, blob(leaf), entry.t, entry.pub, entry.seq, entry.id, entry.rev);
    if (!done) return done;
    for (const auto& piece : added.pieces) {
        done = database_.execute("INSERT INTO piece (idx, role, hash, size) VALUES (?, ?, ?, ?)", index,
                                 piece.role, blob(piece.hash), piece.size);
        if (!done) return done;
    }
    if (added.content) {
        done = database_.execute("INSERT INTO content (digest, idx, name) VALUES (?, ?, ?)",
                                 blob(*added.content), index, added.name);
        if (!done) return done;
    }
    if (entry.kind == EntryKind::Withdrawal)
        return database_.execute("UPDATE record SET withdrawn = 1 WHERE id = ?", entry.id);
    if (entry.kind != EntryKind::Content) return {};
    return database_.execute(
        "INSERT INTO record (id, pub, t, name, rev, idx) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, idx = excluded.idx",
        entry.id, entry.pub, entry.t, added.name, entry.rev, index);
}

Result<StoredBatch> LogState::store(const Hash& digest, const std::vector<NewEntry>& entries)
{
    auto transaction = Transaction::begin(database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    const auto first = size();
    if (!first) return tl::unexpected{first.error()};
    auto index = *first;
    for (const auto& entry : entries) {
        if (auto done = store_entry(index, entry); !done) return tl::unexpected{done.error()};
        ++index;
    }
    auto done = database_.execute("INSERT INTO batch (digest, first, size) VALUES (?, ?, ?)", blob(digest),
                                  *first, index);
    if (!done) return tl::unexpected{done.error()};
    const StoredBatch batch{database_.last_insert_id(), digest, *first, index, false};
    if (auto forgotten = forget_intents(); !forgotten) return tl::unexpected{forgotten.error()};
    if (auto committed = transaction->commit(); !committed) return tl::unexpected{committed.error()};
    return batch;
}

Result<std::vector<Hash>> LogState::erase(std::string_view id, const std::vector<std::string>& roles)
{
    auto transaction = Transaction::begin(database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    // Without its card nobody can know what else belonged to the record: all of it goes.
    const bool all = std::find(roles.begin(), roles.end(), "card") != roles.end();
    std::vector<Hash> named;
    for (const auto& role : all ? std::vector<std::string>{"%"} : roles) {
        auto rows = database_.prepare(
            "SELECT DISTINCT piece.hash FROM piece JOIN entry USING (idx) "
            "WHERE entry.id = ? AND entry.t <> 'withdrawal' AND piece.role LIKE ?");
        if (!rows) return tl::unexpected{rows.error()};
        rows->bind(id, role);
        for (;;) {
            const auto row = rows->step();
            if (!row) return tl::unexpected{row.error()};
            if (!*row) break;
            named.push_back(protocol::hash_from_bytes(rows->blob(0)).value_or(Hash{}));
        }
        auto marked = database_.execute(
            "UPDATE piece SET gone = 1 WHERE role LIKE ? AND idx IN "
            "(SELECT idx FROM entry WHERE id = ? AND t <> 'withdrawal')",
            role, id);
        if (!marked) return tl::unexpected{marked.error()};
    }
    // A digest of the erased text would let somebody who holds this file confirm a guess of it.
    auto forgotten = database_.execute(
        "DELETE FROM content WHERE idx IN (SELECT idx FROM entry WHERE id = ? AND t <> 'withdrawal')", id);
    if (!forgotten) return tl::unexpected{forgotten.error()};

    std::vector<Hash> unused;
    for (const auto& hash : named) {
        const auto erased = is_erased(hash);
        if (!erased) return tl::unexpected{erased.error()};
        if (*erased) unused.push_back(hash);
    }
    if (auto committed = transaction->commit(); !committed) return tl::unexpected{committed.error()};
    return unused;
}

}  // namespace province
