#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::opener {

/// The next frame of descriptor 0 without its length; nullopt at the end, or when it is longer than `most`.
[[nodiscard]] std::optional<std::string> read_frame(std::size_t most);
/// All of it to descriptor 1. False: nobody reads any more.
[[nodiscard]] bool write_frame(std::string_view frame);

}  // namespace kiosk::opener
