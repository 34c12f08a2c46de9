#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/cases.h"

namespace province {

/// What the sender of a case in the sealed lane wrote later.
struct SealedWord {
    std::string item;  ///< container id as it came
    int reply = 0;
    protocol::Time received_at{};
    std::string sealed;  ///< to the two people
};

/// The sealed lane: denunciations that came as reports. What they say is sealed to two people's own keys;
/// nothing of it is left that an office's key could open.
class SealedCases {
public:
    explicit SealedCases(Registry& registry) : registry_(registry) {}

    struct Sealed {
        std::string first, second;  ///< logins
        std::string report;         ///< sealed to both
    };
    /// How a case goes into the lane, or on to two other people.
    struct Sealing {
        Sealed sealed;
        std::map<int, std::string>
            history;                    ///< the office's words by event, sealed anew; what is missing goes
        std::vector<SealedWord> words;  ///< of the sender, all of them
        std::vector<std::string> containers;  ///< whose bytes go
        std::vector<std::string> lines;       ///< items whose lines leave every inbox: the sender's words
    };
    /// State kSealedAway from now on, whatever is answered. Where another office gave it here, or this one
    /// gave it on, their cases are sealed away with it, and nobody there knows of it any more; of a report
    /// about an official, which the registry cannot name, the bytes stay with the readers of its first
    /// office, and a line that is not opened with those it was given to. Malformed: the
    /// same person twice, or nobody; a case with merged ones. Refused as in Cases. Afterwards the old bytes
    /// are in none of the database's files (SQLite; of PostgreSQL deploy/README.md speaks).
    protocol::Result<void> seal(const Case& of, int seen, const Sealing& sealing, const Act& act);
    /// A later word of the sender; its container's bytes go. Again changes nothing.
    protocol::Result<void> add_word(const Case& of, const SealedWord& word, protocol::Time now);

    /// The bytes of a later word that was passed on to the office that has the case.
    protocol::Result<void> let_go(std::string_view item, protocol::Time now);

    /// Nothing for a case that is not in the lane, or that was sealed away by the office it was given to.
    protocol::Result<std::optional<Sealed>> find(const Case& of);
    /// In order of arrival.
    protocol::Result<std::vector<SealedWord>> words(const Case& of);
    /// The cases of the body's lane that this person knows of, in order of arrival.
    protocol::Result<std::vector<Case>> known_by(std::string_view body, std::string_view login);
    /// May this person know of the case? Of one that is not in the lane everybody at the desk may.
    protocol::Result<bool> known_to(const Case& of, std::string_view login);

private:
    Registry& registry_;
};

}  // namespace province
