#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/terminal.h"
#include "kiosk/input/text_edit.h"
#include "offline_cache/hall_book.h"
#include "offline_cache/log_facts.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"

// The staff corner: part of State. Nothing here is a resident's.
namespace kiosk::staff {

inline constexpr int kWrongBeforePause = 5;
inline constexpr std::chrono::milliseconds kPinPause = std::chrono::seconds{60};
inline constexpr std::chrono::milliseconds kCleaning = std::chrono::seconds{30};
/// A notice may be written this long before it begins to show.
inline constexpr int kMostDaysAhead = 14;

/// A notice of this machine, and what became of it.
struct Notice {
    offline_cache::LocalNotice text;
    /// The province has published a text of the same title since: residents are shown that one instead.
    bool published = false;
    friend bool operator==(const Notice&, const Notice&) = default;
};
using Notices = std::vector<Notice>;

/// At least one notice is shown to residents.
[[nodiscard]] bool any_shows(const std::shared_ptr<const Notices>& notices, protocol::Date today);
/// Shown to residents on this day.
[[nodiscard]] bool shows(const Notice& notice, protocol::Date today);

enum class PinTrouble {
    None,
    NotComplete,  ///< fewer digits than a PIN has
    Wrong,
    Paused,    ///< five wrong: wait until State::pin_paused_until
    NoneKept,  ///< kiosk.toml holds no staff_pin_hash
};

/// A notice being written.
struct NoticeDraft {
    std::int64_t n = 0;  ///< 0: a new one
    TextEdit title;
    TextEdit text;
    protocol::Date from{};
    protocol::Date until{};
    bool keeping = false;
    bool failed = false;
};

/// What the machine knows of itself, for whoever is called about it.
struct Diagnosis {
    protocol::Time at{};
    std::string read, write;  ///< addresses
    offline_cache::LogFacts log;
    offline_cache::OutboxCounts outbox;
    std::optional<protocol::Time> oldest;  ///< of what waits
    std::vector<std::string> parked;       ///< why, at most three
    bool outbox_open = false;
    std::int64_t free_bytes = 0;  ///< of the disk with the data
    std::int64_t disk_bytes = 0;
    std::vector<offline_cache::AuditLine> audit;  ///< newest first
};

/// A USB stick with a copy of the public tree, for a hall without network.
enum class Stick {
    NotAsked,
    Reading,
    Taken,
    NothingNew,
    None,        ///< no stick with a tree was found
    Unreadable,  ///< files are missing or broken
    Doubted,     ///< not what the province signed, or another history
};

/// Between the knock and leaving.
struct Session {
    bool open = false;  ///< the PIN was right
    TextEdit pin;
    bool checking = false;
    std::uint64_t number = 0;  ///< of the check under way
    PinTrouble trouble = PinTrouble::None;
    std::optional<NoticeDraft> draft;
    std::shared_ptr<const Diagnosis> diagnosis;
    Stick stick = Stick::NotAsked;
    std::int64_t stick_entries = 0;  ///< new ones that were taken
    std::int64_t armed = 0;          ///< notice whose removal was touched once
    Terminal measured;               ///< on the ruler's pages, until it is kept
    bool failed = false;             ///< the terminal's settings could not be written
};

}  // namespace kiosk::staff
