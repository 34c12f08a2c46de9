#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Letters of Vietnamese and English in UTF-8 NFC, for the parts of speech that look at text.
namespace kiosk {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A letter of any language we show: ASCII letters and everything from U+00C0 to U+1EFF but × and ÷.
[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_small(char32_t c);
[[nodiscard]] bool is_capital(char32_t c);

/// The code point at `at`, not moving; 0 behind the end.
[[nodiscard]] char32_t code_point_at(std::string_view text, std::size_t at);
[[nodiscard]] bool letter_at(std::string_view text, std::size_t at);
/// Neither a letter nor a digit stands at `at`.
[[nodiscard]] bool word_ends_at(std::string_view text, std::size_t at);

[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::size_t letters_in(std::string_view text);

}  // namespace kiosk
