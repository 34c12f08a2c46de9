#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "kiosk/app/readers.h"
#include "kiosk/app/receipt_maker.h"
#include "offline_cache/content.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"

namespace kiosk {

/// The store's half that deals with what a person hands in or asks for: seals, commits, looks up. On the
/// store's thread. Keys of a person live here until ForgetPerson, in wiped memory.
class StoreDesk {
public:
    StoreDesk(offline_cache::Content& content, offline_cache::Outbox* outbox, std::string commune,
              const protocol::Clock& clock, const std::function<void(Event)>& on_event,
              const std::function<void()>& on_handed_in, std::function<void(ReceiptMaker::Made)> on_made);

    void run(const Command& command);
    /// A derivation is done.
    void made(ReceiptMaker::Made made);
    /// A resident's report waits for its keys.
    [[nodiscard]] bool hand_in_waits() const { return report_ != nullptr; }

private:
    struct Search {
        std::uint64_t number = 0;
        std::optional<protocol::ReceiptCode> code;
        std::vector<std::string> communes;  ///< still to be tried: this one, then those merged into it
        std::optional<protocol::ReceiptKeys> keys;
    };

    void ask_room();
    void prepare();
    void hand_in(const std::shared_ptr<cmd::Report>& report);
    void commit();
    void reopen(const cmd::Reopen& wish);
    void agree(const cmd::Agree& wish);
    void say(std::uint64_t number, std::string_view office, protocol::Message message);
    protocol::Result<void> keep_word(std::string_view office, protocol::Message message);
    void fail_hand_in(protocol::Fault fault, const std::string& detail);
    void look_up(const cmd::LookUp& question);
    void try_next_commune();
    void looked(const protocol::ReceiptKeys& keys);
    protocol::Result<std::optional<Case>> find(const protocol::ReceiptKeys& keys);

    offline_cache::Content& content_;
    offline_cache::Outbox* outbox_;
    std::string commune_;
    const protocol::Clock& clock_;
    const std::function<void(Event)>& on_event_;
    const std::function<void()>& on_handed_in_;

    std::uint64_t next_request_ = 1;
    std::uint64_t preparing_ = 0;  ///< request under way; 0: none
    std::optional<ReceiptMaker::Made> prepared_;
    std::shared_ptr<cmd::Report> report_;
    std::uint64_t deriving_ = 0;
    std::optional<Search> search_;

    ReceiptMaker maker_;  // last: its thread ends before what it posts to goes
};

}  // namespace kiosk
