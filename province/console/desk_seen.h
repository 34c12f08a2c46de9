#pragma once

#include <optional>
#include <string>
#include <vector>

#include "province/console/visit.h"

namespace province::console {

// Reports are sealed to a desk's key: of one that stays away nobody can count what is late. So it is told
// when it last looked.

/// "26/11/2026 08:05", or that it never did.
std::string seen_words(std::optional<protocol::Time> at);
/// More than two working days ago, or never.
bool seen_late(const Visit& visit, std::optional<protocol::Time> at);

/// When the desk of this body last looked through its inbox; of a body without anybody at a desk nothing.
struct DeskSeen {
    std::string body, name;
    std::optional<protocol::Time> at;
};
/// Of the committees of one area, or of all communes for an empty one.
protocol::Result<std::vector<DeskSeen>> desks_seen(const Visit& visit, std::string_view area);
/// Of the body that this person acts for, into the page of today: has_desk_seen, desk_seen, desk_seen_late.
protocol::Result<void> add_desk_seen(Fields& fields, const Visit& visit);

}  // namespace province::console
