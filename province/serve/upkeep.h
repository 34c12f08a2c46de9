#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/config/config.h"
#include "province/init/layout.h"
#include "province/registry/registry.h"

namespace province {

inline constexpr int kDroppedDays = 30;  // in which a dropped draft can be picked up again

/// Takes away what nobody needs: bytes and folders that a crash left in uploads/ and drafting/, and drafts
/// that were dropped over kDroppedDays ago; and the bytes of answers filed over `reply_days` ago, where that
/// is not 0. Harmless beside a server at work. How many files went.
protocol::Result<int> tidy_up(Registry& registry, const DataFolder& data, protocol::Time now,
                              int reply_days = 0);

/// What a server does by itself beside answering: tidies up at start and once a day, and tells people of new
/// work where the configuration names a sender. One thread; what fails is logged and tried again.
class Upkeep {
public:
    /// Everything must outlive it.
    Upkeep(Registry& registry, const DataFolder& data, const Config& config, const protocol::Clock& clock);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

private:
    void run(const std::stop_token& stop);

    Registry& registry_;
    const DataFolder& data_;
    const Config& config_;
    const protocol::Clock& clock_;
    std::mutex mutex_;
    std::condition_variable_any asleep_;
    std::jthread thread_;
};

}  // namespace province
