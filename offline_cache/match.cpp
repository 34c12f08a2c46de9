#include "offline_cache/match.h"

#include <algorithm>
#include <utility>

#include "offline_cache/words.h"
#include "protocol/base/text.h"

namespace offline_cache {

namespace {

constexpr std::size_t kMaxWords = 32;

bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Lower case of the letters Vietnamese writes with; others stay.
char32_t lower(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0x1A0 || c == 0x1AF) return c + 1;                                   // Ơ Ư
    if ((c >= 0x100 && c < 0x138) || (c >= 0x1E00 && c < 0x1F00)) return c | 1U;  // Ă Đ Ĩ, Ạ … Ỹ
    if ((c >= 0x139 && c < 0x149) || (c >= 0x179 && c < 0x17F)) return (c & 1U) != 0 ? c + 1 : c;
    if (c >= 0x14A && c < 0x178) return c | 1U;  // Ũ
    return c;
}

/// Whether the bytes of `text` from `at` on begin with these letters, whatever their case.
bool begins_with(std::string_view text, std::size_t at, const std::u32string& letters)
{
    for (const char32_t letter : letters) {
        if (at >= text.size()) return false;
        if (lower(protocol::next_code_point(text, at)) != letter) return false;
    }
    return true;
}

class Walker {
public:
    Walker(const FoldedText& text, const std::vector<TypedWord>& words)
        : text_(text), words_(words), count_(std::min(words.size(), kMaxWords))
    {
        for (std::size_t word = 0; word < count_; ++word) firsts_ |= bit_of(words[word].folded.front());
    }

    [[nodiscard]] std::size_t tokens() const { return text_.words().size(); }
    [[nodiscard]] std::size_t count() const { return count_; }

    /// False for most: no word begins with this letter.
    [[nodiscard]] bool may_match(std::size_t token) const
    {
        return (firsts_ & bit_of(text_.folded(text_.words()[token]).front())) != 0;
    }
    [[nodiscard]] bool matches(std::size_t token, std::size_t word) const
    {
        const std::string_view have = text_.folded(text_.words()[token]);
        const std::string& want = words_[word].folded;
        if (have.front() != want.front()) return false;
        if (word + 1 == words_.size()) return have.substr(0, want.size()) == want;
        return have == want;
    }
    [[nodiscard]] bool exact(std::size_t token, std::size_t word) const
    {
        return begins_with(text_.text(), begin(token), words_[word].marked);
    }
    [[nodiscard]] bool phrase(std::size_t token) const
    {
        if (token + count_ > tokens()) return false;
        for (std::size_t i = 0; i < count_; ++i) {
            if (!matches(token + i, i)) return false;
        }
        return true;
    }
    [[nodiscard]] bool exact_phrase(std::size_t token) const
    {
        for (std::size_t i = 0; i < count_; ++i) {
            if (!exact(token + i, i)) return false;
        }
        return true;
    }
    [[nodiscard]] std::size_t begin(std::size_t token) const { return text_.words()[token].from; }
    /// End of the first `n` folded bytes of a token, in the original text; n > 0.
    [[nodiscard]] std::size_t end(std::size_t token, std::size_t n) const
    {
        const FoldedText::Word& word = text_.words()[token];
        const std::string_view letters =
            std::string_view{text_.text()}.substr(word.from, word.to - word.from);
        const Folded folded = fold_with_origin(letters);
        std::size_t at = folded.origin[std::min(n, folded.bytes.size()) - 1];
        static_cast<void>(protocol::next_code_point(letters, at));
        return word.from + at;
    }

private:
    static std::uint64_t bit_of(char letter)
    {
        return std::uint64_t{1} << (static_cast<unsigned char>(letter) & 63U);
    }

    const FoldedText& text_;
    const std::vector<TypedWord>& words_;
    std::size_t count_ = 0;
    std::uint64_t firsts_ = 0;  ///< first letters of the words
};

}  // namespace

FoldedText::FoldedText(std::string text) : text_(std::move(text))
{
    Folded folded = fold_with_origin(text_);
    folded_ = std::move(folded.bytes);
    words_.reserve(folded_.size() / 4);
    std::size_t at = 0;
    while (at < folded_.size()) {
        while (at < folded_.size() && !is_word_byte(folded_[at])) ++at;
        const std::size_t begin = at;
        while (at < folded_.size() && is_word_byte(folded_[at])) ++at;
        if (at > begin)
            words_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at),
                              folded.origin[begin], folded.origin[at]});
    }
    words_.shrink_to_fit();
}

std::vector<TypedWord> typed_words(std::string_view query)
{
    const Folded folded = fold_with_origin(query);
    std::vector<TypedWord> words;
    std::size_t at = 0;
    while (at < folded.bytes.size() && words.size() < kMaxWords) {
        while (at < folded.bytes.size() && !is_word_byte(folded.bytes[at])) ++at;
        const std::size_t begin = at;
        while (at < folded.bytes.size() && is_word_byte(folded.bytes[at])) ++at;
        if (at == begin) break;
        TypedWord word;
        word.folded = folded.bytes.substr(begin, at - begin);
        std::size_t from = folded.origin[begin];
        const std::size_t to = folded.origin[at];
        while (from < to) {
            const char32_t letter = lower(protocol::next_code_point(query, from));
            word.marked += letter;
        }
        words.push_back(std::move(word));
    }
    return words;
}

Fit fit(const FoldedText& text, const std::vector<TypedWord>& words)
{
    const Walker walker{text, words};
    Fit fit;
    std::size_t first = std::string_view::npos;
    for (std::size_t token = 0; token < walker.tokens(); ++token) {
        if (!walker.may_match(token)) continue;
        for (std::size_t word = 0; word < walker.count(); ++word) {
            if (!walker.matches(token, word)) continue;
            fit.found |= 1U << word;
            if ((fit.exact & (1U << word)) == 0 && walker.exact(token, word)) fit.exact |= 1U << word;
            if (first == std::string_view::npos) first = walker.begin(token);
            if (word != 0 || fit.exact_phrase || !walker.phrase(token)) continue;
            const bool exact = walker.exact_phrase(token);
            if (!fit.phrase || exact) fit.at = walker.begin(token);
            fit.phrase = true;
            fit.exact_phrase = exact;
        }
    }
    if (!fit.phrase) fit.at = first;
    return fit;
}

std::vector<TextRange> marks(const FoldedText& text, const std::vector<TypedWord>& words, bool exact)
{
    const Walker walker{text, words};
    std::vector<TextRange> phrases;
    std::vector<TextRange> singles;
    for (std::size_t token = 0; token < walker.tokens(); ++token) {
        if (walker.count() > 1 && walker.phrase(token) && (!exact || walker.exact_phrase(token))) {
            const std::size_t last = token + walker.count() - 1;
            phrases.push_back(
                {walker.begin(token), walker.end(last, words[walker.count() - 1].folded.size())});
        }
        for (std::size_t word = 0; word < walker.count(); ++word) {
            if (!walker.matches(token, word) || (exact && !walker.exact(token, word))) continue;
            singles.push_back({walker.begin(token), walker.end(token, words[word].folded.size())});
            break;
        }
    }
    if (phrases.empty()) return singles;
    std::vector<TextRange> apart;
    for (const auto& range : phrases) {
        if (apart.empty() || range.begin >= apart.back().end) apart.push_back(range);
    }
    return apart;
}

std::string passage_around(std::string_view text, std::size_t at, std::size_t before)
{
    constexpr std::size_t kLength = 220;
    if (at == std::string_view::npos || at > text.size()) at = 0;
    std::size_t begin = at > before ? at - before : 0;
    if (begin > 0) {
        const auto space = text.find_first_of(" \n", begin);
        begin = space != std::string_view::npos && space < at ? space + 1 : at;
    }
    std::size_t end = std::min(text.size(), begin + kLength);
    if (end < text.size()) {
        const auto space = text.find_last_of(" \n", end);
        if (space != std::string_view::npos && space > at) {
            end = space;
        } else {
            while (end > at && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
        }
    }
    std::string passage;
    if (begin > 0) passage = "… ";
    bool blank = true;
    for (const char c : text.substr(begin, end - begin)) {
        if (c == '#' || c == '*' || c == '`' || c == '|' || c == '>') continue;
        const bool is_blank = c == '\n' || c == ' ' || c == '\t' || c == '\r';
        if (is_blank && blank) continue;
        passage += is_blank ? ' ' : c;
        blank = is_blank;
    }
    while (!passage.empty() && passage.back() == ' ') passage.pop_back();
    if (end < text.size()) passage += " …";
    return passage;
}

}  // namespace offline_cache
