#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "offline_cache/content.h"
#include "offline_cache/hall_book.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"

namespace kiosk {

struct StaffOptions {
    std::filesystem::path folder;  ///< of the data: hall.db and terminal.toml; the store thread fills it
    std::string pin_hash;          ///< staff_pin_hash of kiosk.toml
    std::string read, write;       ///< addresses, for the diagnosis
};

/// The store's third half: PIN, local notices, diagnosis, audit, daily totals. On the store's thread. A
/// hall.db that cannot be opened costs the notices and the audit, never reading or reports.
class StaffDesk {
public:
    StaffDesk(StaffOptions options, offline_cache::Content& content, offline_cache::Outbox* outbox,
              const protocol::Clock& clock, const std::function<void(Event)>& on_event);
    ~StaffDesk();
    StaffDesk(const StaffDesk&) = delete;
    StaffDesk& operator=(const StaffDesk&) = delete;

    /// False when the command is none of the staff corner's. The first one opens the book: what residents
    /// wait for at start comes before.
    bool run(const Command& command);

private:
    struct Step;

    void open();
    void verify(const staff::VerifyPin& question);
    void remember_wrong(int wrong);
    void load_notices();
    void store(const offline_cache::LocalNotice& notice);
    void diagnose();
    void store(const Terminal& terminal);
    void note(const std::string& what);
    void count(const cmd::CountScreens& totals);
    /// Writes the totals that are only in memory.
    void keep_totals();
    void tell(staff::News news) { on_event_(std::move(news)); }

    StaffOptions options_;
    offline_cache::Content& content_;
    offline_cache::Outbox* outbox_;
    const protocol::Clock& clock_;
    const std::function<void(Event)>& on_event_;
    std::optional<offline_cache::HallBook> book_;
    bool opened_ = false;
    int wrong_ = 0;
    std::optional<protocol::Date> day_;                         ///< of totals_
    std::map<std::string, offline_cache::ScreenTotal> totals_;  ///< by screen, not on the disk yet
    protocol::Time totals_kept_{};
};

}  // namespace kiosk
