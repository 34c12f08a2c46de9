#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "province/publish/problems.h"

namespace province {

/// A source file taken apart: TOML between two lines `+++`, then Markdown.
struct FrontMatter {
    std::string_view toml;
    int toml_line = 2;  ///< line of the file on which `toml` begins
    std::string_view body;
    int body_line = 1;
};

/// Views into `text`, which clean_text() made. A file that does not begin with `+++`, or whose front matter
/// has no end, is a problem.
std::optional<FrontMatter> split_front_matter(std::string_view text, const std::filesystem::path& file,
                                              Problems& problems);

}  // namespace province
