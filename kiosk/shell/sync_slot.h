#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "kiosk/sync/sync_thread.h"

namespace kiosk {

/// Holds the sync thread, which begins after the first frame and ends before the store: pokes that come
/// earlier or later do nothing. Any thread.
class SyncSlot {
public:
    void start(SyncOptions options)
    {
        auto begun = std::make_unique<SyncThread>(std::move(options));
        const std::lock_guard lock{mutex_};
        sync_ = std::move(begun);
    }
    void stop()
    {
        std::unique_ptr<SyncThread> ending;
        {
            const std::lock_guard lock{mutex_};
            ending = std::move(sync_);
        }
    }
    void poke()
    {
        const std::lock_guard lock{mutex_};
        if (sync_) sync_->poke();
    }
    void read_stick()
    {
        const std::lock_guard lock{mutex_};
        if (sync_) sync_->read_stick();
    }
    void want_replies()
    {
        const std::lock_guard lock{mutex_};
        if (sync_) sync_->want_replies();
    }

private:
    std::mutex mutex_;
    std::unique_ptr<SyncThread> sync_;  // guarded by mutex_
};

}  // namespace kiosk
