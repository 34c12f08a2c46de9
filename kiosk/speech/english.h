#pragma once

#include <string>
#include <string_view>

#include "kiosk/speech/lexicon.h"

namespace kiosk {

/// An English sentence for an English voice, which reads numbers by itself: dates as day, month, year; points
/// between thousands taken out; units, abbreviations and signs by the lexicon; a document's number without
/// its code. Empty: there is nothing to say.
[[nodiscard]] std::string english_words(std::string_view sentence, const Lexicon& lexicon);

/// The sentence is Vietnamese, whatever the page's language is: most of its words carry Vietnamese marks.
[[nodiscard]] bool looks_vietnamese(std::string_view sentence);

}  // namespace kiosk
