#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/requests/beat.h"
#include "protocol/requests/enrolment.h"
#include "protocol/tlog/note.h"
#include "province/registry/audit.h"
#include "province/registry/outbox_chain.h"
#include "province/registry/registry.h"

namespace province {

enum class TerminalState { Slot, Waiting, Live, Refused, Revoked };

struct Terminal {
    std::string device, commune, hall, hall_name, address;
    TerminalState state = TerminalState::Slot;
    std::string code_id;
    std::optional<protocol::EnrolmentCode> code;  ///< until it is used
    protocol::Time code_until{};
    std::string note;  ///< of its enrolment; empty before
    std::string hardware;
    std::optional<protocol::Vkey> request_key;
    std::string decided_by;
    std::optional<protocol::Time> decided_at, revoked_at;
    std::optional<protocol::Time> closed_from, closed_until;
    std::optional<protocol::Time> beat_at;
    std::optional<protocol::Beat> beat;  ///< the last signed one
    bool other_root = false;
    std::optional<OutboxChain> chain;  ///< nothing before its first report or beat

    /// Reports that it has numbered and that neither came nor wait there, as of its last beat.
    std::int64_t missing() const { return chain && beat ? chain->missing(beat->chain_n, beat->outbox_n) : 0; }

    bool closed_at(protocol::Time now) const
    {
        return closed_from && closed_until && *closed_from <= now && now < *closed_until;
    }
};

/// What is wrong with a terminal, worst first; texts "terminal.alarm.<name>".
enum class Alarm { History, Lost, Link, Silent, Parked, Outbox, Clock, Disk };
std::string_view alarm_name(Alarm alarm);
/// A live terminal's alarms. A planned closure silences all but the first three: another history and reports
/// that vanished are nobody's plan.
std::vector<Alarm> alarms_of(const Terminal& terminal, protocol::Time now);

/// Terminals of the halls (protocol.md §8.7, §8.8). All changes but beats are acts of the audit log.
class Terminals {
public:
    explicit Terminals(Registry& registry) : registry_(registry) {}

    static constexpr std::chrono::hours kCodeLife{72};

    struct Place {
        std::string province, commune, hall_name, address;
    };
    /// A place for one more terminal, with a code that lets it in once within 72 hours. A hall that has a
    /// terminal of this name already is the same hall.
    protocol::Result<Terminal> add(const Place& place, const protocol::EnrolmentCode& code, const Act& act);
    /// A terminal whose keys are known from elsewhere, at work at once: the demo's.
    protocol::Result<void> add_live(const Terminal& terminal, const protocol::DeviceKeys& keys,
                                    const Act& act);

    protocol::Result<std::optional<Terminal>> find(std::string_view device);
    protocol::Result<std::optional<Terminal>> by_code(std::string_view code_id);
    /// By commune, hall and device; of one commune, or all for an empty code.
    protocol::Result<std::vector<Terminal>> list(std::string_view commune);

    /// The terminal that brought `note` waits for a technician's word; its code is used up in the same
    /// moment. The same note again changes nothing. Refused: no such code, used by another, or over.
    protocol::Result<Terminal> enrol(std::string_view note, const protocol::EnrolmentNote& read,
                                     protocol::Time now);
    /// Refused unless it waits and `note_digits` are those of its note: the technician saw this very note.
    protocol::Result<void> confirm(std::string_view device, std::string_view note_digits, const Act& act);
    protocol::Result<void> refuse(std::string_view device, const Act& act);
    /// From now on nothing of it is taken. A code not used yet is void.
    protocol::Result<void> revoke(std::string_view device, const Act& act);
    /// Both nothing: the closure ends.
    protocol::Result<void> close(std::string_view device, std::optional<protocol::Time> from,
                                 std::optional<protocol::Time> until, const Act& act);

    /// Somebody looked into reports that are missing, or do not follow one another: they are awaited no more.
    /// Refused where there are none.
    protocol::Result<void> settle_missing(std::string_view device, const Act& act);

    /// Keeps a beat whose signature was verified, and adds the day of views that it tells. An older or known
    /// number changes nothing of how the terminal is; a day that was told is not added again.
    protocol::Result<void> keep_beat(std::string_view device, std::uint64_t n, std::string_view json,
                                     bool other_root, protocol::Time now);

private:
    Registry& registry_;
};

}  // namespace province
