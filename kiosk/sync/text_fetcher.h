#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/sync/events.h"
#include "kiosk/sync/source.h"
#include "offline_cache/content_writer.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace kiosk {

/// Fetches the cards, texts and attachments that verified entries name: packs where many are missing, single
/// blobs for the rest. Only bytes with the right hash are kept.
class TextFetcher {
public:
    TextFetcher(offline_cache::ContentWriter& writer, Source& source, const protocol::Clock& clock,
                std::function<void(SyncEvent)> tell,
                std::chrono::milliseconds retry_base = std::chrono::seconds{15})
        : writer_(writer), source_(source), clock_(clock), tell_(std::move(tell)), retry_base_(retry_base)
    {
    }

    /// Fetches everything that may be asked for now. true: readers see a difference. Parts that are missing
    /// at the server or wrong are put off, each with its own growing pause. Offline: the server did not
    /// answer well.
    protocol::Result<bool> fetch_texts();

    /// One attachment; false when none is wanted now.
    protocol::Result<bool> fetch_attachment();

private:
    using Wants = std::vector<offline_cache::Want>;
    protocol::Result<bool> fetch_packs(const Wants& wants);
    protocol::Result<bool> fetch_blobs(const Wants& wants);
    protocol::Result<bool> take_blob(const offline_cache::Want& want, Fetched fetched);
    protocol::Result<bool> take_text(const offline_cache::Want& want, const std::string& bytes);
    protocol::Result<void> put_off(const offline_cache::Want& want, std::string_view why);
    void progress(std::int64_t left);

    offline_cache::ContentWriter& writer_;
    Source& source_;
    const protocol::Clock& clock_;
    std::function<void(SyncEvent)> tell_;
    std::chrono::milliseconds retry_base_;
    std::set<std::pair<std::string, std::int64_t>> tried_packs_;  ///< asked for in this run
    std::int64_t total_ = 0;
};

}  // namespace kiosk
