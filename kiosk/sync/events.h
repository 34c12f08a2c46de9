#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "protocol/base/clock.h"

namespace kiosk {

/// What the sync thread tells the rest of the kiosk. Plain values; handed to SyncOptions::on_event on the
/// sync thread, so the callback only puts them into a mailbox.
namespace synced {

/// The province answered and what it said verifies. `information` is what the banner shows.
struct ContactOk {
    protocol::Time information;
    friend bool operator==(const ContactOk&, const ContactOk&) = default;
};

/// No good answer: network gone, server broken, bytes that do not verify. Content stays as it was.
struct ContactLost {
    std::string detail;  ///< for the log
    friend bool operator==(const ContactLost&, const ContactLost&) = default;
};

/// First sync or a long catch-up: records stored so far of those known.
struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    friend bool operator==(const Progress&, const Progress&) = default;
};

/// content.db has something to show that it had not before (records, withdrawals, the place record).
struct NewContent {
    std::int64_t log_size = 0;
    friend bool operator==(const NewContent&, const NewContent&) = default;
};

/// A report left the outbox with a verified receipt; or, with `parked`, needs a technician.
struct OutboxChanged {
    std::string lookup;  ///< of the report
    bool sent = false;
    bool parked = false;
    std::int64_t waiting = 0;  ///< still in the outbox
    friend bool operator==(const OutboxChanged&, const OutboxChanged&) = default;
};

/// The list of sealed replies was looked at; `changed`: some are new or gone.
struct RepliesChecked {
    bool changed = false;
    bool reached = true;  ///< false: no contact, what is stored is all there is
    friend bool operator==(const RepliesChecked&, const RepliesChecked&) = default;
};

/// The log contradicts what this kiosk has verified before. Evidence is stored; the last good content stays.
struct HistoryAlarm {
    std::string detail;
    friend bool operator==(const HistoryAlarm&, const HistoryAlarm&) = default;
};

/// A USB stick was looked at for a copy of the public tree (protocol.md §7).
struct StickRead {
    enum class Outcome {
        Taken,       ///< `entries` are new, and every part of them that the stick holds is here
        NothingNew,  ///< as old as what is here, or older
        None,        ///< no stick, or none with a tree
        Unreadable,  ///< files are missing, cut or not what the province signed; what is here stays
        Doubted,     ///< a wrong signature, or another history (that is told by HistoryAlarm too)
    };
    Outcome outcome = Outcome::None;
    std::int64_t entries = 0;
    friend bool operator==(const StickRead&, const StickRead&) = default;
};

/// content.db or outbox.db cannot be written.
struct StorageTrouble {
    std::string detail;
    friend bool operator==(const StorageTrouble&, const StorageTrouble&) = default;
};

}  // namespace synced

using SyncEvent = std::variant<synced::ContactOk, synced::ContactLost, synced::Progress, synced::NewContent,
                               synced::OutboxChanged, synced::RepliesChecked, synced::HistoryAlarm,
                               synced::StickRead, synced::StorageTrouble>;

}  // namespace kiosk
