#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace protocol {

/// Lower-case hex, the form of every hash, id and lookup (protocol.md §8.14.13).
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Lower-case digits only, an even number of them.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);

/// Standard base64 with padding, for all other binary.
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Only what to_base64 gives: padding complete, unused bits zero, no white space.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// Decimal without sign and without leading zeros, as in checkpoints; nullopt when it does not fit.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// Big-endian numbers of fixed width, as in bundles, packs and containers.
void append_u16be(std::string& out, std::uint16_t value);
void append_u32be(std::string& out, std::uint32_t value);
void append_u64be(std::string& out, std::uint64_t value);
/// `bytes` must hold at least 2 (4, 8) bytes.
[[nodiscard]] std::uint16_t read_u16be(std::string_view bytes);
[[nodiscard]] std::uint32_t read_u32be(std::string_view bytes);
[[nodiscard]] std::uint64_t read_u64be(std::string_view bytes);

}  // namespace protocol
