#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace offline_cache {

/// A text folded for search (lower case, no marks, đ→d) beside where each folded byte came from.
/// For the letters of Vietnamese and other Latin scripts this gives what protocol::fold gives (a test
/// compares them); it is a table walk because search folds hundreds of texts while a finger is still on the
/// key.
struct Folded {
    std::string bytes;                  ///< ASCII letters and digits, other letters as they are, rest as ' '
    std::vector<std::uint32_t> origin;  ///< byte offset in the original, one more than bytes for the end
};

/// `text` should be NFC; combining marks that still occur are dropped.
Folded fold_with_origin(std::string_view text);

/// The same without offsets.
std::string fold_words(std::string_view text);

/// Folded words of what a person typed, in order. "Đất đai 145/2020" → dat, dai, 145, 2020.
std::vector<std::string> words_of(std::string_view text);

/// Document numbers as single words, each also without its leading parts, so that a prefix of any part on
/// finds them: "145/2020/NĐ-CP" → 145_2020_nd_cp, 2020_nd_cp, nd_cp. Only runs that hold a digit.
std::vector<std::string> number_words(std::string_view text);

/// The row of the word index for one item: every word once, in the order of their first place, separated by
/// spaces; words of `heading` (title, number) also with "_" before them. The same input always gives the same
/// row: deleting from the index needs it again.
std::string index_row(std::string_view heading, std::string_view rest);

}  // namespace offline_cache
