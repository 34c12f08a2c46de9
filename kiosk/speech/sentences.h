#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kiosk {

/// Bytes [from, to) of a text that are read in one breath, blanks cut on both sides.
struct SentencePlace {
    std::size_t from = 0;
    std::size_t to = 0;
    friend bool operator==(const SentencePlace&, const SentencePlace&) = default;
};

/// Longer sentences are cut at a semicolon, a comma or a blank: highlight and "again" stay useful.
inline constexpr std::size_t kLongestSentence = 480;

/// The sentences of a plain text. A sentence ends with . ! ? … or with the line; not behind a number's or a
/// decimal's point ("1.250.000"), a numbering at its beginning ("Điều 5.", "1.", "a."), an initial, an
/// abbreviation ("TP. Huế", "tr. 12"), nor before a small letter.
[[nodiscard]] std::vector<SentencePlace> sentence_places(std::string_view text);

/// `word`, its point included, is an abbreviation that is written with a point.
[[nodiscard]] bool is_pointed(std::string_view word);

}  // namespace kiosk
