#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/inbox.h"
#include "province/registry/registry.h"

namespace province {

/// Which reports are counted: those received on these days.
struct Span {
    std::string area;             ///< "20107": what its bodies have to answer; empty: all areas but `without`
    std::string office;           ///< only this body; empty: all of the area
    std::string without;          ///< with an empty area: one that is left out
    protocol::Date from{}, to{};  ///< both counted
};

/// How many reports there are, and what became of them. What is sealed away is nowhere in it.
struct Tally {
    std::int64_t received = 0;  ///< all others are a part of it
    std::int64_t unopened = 0;
    std::int64_t answered = 0;
    std::int64_t on_time = 0;                   ///< of the answered ones
    std::int64_t moved = 0;                     ///< went to another body, which counts them too
    std::int64_t overdue = 0;                   ///< wait, and their term is over
    std::optional<protocol::Time> oldest;       ///< since when the oldest one waits
    std::map<std::int64_t, std::int64_t> days;  ///< of the answered ones: how many took so many days

    std::int64_t waiting() const { return received - answered - moved; }
    /// The lower of the two in the middle.
    std::optional<std::int64_t> median_days() const;
    Tally& operator+=(const Tally& other);
};

/// Counts of what desks do, made from the registry's clear columns.
class Statistics {
public:
    explicit Statistics(Registry& registry) : registry_(registry) {}

    /// What a count is divided by.
    enum class By {
        Office,  ///< body that has to answer
        Topic,   ///< topic; empty: not opened, or about an official
        Month,   ///< "2026-11", the month in which they were received
    };
    /// Nothing for what has no report. An unopened report is counted for the committee ("20107.ubnd") that
    /// it was sent to, as long as nobody has read for whom it is. `late`: as for Inbox.
    protocol::Result<std::map<std::string, Tally>> count(const Span& span, By by, const Cutoffs& late);

private:
    Registry& registry_;
};

}  // namespace province
