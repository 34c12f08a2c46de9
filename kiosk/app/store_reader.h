#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "offline_cache/content.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"

namespace kiosk {

/// The store's half that only reads: home, lists, documents, search. On the store's thread.
class StoreReader {
public:
    /// `newest_search`: number of the newest question asked so far, from any thread; an older search that is
    /// under way stops and is not answered. nullptr: none is dropped.
    StoreReader(offline_cache::Content& content, offline_cache::Outbox* outbox, const protocol::Clock& clock,
                const std::function<void(Event)>& on_event,
                const std::atomic<std::uint64_t>* newest_search = nullptr)
        : content_(content),
          outbox_(outbox),
          clock_(clock),
          on_event_(on_event),
          newest_search_(newest_search)
    {
    }

    /// False when the command is none of reading.
    bool run(const Command& command);
    /// A person's questions are over: nothing of them stays bound to a statement.
    void forget();
    /// Counts and age for the banners.
    void counts();

private:
    void home();
    void laws(std::uint32_t visit);
    void list(const cmd::LoadList& query);
    void document(const cmd::LoadDocument& query);
    void text(const cmd::LoadText& query);
    void search(const cmd::Search& query);
    std::optional<ContactLink> contact(std::string_view record_id);
    void help(const cmd::LoadHelp& query);
    void address();

    offline_cache::Content& content_;
    offline_cache::Outbox* outbox_;
    const protocol::Clock& clock_;
    const std::function<void(Event)>& on_event_;
    const std::atomic<std::uint64_t>* newest_search_;
    std::string manifest_;  ///< the one whose address was told
};

}  // namespace kiosk
