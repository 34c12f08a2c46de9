#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "offline_cache/content_writer.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"
#include "protocol/requests/beat.h"
#include "protocol/trust/manifest.h"

namespace kiosk {

/// What a beat says that only the rest of the program knows.
struct BeatFacts {
    std::string version;
    std::string screen;                         ///< "1080x1920"
    std::function<std::int64_t()> touch_age_s;  ///< −1: none since the start; any thread
    std::filesystem::path hall;                 ///< hall.db, whose daily totals are told; empty: none are
};

/// Gathers beats (protocol.md §8.8). Belongs to the sync thread.
class BeatWriter {
public:
    BeatWriter(BeatFacts facts, std::filesystem::path content, const protocol::Clock& clock)
        : facts_(std::move(facts)), content_(std::move(content)), clock_(clock)
    {
    }

    void in_contact(protocol::Time at) { information_ = at; }
    void history_alarm() { alarm_ = true; }

    protocol::Result<protocol::Beat> gather(offline_cache::ContentWriter& writer,
                                            offline_cache::Outbox& outbox,
                                            const protocol::TrustManifest& trust);

    /// The province has this beat: its day of views is not told again.
    protocol::Result<void> told(offline_cache::ContentWriter& writer, const protocol::Beat& beat);

    /// A number above every one that was given, also in an earlier run or with a content.db made anew: at
    /// least the clock's seconds.
    protocol::Result<std::uint64_t> next_number(offline_cache::ContentWriter& writer);

private:
    /// Of the first finished day that was not told. A book that cannot be read costs no beat.
    std::optional<protocol::DayViews> views(offline_cache::ContentWriter& writer) const;

    BeatFacts facts_;
    std::filesystem::path content_;
    const protocol::Clock& clock_;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    protocol::Time information_{};
    bool alarm_ = false;
};

}  // namespace kiosk
