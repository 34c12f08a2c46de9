#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// The words of a page as they are read aloud: lines that a page's width broke are put together again, each
/// paragraph, heading and item of a list stands on a line of its own, a word parted at a line's end is whole.
/// What is no valid UTF-8 gives nothing; at most 16 KiB.
[[nodiscard]] std::string prose(std::string_view page);

}  // namespace kiosk
