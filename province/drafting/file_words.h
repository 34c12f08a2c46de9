#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace province {

/// What stands in a file, for searching: words with one space between, without characters that no text may
/// hold, in NFC, cut behind a whole word so that it has at most `most` bytes.
std::string words_on_one_line(std::string_view words, std::size_t most);

}  // namespace province
