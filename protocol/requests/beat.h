#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// How often each page was opened at a terminal on one day that is over (protocol.md §8.5). A page that was
/// opened fewer than ten times is not in it.
struct DayViews {
    Date day{};
    std::map<std::string, std::int64_t> screens;  ///< by the page's code, [a-z_]+
    friend bool operator==(const DayViews&, const DayViews&) = default;
};
inline constexpr std::int64_t kLeastViews = 10;

/// How a terminal is (protocol.md §8.8). Nothing in it is about a visitor.
struct Beat {
    std::string sw;             ///< version of the program, "0.1.0"
    std::int64_t up_s = 0;      ///< since it started
    std::int64_t trust = 0;     ///< version of its trust manifest; 0: none yet
    std::int64_t log_size = 0;  ///< of what it has verified
    Hash log_root{};
    bool history_alarm = false;    ///< the log contradicted what it had verified
    std::int64_t information = 0;  ///< unix seconds of its last verified contact; 0: never
    std::int64_t clock = 0;        ///< its own clock, unix seconds
    std::int64_t disk_free_mb = 0;
    std::string screen;             ///< "1080x1920"
    std::int64_t touch_age_s = -1;  ///< since the last touch; -1: none since it started
    std::int64_t outbox_n = 0;      ///< reports that wait
    std::int64_t outbox_bytes = 0;
    std::int64_t outbox_oldest_s = 0;  ///< how long the oldest has waited
    std::int64_t outbox_parked = 0;    ///< of them refused by the province
    std::int64_t chain_n = 0;          ///< number of its newest report
    std::vector<std::string> errors;   ///< codes of [a-z_]+: storage, clock
    std::optional<DayViews> views;     ///< of a day not told yet
    friend bool operator==(const Beat&, const Beat&) = default;
};

/// Canonical JSON (protocol.md §8.2).
[[nodiscard]] std::string make_beat(const Beat& beat);
/// Malformed: above 4 KiB, not canonical, a member that is missing or of the wrong kind, a page opened fewer
/// than ten times. Unknown members are ignored.
Result<Beat> parse_beat(std::string_view json);

/// The receiver's word that it has a beat: `civic-beaten/v1`.
[[nodiscard]] std::string sign_beaten(std::string_view device, std::uint64_t n, const SigningKey& receiver);
Result<void> open_beaten(std::string_view answer, std::string_view device, std::uint64_t n,
                         const Vkey& receiver);

}  // namespace protocol
