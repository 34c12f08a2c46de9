#include "kiosk/sync/follower.h"

#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/routes.h"
#include "protocol/tlog/checkpoint.h"
#include "protocol/tlog/light_verifier.h"
#include "protocol/tlog/tile.h"

namespace kiosk {

using offline_cache::LogState;
using protocol::Checkpoint;
using protocol::Fault;
using protocol::Result;

namespace {

std::string log_path(const std::string& origin, std::string_view path)
{
    return protocol::routes::log(protocol::routes::log_folder(origin), path);
}

constexpr std::size_t kEvidence = 1024 * 1024;

}  // namespace

/// One catch-up from the committed state to a checkpoint, not committed yet.
struct Follower::Run {
    LogState state;
    protocol::Frontier frontier;
    protocol::KeyTable keys;
    std::uint64_t goal = 0;
    bool range = true;
    std::optional<offline_cache::AppendRun> append;
    std::optional<protocol::Error> fault;
};

Result<void> Follower::load(const protocol::TrustManifest& manifest)
{
    const auto& log = manifest.logs.front();
    if (state_ && state_->origin == log.key.name() && keys_ && keys_->registrar() == *manifest.registrar)
        return {};
    auto state = writer_.log_state(log.key.name());
    if (!state) return tl::unexpected{state.error()};
    protocol::KeyTable keys{*manifest.registrar};
    auto records = writer_.key_entries();
    if (!records) return tl::unexpected{records.error()};
    for (const auto& [index, bytes] : *records) {
        auto entry = protocol::parse_entry(bytes);
        if (!entry) return protocol::fail(Fault::Storage, "a stored key record is damaged");
        if (auto done = keys.apply(*entry, static_cast<std::uint64_t>(index)); !done) {
            return protocol::fail(Fault::Storage, "a stored key record cannot be applied");
        }
    }
    state_ = std::move(*state);
    keys_.emplace(std::move(keys));
    return {};
}

Result<bool> Follower::follow()
{
    if (!trust_.current()) {
        if (auto extended = trust_.extend(writer_, source_); !extended)
            return tl::unexpected{extended.error()};
    }
    const auto& manifest = trust_.current()->manifest;
    if (auto loaded = load(manifest); !loaded) return tl::unexpected{loaded.error()};

    Fetch fetch;
    fetch.path = log_path(state_->origin, protocol::routes::kCheckpoint);
    fetch.etag = state_->etag;
    fetch.max_bytes = protocol::limits::kCheckpoint;
    auto got = source_.get(fetch);
    if (!got) return tl::unexpected{got.error()};
    if (got->status == 304) {
        if (auto seen = writer_.checkpoint_seen(*state_, clock_.now()); !seen)
            return tl::unexpected{seen.error()};
        return false;
    }
    if (got->status != 200) return protocol::fail(Fault::Offline, "the server has no checkpoint");
    return take_checkpoint(got->body, got->etag);
}

Result<bool> Follower::take_checkpoint(const std::string& note, const std::string& etag)
{
    const auto& log = trust_.current()->manifest.logs.front();
    auto opened = protocol::open_checkpoint(note, log.key);
    if (!opened) return tl::unexpected{opened.error()};
    const Checkpoint& checkpoint = *opened;
    if (checkpoint.size < state_->size) {
        return protocol::fail(Fault::Offline, "an older tree: " + std::to_string(checkpoint.size) +
                                                  " entries, ours has " + std::to_string(state_->size));
    }
    if (checkpoint.size == state_->size) {
        const auto root = state_->size == 0 ? protocol::empty_root() : state_->root;
        if (checkpoint.root != root) {
            if (auto kept = contradiction(checkpoint, note, "two roots for one size"); !kept) {
                return tl::unexpected{kept.error()};
            }
            return protocol::fail(Fault::Refused, "history changed");
        }
        state_->etag = etag;
        if (auto seen = writer_.checkpoint_seen(*state_, clock_.now()); !seen)
            return tl::unexpected{seen.error()};
        return false;
    }
    auto taken = take_entries(checkpoint, note, true);
    if (!taken && taken.error().fault == Fault::Malformed && !source_.stopped()) {
        taken = take_entries(checkpoint, note, false);  // a Range may have been answered wrongly
    }
    if (!taken && taken.error().fault == Fault::Malformed && !source_.stopped()) {
        auto altered = proves_alteration(checkpoint);
        if (!altered) return tl::unexpected{altered.error()};
        if (!*altered) return protocol::fail(Fault::Offline, taken.error().detail);
        if (auto kept = contradiction(checkpoint, note, taken.error().detail); !kept) {
            return tl::unexpected{kept.error()};
        }
        return protocol::fail(Fault::Refused, "history changed");
    }
    if (!taken) return tl::unexpected{taken.error()};
    state_->etag = etag;
    if (auto seen = writer_.checkpoint_seen(*state_, clock_.now()); !seen)
        return tl::unexpected{seen.error()};
    return true;
}

/// Fetches, checks and stores everything from the committed size to the checkpoint. Malformed when the bytes
/// do not give the checkpoint's root; then nothing is stored.
Result<void> Follower::take_entries(const Checkpoint& checkpoint, const std::string& note, bool range)
{
    protocol::Frontier frontier;
    if (state_->size > 0) {
        auto parsed = protocol::Frontier::parse(state_->frontier);
        if (!parsed || parsed->size() != state_->size)
            return protocol::fail(Fault::Storage, "the stored frontier is damaged");
        frontier = std::move(*parsed);
    }
    Run run{*state_, std::move(frontier), *keys_, checkpoint.size, range, std::nullopt, std::nullopt};
    auto append = writer_.begin_append();
    if (!append) return tl::unexpected{append.error()};
    run.append.emplace(std::move(*append));
    evidence_.clear();

    const std::uint64_t first = state_->size / protocol::kTileWidth;
    std::vector<Fetch> fetches;
    for (std::uint64_t n = first; n * protocol::kTileWidth < checkpoint.size; ++n) {
        const auto id = protocol::bundle_of(n, checkpoint.size);
        if (!id) return protocol::fail(Fault::Malformed, "a checkpoint without its bundle");
        Fetch fetch;
        fetch.path = log_path(state_->origin, id->path());
        fetch.max_bytes = protocol::limits::kBundle;
        fetch.gzip = id->width == 256;
        if (range && n == first && state_->open_bytes > 0) {
            fetch.range_from = static_cast<std::uint64_t>(state_->open_bytes);
        }
        fetches.push_back(std::move(fetch));
    }
    source_.get_all(fetches, [&](std::size_t i, Result<Fetched> fetched) {
        if (source_.stopped()) {
            run.fault = protocol::Error{Fault::Offline, "stopped"};
            return false;
        }
        if (auto taken = take_bundle(run, first + i, std::move(fetched)); !taken) run.fault = taken.error();
        return !run.fault;
    });
    if (run.fault) return tl::unexpected{*run.fault};
    if (run.frontier.size() != checkpoint.size)
        return protocol::fail(Fault::Offline, "the run was cut short");
    if (run.frontier.root() != checkpoint.root) {
        return protocol::fail(Fault::Malformed,
                              "entries do not give the root of size " + std::to_string(checkpoint.size));
    }
    run.state.size = checkpoint.size;
    run.state.root = checkpoint.root;
    run.state.frontier = run.frontier.serialise();
    run.state.checkpoint = note;
    run.state.etag.clear();  // set when everything is committed: a crash between costs one more download
    if (auto done = run.append->commit(run.state); !done) return done;
    state_ = std::move(run.state);
    *keys_ = std::move(run.keys);
    return {};
}

Result<void> Follower::take_bundle(Run& run, std::uint64_t n, Result<Fetched> fetched)
{
    if (fetched && fetched->status == 404) {
        // A partial bundle may be gone once the full one exists (protocol.md §1.3).
        Fetch full;
        full.path =
            log_path(run.state.origin, protocol::TileId{protocol::TileId::kBundleLevel, n, 256}.path());
        full.max_bytes = protocol::limits::kBundle;
        full.gzip = true;
        fetched = source_.get(full);
    }
    if (!fetched) return tl::unexpected{fetched.error()};
    if (fetched->status != 200 && fetched->status != 206) {
        return protocol::fail(Fault::Offline, "bundle " + std::to_string(n) + " is not there");
    }
    const std::uint64_t begin = n * protocol::kTileWidth;
    const std::uint64_t end = std::min(begin + protocol::kTileWidth, run.goal);
    const std::uint64_t have = run.frontier.size();
    const auto known_bytes = have > begin ? static_cast<std::uint64_t>(run.state.open_bytes) : 0;
    std::string_view bytes = fetched->body;
    if (evidence_.size() + bytes.size() <= kEvidence) evidence_ += bytes;
    if (fetched->status == 206) {
        if (fetched->range_start != known_bytes)
            return protocol::fail(Fault::Malformed, "another range than asked for");
    } else {
        if (bytes.size() < known_bytes) return protocol::fail(Fault::Malformed, "a bundle became shorter");
        bytes.remove_prefix(known_bytes);
    }
    // A full bundle in place of a partial one holds entries beyond the goal: the next checkpoint vouches for
    // them.
    std::uint64_t count = 0;
    std::size_t used = 0;
    while (used + 2 <= bytes.size() && count < end - have) {
        used += 2U + (static_cast<std::size_t>(static_cast<unsigned char>(bytes[used])) << 8U) +
                static_cast<unsigned char>(bytes[used + 1]);
        ++count;
    }
    if (count != end - have || used > bytes.size())
        return protocol::fail(Fault::Malformed, "a bundle is cut");
    auto entries = protocol::decode_bundle(bytes.substr(0, used), count);
    if (!entries) return tl::unexpected{entries.error()};
    for (const auto entry : *entries) run.frontier.push(protocol::leaf_hash(entry));
    const auto checked = check_entries(*entries, have, run.keys);
    if (auto added = run.append->add(run.state, checked); !added) return added;
    run.state.open_bytes =
        end % protocol::kTileWidth == 0 ? 0 : static_cast<std::int64_t>(known_bytes + used);
    return {};
}

/// The entries did not give the root. Tiles, authenticated by the signed root, tell a broken transfer from an
/// altered history: false when the tree still begins with ours. Without good tiles the contradiction stands.
Result<bool> Follower::proves_alteration(const Checkpoint& checkpoint)
{
    if (state_->size == 0) return false;
    bool offline = false;
    const auto fetch_tile = [&](const protocol::TileId& id) -> Result<std::string> {
        Fetch fetch;
        fetch.path = log_path(state_->origin, id.path());
        fetch.max_bytes = protocol::limits::kTile;
        auto got = source_.get(fetch);
        if (!got) {
            offline = offline || got.error().fault == Fault::Offline;
            return tl::unexpected{got.error()};
        }
        if (got->status != 200) return protocol::fail(Fault::NotFound, fetch.path);
        return std::move(got->body);
    };
    auto verifier = protocol::LightVerifier::open(checkpoint.size, checkpoint.root, fetch_tile);
    if (verifier) {
        auto root = verifier->root_at(state_->size);
        if (root) return *root != state_->root;
    }
    if (offline)
        return protocol::fail(Fault::Offline,
                              "entries do not fit, and the tiles that would tell why did not come");
    return true;
}

Result<void> Follower::contradiction(const Checkpoint& checkpoint, const std::string& note,
                                     const std::string& detail)
{
    const std::string words = detail + " (ours: " + std::to_string(state_->size) +
                              ", theirs: " + std::to_string(checkpoint.size) + ")";
    protocol::log::error("sync", "HISTORY CHANGED: ", words);
    auto kept = writer_.keep_evidence(clock_.now(), words, state_->checkpoint, note, evidence_);
    tell_(synced::HistoryAlarm{words});
    return kept;
}

}  // namespace kiosk
