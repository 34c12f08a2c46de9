#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/sync/events.h"
#include "kiosk/sync/http.h"
#include "kiosk/sync/plan.h"
#include "offline_cache/content_writer.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/requests/beat.h"
#include "protocol/requests/request_signature.h"

namespace kiosk {

/// Talks to the write host: hands sealed reports over, fetches sealed replies, sends beats; all signed with
/// the terminal's key (protocol.md §8.6).
class WriteClient {
public:
    WriteClient(Http& http, std::string base, std::string commune, std::chrono::milliseconds deadline,
                const protocol::Clock& clock, const protocol::SigningKey* key,
                std::function<void(SyncEvent)> tell)
        : http_(http),
          base_(std::move(base)),
          commune_(std::move(commune)),
          deadline_(deadline),
          clock_(clock),
          key_(key),
          tell_(std::move(tell))
    {
    }

    /// Sends the report that is due first (exactly the stored bytes). true: one was dealt with, there may be
    /// more; false: none is due. Offline: not delivered, the row was put off. The row leaves only for a
    /// receipt that verifies.
    protocol::Result<bool> send_one(offline_cache::Outbox& outbox, const std::string& receiver_vkey,
                                    Plan& plan);

    /// Brings the stored replies in line with the server's list. true: some are new or gone.
    protocol::Result<bool> fetch_replies(offline_cache::ContentWriter& writer);

    /// Says how the terminal is; the province's word that it has it is verified. Needs a key.
    protocol::Result<void> send_beat(const protocol::Beat& beat, std::uint64_t n,
                                     const protocol::Vkey& receiver);

    /// What the last bad answer asked for; forgotten when read.
    std::optional<std::chrono::seconds> take_retry_after()
    {
        return std::exchange(retry_after_, std::nullopt);
    }

private:
    protocol::Result<bool> not_sent(offline_cache::Outbox& outbox, const offline_cache::OutboxRow& row,
                                    Plan& plan, std::string_view why,
                                    std::optional<std::chrono::milliseconds> wait = {});
    protocol::Result<bool> parked(offline_cache::Outbox& outbox, const offline_cache::OutboxRow& row,
                                  int status);
    void tell_outbox(offline_cache::Outbox& outbox, const std::string& lookup, bool sent, bool is_parked);

    void sign(HttpRequest& request, const std::string& path, const protocol::Chain& chain) const;

    Http& http_;
    std::string base_;
    std::string commune_;
    std::chrono::milliseconds deadline_;
    const protocol::Clock& clock_;
    const protocol::SigningKey* key_;  // nullptr: nothing is signed
    std::function<void(SyncEvent)> tell_;
    std::optional<std::chrono::seconds> retry_after_;
};

}  // namespace kiosk
