#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/sync/events.h"
#include "kiosk/sync/source.h"
#include "kiosk/sync/trust_chain.h"
#include "offline_cache/content_writer.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/tlog/checkpoint.h"
#include "protocol/tlog/merkle.h"
#include "protocol/trust/key_table.h"

namespace kiosk {

/// Follows the province's log (protocol.md §1.7a): checkpoint, the new bytes of the entry bundles, root over
/// everything ever seen. Entries and state are committed together or not at all.
class Follower {
public:
    Follower(offline_cache::ContentWriter& writer, Source& source, TrustChain& trust,
             const protocol::Clock& clock, std::function<void(SyncEvent)> tell)
        : writer_(writer), source_(source), trust_(trust), clock_(clock), tell_(std::move(tell))
    {
    }

    /// One look at the checkpoint and what follows from it. true: entries came.
    ///
    /// Offline: no good answer, bytes that do not fit, or an older tree than ours; nothing changed, try
    /// again. Refused: the checkpoint's signature is wrong, or the log contradicts what was verified before.
    /// In the latter case the evidence is stored and HistoryAlarm was told. Content stays as it was in every
    /// case.
    protocol::Result<bool> follow();

    /// Somebody else has written to the log in content.db: what was committed is read again.
    void start_anew() { state_.reset(); }

private:
    struct Run;
    protocol::Result<bool> take_checkpoint(const std::string& note, const std::string& etag);
    protocol::Result<void> take_entries(const protocol::Checkpoint& checkpoint, const std::string& note,
                                        bool range);
    protocol::Result<void> take_bundle(Run& run, std::uint64_t n, protocol::Result<Fetched> fetched);
    protocol::Result<void> contradiction(const protocol::Checkpoint& checkpoint, const std::string& note,
                                         const std::string& detail);
    protocol::Result<bool> proves_alteration(const protocol::Checkpoint& checkpoint);
    protocol::Result<void> load(const protocol::TrustManifest& manifest);

    offline_cache::ContentWriter& writer_;
    Source& source_;
    TrustChain& trust_;
    const protocol::Clock& clock_;
    std::function<void(SyncEvent)> tell_;

    std::optional<offline_cache::LogState> state_;  ///< as committed
    std::optional<protocol::KeyTable> keys_;        ///< after the committed entries
    std::string evidence_;                          ///< bundle bytes of the run that did not fit
};

/// Checks entries against the keys that count at their index; a failed one has no header. Key records among
/// them are applied. Half of the signatures are verified on a second thread.
std::vector<offline_cache::NewEntry> check_entries(std::span<const std::string_view> entries,
                                                   std::uint64_t first, protocol::KeyTable& keys);

}  // namespace kiosk
