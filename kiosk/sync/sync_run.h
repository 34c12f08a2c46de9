#pragma once

#include <memory>
#include <optional>

#include "kiosk/sync/follower.h"
#include "kiosk/sync/http.h"
#include "kiosk/sync/http_source.h"
#include "kiosk/sync/plan.h"
#include "kiosk/sync/stick_source.h"
#include "kiosk/sync/sync_thread.h"
#include "kiosk/sync/text_fetcher.h"
#include "kiosk/sync/write_client.h"

namespace kiosk {

/// The work of the sync thread, one job at a time: each talks to the network and the databases, tells what
/// came of it and lets the plan decide when it is next. Belongs to one thread.
class SyncRun {
public:
    /// Opens both databases. Storage, Busy, or Malformed (a bad pin).
    static protocol::Result<std::unique_ptr<SyncRun>> open(const SyncOptions& options, Http& http);

    /// Does a job and reschedules it.
    protocol::Result<void> work(Job job, Monotonic now);

    /// Takes over what a USB stick has beyond what is here, verified like an answer of the province.
    void read_stick(Monotonic now);

    Plan& plan() { return plan_; }

private:
    SyncRun(const SyncOptions& options, Http& http, offline_cache::ContentWriter writer,
            offline_cache::Outbox outbox, TrustChain trust);

    protocol::Result<void> poll(Monotonic now);
    protocol::Result<void> texts(Monotonic now);
    protocol::Result<void> outbox(Monotonic now);
    protocol::Result<void> replies(Monotonic now);
    protocol::Result<void> attachments(Monotonic now);
    protocol::Result<void> trust(Monotonic now);
    protocol::Result<void> beat(Monotonic now);
    synced::StickRead take_from(StickSource& stick);
    void schedule_outbox(Monotonic now);
    void found_contact(Monotonic now);
    protocol::Result<void> lost(Job job, Monotonic now, const protocol::Error& error);
    void tell(SyncEvent event);
    std::int64_t log_size();

    SyncOptions options_;
    protocol::SystemClock system_clock_;
    const protocol::Clock& clock_;
    offline_cache::ContentWriter writer_;
    offline_cache::Outbox outbox_;
    TrustChain trust_;
    HttpSource source_;
    WriteClient write_;
    Follower follower_;
    TextFetcher fetcher_;
    BeatWriter beats_;
    Plan plan_;
    bool in_contact_ = false;
    bool lost_told_ = false;
};

}  // namespace kiosk
