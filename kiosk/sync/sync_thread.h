#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/sync/beat_writer.h"
#include "kiosk/sync/config.h"
#include "kiosk/sync/events.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/requests/device_keys.h"

namespace kiosk {

struct SyncOptions {
    Config config;
    std::filesystem::path content;             ///< content.db; opened (and made) by the store first
    std::filesystem::path outbox;              ///< outbox.db
    std::filesystem::path sticks = "/media";   ///< where USB sticks are mounted, up to two folders deep
    std::function<void(SyncEvent)> on_event;   ///< called on the sync thread; must not block
    std::optional<protocol::DeviceKeys> keys;  ///< of this terminal; without them nothing is signed, no beats
    BeatFacts beat;
    const protocol::Clock* clock = nullptr;      ///< nullptr: the system's
    std::uint64_t seed = 0;                      ///< of the jitter; 0: from the device name and the time
    std::chrono::milliseconds deadline{60'000};  ///< of one transfer
};

/// The thread that talks to the province: follows the log, fetches texts, sends the outbox, fetches replies.
/// It has its own connections to both databases. Starts working at once.
class SyncThread {
public:
    explicit SyncThread(SyncOptions options);
    /// Stops: running transfers are cut, at most 2 s.
    ~SyncThread();
    SyncThread(const SyncThread&) = delete;
    SyncThread& operator=(const SyncThread&) = delete;

    /// After a hand-in: look into the outbox now. Any thread.
    void poke();

    /// Look-up was opened: fetch the reply list now; answered by RepliesChecked. Any thread.
    void want_replies();

    /// Looks for a USB stick below SyncOptions::sticks and takes over what it has; answered by StickRead. Any
    /// thread.
    void read_stick();

    /// "Try now" of the staff page: poll at once, back-off forgotten. Any thread.
    void poll_now();

    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// One whole run in the calling thread: checkpoint, entries, texts, replies, outbox; for tests, benchmarks
/// and a technician's first fill. Returns the first fault that left something undone.
protocol::Result<void> sync_once(const SyncOptions& options);

}  // namespace kiosk
