#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/checkpoint.h"
#include "protocol/tlog/note.h"
#include "protocol/trust/key_table.h"
#include "protocol/trust/manifest.h"
#include "province/files/descriptor.h"
#include "province/init/layout.h"
#include "province/publish/blob_store.h"
#include "province/publish/log_state.h"
#include "province/publish/tile_files.h"
#include "province/registry/writer_lock.h"

namespace province {

/// A log that was restored from a backup is opened only by reopen_log() (province/backup/restored.h).
enum class Restored { Refuse, Open };

/// What one run of publish adds to the log.
struct NewBatch {
    protocol::Hash digest{};  ///< names the batch: the same sources give the same digest
    std::vector<NewBlob> blobs;
    std::vector<NewEntry> entries;
};

/// The one writer of the log, in the order of protocol.md §1.6:
///
///  0. the hashes of the batch's new blobs are noted in state.db
///  1. blobs: contents on the disk, then names, then folders
///  2. entries, pieces and batch in one transaction of state.db: from here on the batch is published or,
///  after a
///     crash, will be by the next open()
///  3. tiles, bundles and whole packs, in the manner of 1; none is ever overwritten with other content
///  4. the root is read back from those files and compared with the one computed in memory from the stored
///  frontier
///  5. size and root are stored as about to be signed, compare-and-swap; the checkpoint is signed; the note
///  is stored
///  6. (witnesses: the trust manifest of this build says `quorum none`)
///  7. `checkpoint` is renamed into place, the last step that readers see
///  8. erasures that the batch's withdrawals ask for: blobs, then packs made anew; then the pages of the
///  records
///     it touched (v/); the batch is marked done
///
/// A kill at any moment leaves a batch that never was (its blobs are taken away again) or one that open()
/// finishes. Two checkpoints may fall into one second: the second gets a later date (date_after()), so that
/// also nginx tells them apart.
class LogWriter {
public:
    /// Takes the writer's lock, that of the shared database first where there is one, and finishes or takes
    /// back what a killed run left. Busy: another writer is at work. Refused: the tree shows a checkpoint
    /// that state.db does not know (a restored backup): signing would fork; or the log was restored and
    /// nobody has proved yet that it is the newest.
    static protocol::Result<LogWriter> open(const DataFolder& data, Restored restored = Restored::Refuse);

    /// Entries must continue the log at state().size() and each body at its next_seq(); each is checked
    /// against the key table at its index before anything is written, Refused if it does not hold.
    protocol::Result<protocol::Checkpoint> append(const NewBatch& batch);

    /// Writes every page of v/ anew and takes away those of no record; how many there are.
    protocol::Result<std::size_t> write_pages();

    /// The batch that open() had to finish, if there was one.
    const std::optional<StoredBatch>& finished() const { return finished_; }

    LogState& state() { return state_; }
    const BlobStore& blobs() const { return blobs_; }
    const protocol::KeyTable& keys() const { return keys_; }
    const protocol::TrustManifest& trust() const { return trust_; }

private:
    LogWriter(const DataFolder& data, WriterLock shared, Descriptor lock, LogState state,
              protocol::TrustManifest trust, protocol::SigningKey key);
    protocol::Result<void> recover();
    protocol::Result<void> check_published();
    protocol::Result<void> load_keys();
    protocol::Result<void> check_entries(const NewBatch& batch);
    protocol::Result<void> complete(const StoredBatch& batch);
    protocol::Result<protocol::Frontier> extend(const std::optional<Head>& head, std::int64_t size);
    protocol::Result<void> sign_and_publish(std::uint64_t old_size, std::uint64_t new_size);
    protocol::Result<void> erase_withdrawn(const StoredBatch& batch);

    DataFolder data_;
    WriterLock shared_lock_;
    Descriptor lock_;
    LogState state_;
    protocol::TrustManifest trust_;
    protocol::SigningKey key_;
    BlobStore blobs_;
    TileFiles tiles_;
    protocol::KeyTable keys_;
    std::optional<StoredBatch> finished_;
};

/// The newest trust manifest of a tree, its chain verified from version 1 on. Version 1 is believed: the tree
/// is the province's own.
protocol::Result<protocol::TrustManifest> load_trust(const std::filesystem::path& tree);

}  // namespace province
