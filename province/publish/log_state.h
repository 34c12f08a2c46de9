#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/sqlite/database.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/records/entry.h"
#include "protocol/tlog/merkle.h"

namespace province {

/// A blob that an entry or its card names: role "card", "body", "minutes", "att:0", …
struct Piece {
    std::string role;
    protocol::Hash hash{};
    std::int64_t size = 0;
    bool gone = false;
};

/// What stands under one record id.
struct StoredRecord {
    std::string id, pub, t, name;
    int rev = 0;
    std::int64_t index = 0;
    bool withdrawn = false;
};

/// An entry with what the log must remember about it beside its bytes.
struct NewEntry {
    std::string note;
    protocol::Entry entry;
    std::string name;  ///< source file without .md; empty for key records
    std::optional<protocol::Hash> content;
    std::vector<Piece> pieces;
};

/// A run of publish that is not finished, or was finished last.
struct StoredBatch {
    std::int64_t number = 0;
    protocol::Hash digest{};
    std::int64_t first = 0;
    std::int64_t size = 0;
    bool done = false;
};

/// The last tree head signed or about to be.
struct Head {
    protocol::Frontier frontier;
    protocol::Hash root{};
    std::optional<std::string> note;
};

/// state.db: the log of record (protocol.md §1.6 steps 2 and 5), SQLite with synchronous=FULL.
///
/// Not thread-safe. Only the holder of the writer's lock changes it.
class LogState {
public:
    /// Opens or creates; brings the schema up to date.
    static protocol::Result<LogState> open(const std::filesystem::path& file);

    protocol::Result<std::int64_t> size();
    protocol::Result<std::int64_t> next_seq(std::string_view pub);
    protocol::Result<std::optional<StoredRecord>> record(std::string_view id);
    /// The newest record of this body that was published from a file of that name.
    protocol::Result<std::optional<StoredRecord>> record_named(std::string_view pub, std::string_view name);
    /// The name under which this content stands published, if it does.
    protocol::Result<std::optional<std::string>> published_as(const protocol::Hash& content);
    protocol::Result<std::vector<Piece>> pieces(std::int64_t index);
    protocol::Result<std::string> note(std::int64_t index);

    using Visit = std::function<protocol::Result<void>(std::int64_t index, std::string_view note)>;
    /// Entries first … last−1 in order.
    protocol::Result<void> each(std::int64_t first, std::int64_t last, const Visit& visit);
    /// All entries of a type, in order. Types with an index: key, place.
    protocol::Result<void> each_of_type(std::string_view t, const Visit& visit);
    /// Entries of a body with first_seq ≤ seq < end_seq, by seq.
    protocol::Result<void> each_of_body(std::string_view pub, std::int64_t first_seq, std::int64_t end_seq,
                                        const Visit& visit);
    /// What stands of a body's records: the newest revision of each that is not withdrawn.
    protocol::Result<void> each_standing(std::string_view pub, const Visit& visit);
    protocol::Result<std::vector<protocol::Hash>> leaves(std::int64_t first, std::int64_t last);

    /// Step 0: says which blobs are about to come into the tree.
    protocol::Result<void> intend(const std::vector<protocol::Hash>& blobs);
    /// Blobs of an unfinished run that no entry names.
    protocol::Result<std::vector<protocol::Hash>> orphans();
    protocol::Result<void> forget_intents();

    /// Step 2: entries, their pieces and the batch in one transaction; the intents are gone with it.
    protocol::Result<StoredBatch> store(const protocol::Hash& digest, const std::vector<NewEntry>& entries);
    protocol::Result<std::optional<StoredBatch>> last_batch();
    protocol::Result<void> finish(std::int64_t batch);

    /// Nothing for a log that never signed.
    protocol::Result<std::optional<Head>> head();
    /// Step 5, compare-and-swap: Refused unless the stored head is exactly `before` (or both are none).
    protocol::Result<void> about_to_sign(const std::optional<Head>& before, const protocol::Frontier& after);
    protocol::Result<void> signed_as(std::uint64_t size, std::string_view note);

    /// Marks these roles of all revisions of a record as gone and forgets its content digests. Gives the
    /// hashes that no live piece of any record names any longer. Repeating it gives the same hashes again.
    protocol::Result<std::vector<protocol::Hash>> erase(std::string_view id,
                                                        const std::vector<std::string>& roles);
    /// Was the blob taken away, and by no record is it still named?
    protocol::Result<bool> is_erased(const protocol::Hash& hash);
    /// Distinct hashes of pieces that are not gone, or only of those that are gone everywhere.
    protocol::Result<void> each_blob(bool gone,
                                     const std::function<protocol::Result<void>(const Piece&)>& visit);
    protocol::Result<std::vector<std::string>> bodies();

    offline_cache::sqlite::Database& database() { return database_; }

private:
    explicit LogState(offline_cache::sqlite::Database database) : database_(std::move(database)) {}
    protocol::Result<void> store_entry(std::int64_t index, const NewEntry& entry);
    protocol::Result<void> visit_all(offline_cache::sqlite::Statement& rows, const Visit& visit);

    offline_cache::sqlite::Database database_;
};

}  // namespace province
