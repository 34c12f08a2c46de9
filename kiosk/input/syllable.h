#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/input/telex.h"

namespace kiosk {

/// None for plain letters; Stroke is đ, Horn ơ ư, Breve ă.
enum class Mark { None, Circumflex, Horn, Breve, Stroke };
enum class Tone { Level, Acute, Grave, Hook, Tilde, Dot };

struct Letter {
    char base = 'a';  ///< a–z
    Mark mark = Mark::None;
    bool upper = false;
    bool from_w = false;  ///< an ư that one Telex w typed: undone it is a w
};

/// A Vietnamese syllable while it grows: letters, and one tone whose place follows from them.
struct Syllable {
    std::string code;    ///< the letters as one sign each, see sign_of()
    std::string uppers;  ///< '1' where the letter is a capital
    std::string from_w;  ///< '1' where Letter::from_w
    Tone tone = Tone::Level;

    void add(const Letter& letter);
    void set(std::size_t i, const Letter& letter);
    void erase_last();
    [[nodiscard]] std::size_t size() const { return code.size(); }
};

/// One sign for each letter: plain a–z; A â, B ă, D đ, E ê, O ô, P ơ, U ư. '?' when there is no such letter.
[[nodiscard]] char sign_of(char base, Mark mark);
[[nodiscard]] char base_of(char sign);
[[nodiscard]] Mark mark_of(char sign);

/// Where the parts of a syllable's letters begin: [0, nucleus) initial, [nucleus, final) vowels, rest final.
struct Parts {
    std::size_t nucleus = 0;
    std::size_t final = 0;
};
/// Nothing when these letters cannot become a Vietnamese syllable, even with marks still missing ("uo" may
/// become "ươ").
[[nodiscard]] std::optional<Parts> parts_of(std::string_view code);
/// A tone other than sắc and nặng does not go with c, ch, p, t.
[[nodiscard]] bool tone_fits(std::string_view code, const Parts& parts, Tone tone);

/// NFC text with the tone at its place.
[[nodiscard]] std::string render(const Syllable& syllable, ToneStyle style);
/// Letters and tone of a word; nothing when it holds anything that is not a letter of Vietnamese.
[[nodiscard]] std::optional<Syllable> read_syllable(std::string_view word);

/// A letter as UTF-8 NFC.
void append_letter(std::string& out, char sign, bool upper, Tone tone);

}  // namespace kiosk
