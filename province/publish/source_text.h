#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "province/publish/problems.h"

namespace province {

/// Brings the bytes of a text file into the one form that is published: UTF-8, NFC (with a notice when it had
/// to be composed), lines ending with \n, no byte order mark. Bytes that are not UTF-8, control characters
/// and bidi controls are problems with their line.
std::optional<std::string> clean_text(std::string bytes, const std::filesystem::path& file,
                                      Problems& problems);

/// "U+202E" of the code point at `at`.
std::string code_point_name(std::string_view text, std::size_t at);

/// Line of a byte, 1 first.
int line_of(std::string_view text, std::size_t at);

}  // namespace province
