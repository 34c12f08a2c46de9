#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace offline_cache {

/// Column item.erased: the `erase` list of a withdrawal ("card", "body", "att:0"), joined by commas.
std::string joined_erased(const std::vector<std::string>& erase);

/// Slots as in prepared_text.h. With the card everything is erased.
bool is_erased(std::string_view erased, int slot);

std::vector<int> erased_attachments(std::string_view erased);

}  // namespace offline_cache
