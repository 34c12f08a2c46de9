#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "protocol/base/clock.h"

namespace kiosk {

/// The system's clock as the ui and the store read it; only the automation of tests sets it ahead. Any
/// thread.
class WallClock final : public protocol::Clock {
public:
    [[nodiscard]] protocol::Time now() const override
    {
        return system_.now() + std::chrono::seconds{ahead_.load()};
    }
    void set_ahead(std::chrono::seconds by) { ahead_ += by.count(); }

private:
    protocol::SystemClock system_;
    std::atomic<std::int64_t> ahead_{0};
};

}  // namespace kiosk
