#pragma once

#include <cstdint>
#include <vector>

#include "offline_cache/match.h"
#include "offline_cache/search.h"

namespace offline_cache {

/// The row of an item that was found, and the passage of it that shows why. Of what may not be shown any more
/// there is the row only. `exact`: the words stand in it with their very marks; `in_title`: all of them in
/// its title, so that no attached file is looked through. NotFound: its parts are missing.
protocol::Result<SearchHit> hit_of(Content& content, std::int64_t index, const std::vector<TypedWord>& words,
                                   bool exact, bool in_title);

}  // namespace offline_cache
