#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace protocol {

/// 32 bytes of SHA-256.
using Hash = std::array<std::uint8_t, 32>;

[[nodiscard]] Hash sha256(std::string_view bytes);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    Sha256& update(std::string_view bytes);
    /// Ends the computation; the object must not be used again.
    [[nodiscard]] Hash finish();

private:
    alignas(8)
        std::array<unsigned char, 112> state_;  // a crypto_hash_sha256_state; sodium.h stays out of headers
};

/// The 32 bytes as a view or string, and back.
[[nodiscard]] inline std::string_view view(const Hash& hash)
{
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}
[[nodiscard]] std::optional<Hash> hash_from_bytes(std::string_view bytes);

[[nodiscard]] std::string to_hex(const Hash& hash);
/// Exactly 64 lower-case digits.
[[nodiscard]] std::optional<Hash> hash_from_hex(std::string_view hex);
[[nodiscard]] std::string to_base64(const Hash& hash);
[[nodiscard]] std::optional<Hash> hash_from_base64(std::string_view text);

}  // namespace protocol
