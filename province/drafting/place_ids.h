#pragma once

#include <string_view>

#include "province/drafting/draft_text.h"

namespace province {

/// Gives villages and halls that were typed without an id one that no other of the form has: a village
/// "dong-luu" after its name, a hall "<area>-h3". What has an id keeps it: records and terminals name it.
void give_place_ids(DraftText& place, std::string_view area);

}  // namespace province
