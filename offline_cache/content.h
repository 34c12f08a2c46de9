#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/records.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace offline_cache {

namespace sqlite {
class Database;
}
class FoldedItems;
class Zip;

/// Which rows a list holds. Unset fields do not filter. Shelf::Current also gives the tombstones of items
/// withdrawn before their time was over, each at its old place: never a silent gap.
struct ListQuery {
    std::optional<Tile> tile;
    std::string law;   ///< one legal item: "D03"
    std::string type;  ///< one entry type: "meeting"
    Shelf shelf = Shelf::Current;

    friend bool operator==(const ListQuery&, const ListQuery&) = default;
};

/// A stretch of a list, newest first.
struct Window {
    std::vector<ItemRow> rows;
    std::int64_t offset = 0;
    std::int64_t total = 0;
};

/// What the province published, as far as this kiosk has it verified: content.db, rebuildable at any time.
///
/// Every call reads one committed state and never waits for sync's writer (WAL). Nothing that was not hashed
/// and compared with what a verified log entry says is ever returned. Not thread-safe: one per thread.
class Content {
public:
    /// Opens or creates the file. One that is corrupt or of another program version is moved aside to
    /// `<file>.aside-<n>` and made anew (`rebuilt()` tells). Open it once at start before other threads do.
    /// `commune`: the code from kiosk.toml; its `place` record names the villages.
    static protocol::Result<Content> open(const std::filesystem::path& file, std::string_view commune);

    Content(Content&&) noexcept;
    Content& operator=(Content&&) noexcept;
    ~Content();

    [[nodiscard]] bool rebuilt() const { return rebuilt_; }

    // A record whose first day (`from`, protocol.md §8.3) is still to come stands in no list, count or
    // search; a correction to come leaves in its place what it corrects.

    /// The home screen. `now` decides what is current (board_time()); local date is UTC+7.
    protocol::Result<Home> home(protocol::Time now);

    /// Rows offset … offset+n−1 of a list. Meetings: those to come first (soonest first), then past ones.
    protocol::Result<Window> list(const ListQuery& query, std::int64_t offset, int n, protocol::Time now);

    /// The legal items D01–D14 (and others met) with their counts.
    protocol::Result<std::vector<LawCount>> law_items(protocol::Time now);

    /// One row by log index. NotFound when there is none or its parts are not all here.
    protocol::Result<ItemRow> row(std::int64_t index, protocol::Time now);

    /// One document by log index of any of its revisions, or by record id (newest revision).
    protocol::Result<Document> document(std::int64_t index, protocol::Time now);
    protocol::Result<Document> document(std::string_view record_id, protocol::Time now);

    /// Checked bytes of attachment n; NotFound until it has come.
    protocol::Result<std::string> attachment(std::int64_t index, int n);

    /// The commune's villages and halls; empty before its place record has come.
    protocol::Result<Place> place();

    struct StoredReply {
        std::string bytes;           ///< sealed
        std::uint64_t log_size = 0;  ///< entries of the log that were here when it came
    };
    /// Sealed replies filed under this lookup name (32 hex digits), k ascending.
    protocol::Result<std::vector<StoredReply>> replies(std::string_view lookup);

    /// Entry bytes (signed note) at a log index, for the "what proves this" page and for audits.
    protocol::Result<std::string> entry(std::int64_t index);

    /// Time of the newest information: the last verified checkpoint answer. nullopt before the first.
    protocol::Result<std::optional<protocol::Time>> information_time();

    /// An alarm "history changed" stands: the last good content is kept, staff must act.
    protocol::Result<bool> history_alarm();

    /// vkey line of the key that signs receipts (trust manifest); empty before the first sync.
    protocol::Result<std::string> receiver_vkey();

    /// Text of the newest verified trust manifest note; empty before the first sync.
    protocol::Result<std::string> trust_manifest();

    /// Entries of type key, oldest first, with their log index, to build the key table (who reads feedback).
    protocol::Result<std::vector<std::pair<std::int64_t, std::string>>> key_entries();

    /// The time by which the board stands: what begins, passes and ends does so by this one. A clock behind
    /// the last verified contact is wrong: what had begun by then has begun, and what was over is over.
    protocol::Result<protocol::Time> board_time(protocol::Time now);

    /// Nothing stays in memory of what was asked: bound words, cursors, the texts a search looked through.
    void let_go();

    /// For search.h and tests.
    [[nodiscard]] sqlite::Database& database();
    [[nodiscard]] Zip& zip();
    [[nodiscard]] FoldedItems& folded_items();

private:
    Content(std::unique_ptr<sqlite::Database> database, std::string commune, bool rebuilt);

    std::unique_ptr<sqlite::Database> database_;
    std::unique_ptr<Zip> zip_;
    std::unique_ptr<FoldedItems> folded_items_;
    std::string commune_;
    bool rebuilt_ = false;
};

}  // namespace offline_cache
