#pragma once

#include <string>
#include <utility>

namespace kiosk {

/// One touch of the keyboard on the screen, one key of a real keyboard, or one character of a code reader.
struct Key {
    enum class Kind {
        Character,  ///< `character` goes through the typing method
        Tone,  ///< key of the mark row; `character` is 's' 'f' 'r' 'x' 'j', '0' none, 'a' â, 'e' ê, 'o' ô,
               ///< 'w' ơ ư ă, 'd' đ: marks the word before the caret, never types itself
        Word,  ///< a suggestion: `word` takes the place of what was typed of it
        SelectWord,  ///< the word at the caret: what is typed next takes its place; once more: no longer
        EraseWord,   ///< removes the word at the caret
        Backspace,   ///< removes one whole letter with its marks
        Clear,       ///< removes everything
        Left,
        Right,
        Done,
    };

    Kind kind = Kind::Character;
    char32_t character = 0;
    std::string word;

    friend bool operator==(const Key&, const Key&) = default;
};

[[nodiscard]] inline Key character_key(char32_t character) { return {Key::Kind::Character, character, {}}; }
[[nodiscard]] inline Key tone_key(char32_t mark) { return {Key::Kind::Tone, mark, {}}; }
[[nodiscard]] inline Key word_key(std::string word) { return {Key::Kind::Word, 0, std::move(word)}; }
[[nodiscard]] inline Key plain_key(Key::Kind kind) { return {kind, 0, {}}; }

}  // namespace kiosk
