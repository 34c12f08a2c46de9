#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/input/key.h"

namespace kiosk {

/// How letters become Vietnamese. Off: digits, phone numbers, and the mark row (whose keys are
/// Key::Kind::Tone).
enum class InputMethod { Telex, Vni, Off };

/// Where the tone stands in oa, oe, uy: Classic "hòa", "thủy" (default); Modern "hoà", "thuỷ".
enum class ToneStyle { Classic, Modern };

/// A word being typed: what it looks like and the keys that made it. The keys are needed because the same
/// look may come from different keys ("aa" after an undo is not "aa" waiting to become "â").
struct Word {
    std::string text;  ///< NFC
    std::u32string keys;

    friend bool operator==(const Word&, const Word&) = default;
};

/// The word after one more key. Pure. Behaves as Unikey's users expect:
///  - Telex: aa ee oo dd → â ê ô đ; aw ow uw, w alone → ă ơ ư; s f r x j tones; z takes the tone away;
///  - VNI: 6 → â ê ô, 7 → ơ ư, 8 → ă, 9 → đ; 1–5 tones; 0 takes the tone away;
///  - marks may be typed anywhere after their vowel; the tone moves when the word grows;
///  - the same mark again undoes it and types the letter; a word that cannot be Vietnamese stays as typed.
/// `key` is one letter, digit or other character; anything that cannot be part of a word is not for here.
[[nodiscard]] Word type_key(const Word& word, char32_t key, InputMethod method, ToneStyle style);

/// Marks the word as the mark row asks (Key::Kind::Tone). Unchanged when the word cannot carry the mark.
[[nodiscard]] Word mark_word(const Word& word, char32_t mark, ToneStyle style);

/// The keys that would type this word, nothing when no keys do (an undone "as", a foreign word that would
/// become Vietnamese): with them a word already written can be gone on with.
[[nodiscard]] std::optional<std::u32string> keys_of(std::string_view word, InputMethod method,
                                                    ToneStyle style);

/// A character that continues a word: letters with and without marks (VNI: digits too, after a letter).
[[nodiscard]] bool is_word_character(char32_t character);

}  // namespace kiosk
