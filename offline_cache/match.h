#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/search.h"

namespace offline_cache {

/// One word a person typed: folded, and its letters in lower case with their marks.
struct TypedWord {
    std::string folded;
    std::u32string marked;
};

/// The words in order; the last one may stand for the beginning of a word.
std::vector<TypedWord> typed_words(std::string_view query);

/// How well a text fits typed words.
struct Fit {
    std::uint32_t found = 0;  ///< bit i: word i occurs
    std::uint32_t exact = 0;  ///< bit i: word i occurs with its very marks
    bool phrase = false;      ///< all words stand side by side, in order
    bool exact_phrase = false;
    std::size_t at = std::string_view::npos;  ///< byte where the best match begins
};

/// At most 32 words are looked at.
Fit fit(std::string_view text, const std::vector<TypedWord>& words);

/// Where words of the query stand in the text: whole phrase only if there is one, else every word. `exact`:
/// only with their very marks.
std::vector<TextRange> marks(std::string_view text, const std::vector<TypedWord>& words, bool exact);

/// One to two lines of `text` around byte `at`, cut at word borders, without Markdown signs and line breaks.
std::string passage_around(std::string_view text, std::size_t at);

}  // namespace offline_cache
