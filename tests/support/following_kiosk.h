#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/sync/follower.h"
#include "kiosk/sync/text_fetcher.h"
#include "offline_cache/content.h"
#include "offline_cache/content_writer.h"
#include "protocol/routes.h"
#include "tests/support/folder_source.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tree_builder.h"

/// content.db of a kiosk of commune 20107 that follows a test tree by the real follower, without a network.
class FollowingKiosk {
public:
    explicit FollowingKiosk(const TreeBuilder& tree)
        : source(tree.root()),
          content(must(offline_cache::Content::open(file(), "20107"))),
          writer(must(offline_cache::ContentWriter::open(file(), "20107"))),
          trust(must(kiosk::TrustChain::load(writer, *protocol::hash_from_hex(tree.pin())))),
          follower(writer, source, trust, clock,
                   [this](kiosk::SyncEvent event) { events.push_back(std::move(event)); }),
          fetcher(writer, source, clock,
                  [this](kiosk::SyncEvent event) { events.push_back(std::move(event)); })
    {
    }

    protocol::Result<bool> sync()
    {
        auto followed = follower.follow();
        if (!followed) return followed;
        auto texts = fetcher.fetch_texts();
        if (!texts) return texts;
        return *followed || *texts;
    }

    [[nodiscard]] std::filesystem::path file() const { return dir / "content.db"; }

    template <class Event>
    [[nodiscard]] int count() const
    {
        int n = 0;
        for (const auto& event : events) n += std::holds_alternative<Event>(event) ? 1 : 0;
        return n;
    }

    template <class T>
    static T must(protocol::Result<T> result)
    {
        if (!result) throw std::runtime_error(result.error().detail);
        return std::move(*result);
    }

    TempDir dir;
    protocol::ManualClock clock{protocol::at_local(*protocol::parse_date("2026-11-23"), 8, 15)};
    std::vector<kiosk::SyncEvent> events;
    FolderSource source;
    offline_cache::Content content;
    offline_cache::ContentWriter writer;
    kiosk::TrustChain trust;
    kiosk::Follower follower;
    kiosk::TextFetcher fetcher;
};
