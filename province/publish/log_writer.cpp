#include "province/publish/log_writer.h"

#include <algorithm>
#include <map>
#include <set>

#include "protocol/limits.h"
#include "protocol/routes.h"
#include "province/config/config.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/phone_pages/page_writer.h"
#include "province/publish/pack_writer.h"

namespace province {

using protocol::EntryKind;
using protocol::Fault;
using protocol::Hash;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kKeyFile = 4096;

fs::path log_folder(const DataFolder& data, const protocol::TrustManifest& trust)
{
    const auto folder = protocol::routes::log_folder(trust.logs.front().key.name());
    return data.tree() / protocol::routes::log(folder, "");
}

}  // namespace

Result<protocol::TrustManifest> load_trust(const fs::path& tree)
{
    const auto first = read_file(tree / protocol::routes::trust(1), protocol::limits::kTrustManifest);
    if (!first) return tl::unexpected{first.error()};
    const auto parts = protocol::split_note(*first);
    if (!parts) return tl::unexpected{parts.error()};
    auto verified = protocol::open_first_manifest(*first, protocol::sha256(parts->text));
    if (!verified) return tl::unexpected{verified.error()};
    for (std::uint64_t version = 2; version <= protocol::limits::kTrustSteps; ++version) {
        const auto note =
            read_file(tree / protocol::routes::trust(version), protocol::limits::kTrustManifest);
        if (!note && note.error().fault == Fault::NotFound) break;
        if (!note) return tl::unexpected{note.error()};
        auto next = protocol::open_next_manifest(*note, *verified);
        if (!next) return tl::unexpected{next.error()};
        verified = std::move(next);
    }
    return std::move(verified->manifest);
}

LogWriter::LogWriter(const DataFolder& data, WriterLock shared, Descriptor lock, LogState state,
                     protocol::TrustManifest trust, protocol::SigningKey key)
    : data_(data),
      shared_lock_(std::move(shared)),
      lock_(std::move(lock)),
      state_(std::move(state)),
      trust_(std::move(trust)),
      key_(std::move(key)),
      blobs_(data),
      tiles_(log_folder(data, trust_)),
      keys_(*trust_.registrar)
{
}

Result<LogWriter> LogWriter::open(const DataFolder& data, Restored restored)
{
    std::error_code code;
    if (restored == Restored::Refuse && fs::exists(data.restored(), code))
        return protocol::fail(
            Fault::Refused,
            "the log was restored from a backup and is closed: run `commune-province reopen`");
    auto trust = load_trust(data.tree());
    if (!trust) return tl::unexpected{trust.error()};
    const auto key_text = read_file(data.keys() / "log", kKeyFile);
    if (!key_text) return tl::unexpected{key_text.error()};
    auto key = protocol::SigningKey::parse(*key_text);
    if (!key) return tl::unexpected{key.error()};
    if (key->vkey() != trust->logs.front().key)
        return protocol::fail(Fault::Refused, "keys/log is not the key of the trust manifest's log");

    const auto config = load_config(data.root);
    if (!config) return tl::unexpected{config.error()};
    auto shared = WriterLock::take(config->registry);
    if (!shared) return tl::unexpected{shared.error()};
    auto lock = lock_file(data.lock());
    if (!lock) return tl::unexpected{lock.error()};
    if (auto cleared = clear_staging(data.staging()); !cleared) return tl::unexpected{cleared.error()};
    auto state = LogState::open(data.state());
    if (!state) return tl::unexpected{state.error()};

    LogWriter writer{
        data, std::move(*shared), std::move(*lock), std::move(*state), std::move(*trust), std::move(*key)};
    if (auto done = writer.check_published(); !done) return tl::unexpected{done.error()};
    if (auto done = writer.recover(); !done) return tl::unexpected{done.error()};
    if (auto done = writer.load_keys(); !done) return tl::unexpected{done.error()};
    return writer;
}

Result<void> LogWriter::check_published()
{
    const auto note =
        read_file(tiles_.folder() / protocol::routes::kCheckpoint, protocol::limits::kCheckpoint);
    if (!note && note.error().fault == Fault::NotFound) return {};
    if (!note) return tl::unexpected{note.error()};
    const auto published = protocol::open_checkpoint(*note, key_.vkey());
    if (!published)
        return protocol::fail(Fault::Refused, "the tree's checkpoint: " + published.error().detail);
    const auto head = state_.head();
    if (!head) return tl::unexpected{head.error()};
    const auto known = *head ? (*head)->frontier.size() : 0;
    if (published->size > known || (published->size == known && *head && published->root != (*head)->root))
        return protocol::fail(Fault::Refused,
                              "the tree's checkpoint (size " + std::to_string(published->size) +
                                  ") is not one that state.db (size " + std::to_string(known) +
                                  ") signed: restored from a backup?");
    return {};
}

Result<void> LogWriter::recover()
{
    const auto orphans = state_.orphans();
    if (!orphans) return tl::unexpected{orphans.error()};
    for (const auto& hash : *orphans) {
        if (auto done = blobs_.discard(hash); !done) return done;
    }
    if (auto done = state_.forget_intents(); !done) return done;
    const auto batch = state_.last_batch();
    if (!batch) return tl::unexpected{batch.error()};
    if (!*batch || (*batch)->done) return {};
    if (auto done = complete(**batch); !done) return done;
    finished_ = **batch;
    return {};
}

Result<void> LogWriter::load_keys()
{
    return state_.each_of_type("key", [this](std::int64_t index, std::string_view note) -> Result<void> {
        const auto at = static_cast<std::uint64_t>(index);
        const auto entry = protocol::verify_entry(note, at, keys_);
        return entry ? keys_.apply(*entry, at) : Result<void>{};
    });
}

Result<void> LogWriter::check_entries(const NewBatch& batch)
{
    const auto size = state_.size();
    if (!size) return tl::unexpected{size.error()};
    auto index = static_cast<std::uint64_t>(*size);
    auto keys = keys_;
    std::map<std::string, std::int64_t> next;
    for (const auto& added : batch.entries) {
        const auto entry = protocol::verify_entry(added.note, index, keys);
        if (!entry) return protocol::fail(Fault::Refused, added.name + ": " + entry.error().detail);
        if (!next.contains(entry->pub)) {
            const auto seq = state_.next_seq(entry->pub);
            if (!seq) return tl::unexpected{seq.error()};
            next[entry->pub] = *seq;
        }
        if (entry->seq != next[entry->pub]++)
            return protocol::fail(Fault::Refused, added.name + ": the body's numbers would have a gap");
        if (entry->kind == EntryKind::Key) {
            if (auto applied = keys.apply(*entry, index); !applied) return applied;
        }
        ++index;
    }
    keys_ = std::move(keys);
    return {};
}

Result<protocol::Checkpoint> LogWriter::append(const NewBatch& batch)
{
    if (auto checked = check_entries(batch); !checked) return tl::unexpected{checked.error()};
    const auto missing = blobs_.missing(batch.blobs);
    if (!missing) return tl::unexpected{missing.error()};
    std::vector<Hash> hashes;
    for (const auto* blob : *missing) hashes.push_back(blob->hash);
    if (auto done = state_.intend(hashes); !done) return tl::unexpected{done.error()};
    if (auto done = blobs_.store(*missing); !done) return tl::unexpected{done.error()};
    const auto stored = state_.store(batch.digest, batch.entries);
    if (!stored) return tl::unexpected{stored.error()};
    if (auto done = complete(*stored); !done) return tl::unexpected{done.error()};
    const auto head = state_.head();
    if (!head) return tl::unexpected{head.error()};
    return protocol::Checkpoint{key_.vkey().name(), (*head)->frontier.size(), (*head)->root};
}

Result<void> LogWriter::complete(const StoredBatch& batch)
{
    StagedFiles files{data_.staging()};
    const auto first = static_cast<std::uint64_t>(batch.first);
    const auto size = static_cast<std::uint64_t>(batch.size);
    if (auto done = tiles_.add(state_, first, size, files); !done) return done;
    if (auto done = PackWriter{data_, state_}.add_new(batch.first, batch.size, files); !done) return done;
    if (auto done = files.commit(); !done) return done;
    if (auto done = sign_and_publish(first, size); !done) return done;
    if (auto done = erase_withdrawn(batch); !done) return done;
    StagedFiles pages{data_.staging()};
    if (auto done = PageWriter{data_, state_}.add_changed(batch.first, batch.size, pages); !done) return done;
    if (auto done = pages.commit(); !done) return done;
    if (auto collected = tiles_.collect(size); !collected) return tl::unexpected{collected.error()};
    return state_.finish(batch.number);
}

Result<std::size_t> LogWriter::write_pages()
{
    PageWriter pages{data_, state_};
    const auto ids = pages.record_ids();
    if (!ids) return tl::unexpected{ids.error()};
    StagedFiles files{data_.staging()};
    std::set<std::filesystem::path> known;
    for (const auto& id : *ids) {
        const auto page = pages.make(id);
        if (!page) return tl::unexpected{page.error()};
        known.insert(pages.path(id));
        if (auto added = files.add(pages.path(id), *page, StagedFiles::Existing::Replace); !added)
            return tl::unexpected{added.error()};
    }
    if (auto done = files.commit(); !done) return tl::unexpected{done.error()};
    std::error_code code;
    for (const auto& file : std::filesystem::directory_iterator{data_.tree() / "v", code}) {
        if (!known.contains(file.path())) std::filesystem::remove(file.path(), code);
    }
    return ids->size();
}

Result<protocol::Frontier> LogWriter::extend(const std::optional<Head>& head, std::int64_t size)
{
    protocol::Frontier frontier = head ? head->frontier : protocol::Frontier{};
    const auto leaves = state_.leaves(static_cast<std::int64_t>(frontier.size()), size);
    if (!leaves) return tl::unexpected{leaves.error()};
    for (const auto& leaf : *leaves) frontier.push(leaf);
    return frontier;
}

Result<void> LogWriter::sign_and_publish(std::uint64_t old_size, std::uint64_t new_size)
{
    auto head = state_.head();
    if (!head) return tl::unexpected{head.error()};
    const auto known = *head ? (*head)->frontier.size() : 0;
    if (known != old_size && known != new_size)
        return protocol::fail(Fault::Refused, "state.db signed size " + std::to_string(known) + ", not " +
                                                  std::to_string(old_size));
    const auto frontier = extend(*head, static_cast<std::int64_t>(new_size));
    if (!frontier) return tl::unexpected{frontier.error()};
    const auto read_back = tiles_.read_back(old_size, new_size);
    if (!read_back) return tl::unexpected{read_back.error()};
    if (*read_back != frontier->root())
        return protocol::fail(Fault::Storage,
                              "the files written give another root than the entries: not signed");

    // Whoever lost the database meanwhile is no longer the one writer.
    if (!shared_lock_.holds())
        return protocol::fail(Fault::Busy, "the lock of the log's writer was lost: not signed");
    if (known != new_size || !*head) {
        if (auto done = state_.about_to_sign(*head, *frontier); !done) return done;
    }
    const auto note = protocol::sign_checkpoint({key_.vkey().name(), new_size, frontier->root()}, key_);
    if (auto done = state_.signed_as(new_size, note); !done) return done;
    if (auto present = tiles_.check_present(new_size); !present) return present;
    return replace_file(tiles_.folder() / protocol::routes::kCheckpoint, note);
}

Result<void> LogWriter::erase_withdrawn(const StoredBatch& batch)
{
    std::vector<protocol::Entry> withdrawals;
    auto gathered =
        state_.each(batch.first, batch.size, [&](std::int64_t, std::string_view note) -> Result<void> {
            // Most entries are no withdrawals; their JSON need not be read again.
            if (note.find("\"t\":\"withdrawal\"") == std::string_view::npos) return {};
            auto entry = protocol::parse_entry(note);
            if (entry && entry->kind == EntryKind::Withdrawal && !entry->erase.empty())
                withdrawals.push_back(std::move(*entry));
            return {};
        });
    if (!gathered) return gathered;
    for (const auto& withdrawal : withdrawals) {
        const auto unused = state_.erase(withdrawal.id, withdrawal.erase);
        if (!unused) return tl::unexpected{unused.error()};
        for (const auto& hash : *unused) {
            if (auto done = blobs_.erase(hash); !done) return done;
        }
        StagedFiles packs{data_.staging()};
        if (auto done = PackWriter{data_, state_}.add_again(withdrawal.id, packs); !done) return done;
        if (auto done = packs.commit(); !done) return done;
    }
    return {};
}

}  // namespace province
