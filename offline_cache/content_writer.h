#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/prepared_text.h"
#include "offline_cache/sqlite/transaction.h"
#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/feedback/reply.h"
#include "protocol/records/entry.h"

namespace offline_cache {

/// What a follower remembers of one log.
struct LogState {
    std::int64_t number = 0;  ///< of this log in content.db; 0 for the first
    std::string origin;
    std::uint64_t size = 0;
    protocol::Hash root{};
    std::string frontier;         ///< protocol::Frontier, serialised; empty for size 0
    std::string etag;             ///< of the checkpoint
    std::int64_t open_bytes = 0;  ///< length of the entry bundle that is not full
    std::string checkpoint;       ///< the signed note
};

/// An entry under a verified root.
struct NewEntry {
    std::uint64_t index = 0;  ///< in its log
    std::string_view bytes;
    std::optional<protocol::Entry> header;  ///< unset: failed its own check; kept, counted, never shown
};

/// A part that a verified entry or card names and that is not here.
struct Want {
    std::int64_t index = 0;
    int slot = 0;
    protocol::Hash hash{};
    std::int64_t bytes = 0;
    std::string type;
    std::string publisher;
    std::int64_t seq = 0;
    int tries = 0;
};

class ContentWriter;

/// An open transaction of new entries, rolled back unless it is committed. Nothing else may be written
/// meanwhile.
class AppendRun {
public:
    /// `log` gives the number and origin.
    protocol::Result<void> add(const LogState& log, std::span<const NewEntry> entries);
    /// The root over all entries was verified.
    protocol::Result<void> commit(const LogState& after);

private:
    friend class ContentWriter;
    AppendRun(ContentWriter& writer, sqlite::Transaction transaction)
        : writer_(&writer), transaction_(std::move(transaction))
    {
    }
    ContentWriter* writer_;
    sqlite::Transaction transaction_;
};

/// The writing side of content.db, for the sync thread; its own connection. Each call is one transaction:
/// after a crash either all of it is there or nothing.
class ContentWriter {
public:
    /// Opens the file that Content::open() made. `commune` decides whose texts are kept.
    static protocol::Result<ContentWriter> open(const std::filesystem::path& file, std::string_view commune);

    ContentWriter(ContentWriter&&) noexcept;
    ContentWriter& operator=(ContentWriter&&) noexcept;
    ~ContentWriter();

    // Trust.
    /// All verified manifests, version 1 first.
    protocol::Result<std::vector<std::string>> manifests();
    protocol::Result<void> add_manifest(std::uint64_t version, std::string_view note,
                                        std::string_view province, std::string_view receiver_vkey);

    // Following.
    /// The state of a log; one of size 0 with the next free number when it was never seen.
    protocol::Result<LogState> log_state(std::string_view origin);
    /// Key records stored so far with their index.
    protocol::Result<std::vector<std::pair<std::int64_t, std::string>>> key_entries();
    /// Entries and the state after them, in one transaction. Withdrawals take effect; parts become wanted.
    protocol::Result<AppendRun> begin_append();
    /// The checkpoint was verified again (or for a new ETag): the information is of `now`, unless the clock
    /// is too far ahead to be believed (kFarthestAhead); then it stays of the time it was.
    protocol::Result<void> checkpoint_seen(const LogState& state, protocol::Time now);
    /// The log contradicts itself. Keeps the evidence; history_alarm stands from now on.
    protocol::Result<void> keep_evidence(protocol::Time now, std::string_view detail, std::string_view mine,
                                         std::string_view theirs, std::string_view bytes);

    // Parts.
    /// Cards and texts (attachments: false) that may be asked for at `now`, in log order.
    protocol::Result<std::vector<Want>> wants(protocol::Time now, bool attachments, int limit);
    protocol::Result<std::int64_t> wanted_texts();
    /// When the next postponed part may be asked for; nullopt when none is postponed.
    protocol::Result<std::optional<protocol::Time>> next_want(protocol::Time now);
    /// true: a list, a document or the place record changed for readers. What is whole now is shown from
    /// `now` on.
    protocol::Result<bool> store(std::span<const PreparedText> texts, protocol::Time now);
    /// What is stored of an item whose card is here; NotFound when it is not.
    struct StoredParts {
        std::string card, body, minutes;
        bool has_body = false;  ///< false: the body is still wanted, or there is none
        bool has_minutes = false;
    };
    protocol::Result<StoredParts> stored_parts(std::int64_t index);
    protocol::Result<void> store_attachment(std::int64_t index, int n, std::string_view bytes);
    /// The part was missing or wrong at the server: not before `after` again.
    protocol::Result<void> postpone(const Want& want, protocol::Time after);
    /// The part can never be shown (not canonical, unknown version): not asked for again.
    protocol::Result<void> give_up(const Want& want);

    // Replies.
    protocol::Result<std::vector<protocol::ListedReply>> replies();
    struct NewReply {
        protocol::ListedReply name;
        std::string bytes;
    };
    /// After this exactly `list` is here, as far as it was here before or is among `fresh`.
    protocol::Result<void> replace_replies(std::span<const protocol::ListedReply> list,
                                           std::span<const NewReply> fresh);

    // Small things to remember.
    protocol::Result<std::string> remembered(std::string_view key);
    protocol::Result<void> remember(std::string_view key, std::string_view value);

    /// Folds the word index together and gives freed pages back; for the end of a long run.
    protocol::Result<void> tidy();

    [[nodiscard]] sqlite::Database& database();

private:
    friend class AppendRun;
    ContentWriter(std::unique_ptr<sqlite::Database> database, std::string commune);
    protocol::Result<void> append_one(const LogState& after, const NewEntry& entry);
    protocol::Result<void> withdraw(std::int64_t withdrawal, const protocol::Entry& entry,
                                    std::int64_t target);

    std::unique_ptr<sqlite::Database> database_;
    std::unique_ptr<Zip> zip_;
    std::string commune_;
    std::string province_;
};

}  // namespace offline_cache
