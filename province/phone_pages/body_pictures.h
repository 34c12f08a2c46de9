#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace province {

/// The files that a Markdown text shows as pictures, `![words](name)`, in order: names as they are on the
/// disk, "%20" and the like undone, in NFC. Any bytes are taken; nothing fails.
[[nodiscard]] std::vector<std::string> body_pictures(std::string_view markdown);

}  // namespace province
