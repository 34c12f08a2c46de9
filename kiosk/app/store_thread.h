#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "kiosk/app/staff_desk.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace kiosk {

struct StoreOptions {
    std::filesystem::path content;  ///< content.db
    std::filesystem::path outbox;   ///< outbox.db
    std::string commune;
    StaffOptions staff;
    std::function<void(Event)> on_event;     ///< on the store's thread; must not block
    std::function<void()> on_open;           ///< both databases are there: sync may open its own connections
    std::function<void()> on_handed_in;      ///< after each commit: pokes sync
    const protocol::Clock* clock = nullptr;  ///< nullptr: the system's
};

/// The thread that reads and writes the kiosk's databases, one connection each.
///
/// Takes the commands of command.h that are for the store, answers with events. Of searches, and of
/// questions for the same page, only the newest is worked on, so that typing never queues. A hand-in waits
/// for its receipt keys; HandedIn is posted only after the outbox commit returned from disk.
class StoreThread {
public:
    /// Begins opening the databases at once; commands may be posted before that is done.
    explicit StoreThread(StoreOptions options);
    /// Works off what is a resident's (a hand-in under way), drops the rest, closes. Bounded to 2 s by the
    /// slowest commit and key derivation.
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// True when the command was one for the store. Any thread.
    bool post(const Command& command);
    /// Checked bytes of an attachment. Waits for the store, at most 10 s: not for the ui thread.
    [[nodiscard]] protocol::Result<std::string> attachment(std::int64_t index, int n);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace kiosk
