#pragma once

#include <string>
#include <string_view>

#include "kiosk/speech/lexicon.h"

namespace kiosk {

/// A Vietnamese sentence as people say it: numbers, dates, times, money, units, document numbers, Roman
/// numerals, abbreviations and telephone numbers in words, marks kept for the breath. In small letters,
/// without anything the voice could take for markup. Empty: there is nothing to say.
[[nodiscard]] std::string vietnamese_words(std::string_view sentence, const Lexicon& lexicon);

/// Letter by letter, digits as a number: "PT3" → "pê tê ba".
[[nodiscard]] std::string spelled(std::string_view word, const Lexicon& lexicon);

}  // namespace kiosk
