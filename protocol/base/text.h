#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace protocol {

[[nodiscard]] bool is_utf8(std::string_view text);

/// Composed form (NFC); nullopt when the bytes are not UTF-8.
[[nodiscard]] std::optional<std::string> nfc(std::string_view text);
/// UTF-8 and already in NFC. Fast for Vietnamese.
[[nodiscard]] bool is_nfc(std::string_view text);

/// Reads one code point at `at` and moves `at` behind it. An invalid byte gives U+FFFD and one step.
/// `at` must be below text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);

/// The longest beginning of `text` that ends with a whole code point and has at most `bytes` bytes.
[[nodiscard]] std::string_view first_bytes(std::string_view text, std::size_t bytes);

/// What a text may hold beside letters: a Line has no control character at all (JSON strings), a Document
/// may hold \n and \t (bodies, notes). Both refuse C0, DEL, C1 and the bidi controls (protocol.md §8.2).
enum class TextForm { Line, Document };
/// Byte offset of the first code point that is not allowed, or of the first byte that is not UTF-8.
[[nodiscard]] std::optional<std::size_t> find_forbidden(std::string_view text, TextForm form);
/// A bidi control (U+061C, 200E–200F, 202A–202E, 2066–2069): text that reads otherwise than it is stored.
[[nodiscard]] bool is_bidi_control(char32_t code_point);

/// The form for search: lower case, no marks, đ → d, compatibility forms resolved. "Quy Chế" → "quy che".
/// NFC and NFD of one text fold alike. What is not UTF-8 is left out. When `origin` is given it receives
/// for each byte of the result the offset in `text` of the code point it came from.
[[nodiscard]] std::string fold(std::string_view text, std::vector<std::uint32_t>* origin = nullptr);

}  // namespace protocol
