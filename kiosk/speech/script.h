#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/speech/lexicon.h"
#include "protocol/base/secret.h"

namespace kiosk {

/// Which voice says a sentence.
enum class Tongue { Vietnamese, English };

/// What finds a text again when the page is drawn another time: the text and the target it stands on as one
/// number, and how many of the same came before it.
struct PassageKey {
    std::uint64_t hash = 0;
    std::uint32_t nth = 0;
    friend bool operator==(const PassageKey&, const PassageKey&) = default;
};

/// A text that stands on a page. Wiped: it may be what a resident wrote.
struct Passage {
    PassageKey key;
    protocol::SecretString text;
    bool digits = false;  ///< a code: said digit by digit
};

/// What is read aloud, sentence by sentence, with where each one stands. Wiped when it goes away.
class Script {
public:
    struct Sentence {
        PassageKey key;
        std::size_t from = 0;  ///< bytes of the passage that it came from
        std::size_t to = 0;
        Tongue tongue = Tongue::Vietnamese;
    };

    [[nodiscard]] std::size_t size() const { return sentences_.size(); }
    [[nodiscard]] bool empty() const { return sentences_.empty(); }
    [[nodiscard]] const Sentence& at(std::size_t i) const { return sentences_[i]; }
    /// As it is said: numbers in words. Valid while the script lives.
    [[nodiscard]] std::string_view words(std::size_t i) const { return words_[i].view(); }

    /// Both languages' ways of saying.
    struct Lexicons {
        Lexicon vietnamese;
        Lexicon english;
    };
    /// `page` is the language the screen stands in: a Vietnamese text on an English page is said by the
    /// Vietnamese voice. What cannot be said (a rule, a lone sign) is left out.
    static Script of(const std::vector<Passage>& passages, Tongue page, const Lexicons& lexicons);

private:
    std::vector<Sentence> sentences_;
    std::vector<protocol::SecretString> words_;  ///< one a sentence
};

}  // namespace kiosk
