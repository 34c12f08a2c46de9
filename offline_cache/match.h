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

/// A text made ready to be looked through: its words folded, and where they stand in it.
class FoldedText {
public:
    struct Word {
        std::uint32_t begin = 0;  ///< bytes [begin, end) of folded()
        std::uint32_t end = 0;
        std::uint32_t from = 0;  ///< bytes [from, to) of text()
        std::uint32_t to = 0;
    };
    explicit FoldedText(std::string text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<Word>& words() const { return words_; }
    [[nodiscard]] std::string_view folded(const Word& word) const
    {
        return std::string_view{folded_}.substr(word.begin, word.end - word.begin);
    }
    /// What it takes in memory, about.
    [[nodiscard]] std::size_t bytes() const
    {
        return text_.size() + folded_.size() + words_.size() * sizeof(Word);
    }

private:
    std::string text_;
    std::string folded_;
    std::vector<Word> words_;
};

/// How well a text fits typed words.
struct Fit {
    std::uint32_t found = 0;  ///< bit i: word i occurs
    std::uint32_t exact = 0;  ///< bit i: word i occurs with its very marks
    bool phrase = false;      ///< all words stand side by side, in order
    bool exact_phrase = false;
    std::size_t at = std::string_view::npos;  ///< byte where the best match begins
};

/// At most 32 words are looked at.
Fit fit(const FoldedText& text, const std::vector<TypedWord>& words);

/// Where words of the query stand in the text: whole phrase only if there is one, else every word. `exact`:
/// only with their very marks.
std::vector<TextRange> marks(const FoldedText& text, const std::vector<TypedWord>& words, bool exact);

/// Bytes of a text shown before the place that is looked for.
inline constexpr std::size_t kBefore = 60;
/// One to two lines of `text` around byte `at`, cut at word borders, without Markdown signs and line breaks.
std::string passage_around(std::string_view text, std::size_t at, std::size_t before = kBefore);

}  // namespace offline_cache
