#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/speech/lexicon.h"

namespace kiosk {

/// A place in a sentence where something that is not said as it is written may begin.
struct Spot {
    std::string_view text;  ///< the whole sentence
    std::size_t at = 0;
    std::string_view said;  ///< how what stands before is said, in small letters
    const Lexicon& lexicon;

    [[nodiscard]] std::string_view rest() const { return text.substr(at); }
    /// What was said last ends with one of these words; a mark or "số", "là" behind it does not count.
    [[nodiscard]] bool after(std::initializer_list<std::string_view> words) const;
    /// Nothing, or a mark, stands before.
    [[nodiscard]] bool fresh() const;
};

/// What stands at a spot: so many bytes, said so.
struct Match {
    std::size_t size = 0;
    std::string words;
};

/// Digits from `at` on, `least` … `most` of them and no further one behind; empty: something else stands
/// there.
[[nodiscard]] std::string_view digits_at(std::string_view text, std::size_t at, std::size_t least,
                                         std::size_t most);
/// Digits as a number; at most 18 of them.
[[nodiscard]] std::uint64_t value_of(std::string_view digits);
/// Bytes of a dash and the blanks round it; 0: none. A hyphen needs digits close by on both sides.
[[nodiscard]] std::size_t dash_at(std::string_view text, std::size_t at);

}  // namespace kiosk
