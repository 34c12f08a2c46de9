#pragma once

#include <string>
#include <string_view>

namespace province {

/// What a file that a browser named `offered` is called from now on: in NFC, without folders, without what
/// hides or turns text, without `<>:"|?*` and leading dots, at most 120 bytes, ending in `ending` (".pdf",
/// which its content gave it). Never empty.
[[nodiscard]] std::string tidy_file_name(std::string_view offered, std::string_view ending);

/// The same with " (2)", " (3)" … before the ending.
[[nodiscard]] std::string numbered_file_name(std::string_view name, int number);

}  // namespace province
