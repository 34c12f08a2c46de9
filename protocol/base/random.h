#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace protocol {

/// Bytes from the system's generator, for salts, keys and codes.
[[nodiscard]] std::string random_bytes(std::size_t n);
/// An even choice of 0 … below−1; `below` is at least 1.
[[nodiscard]] std::uint32_t random_below(std::uint32_t below);

}  // namespace protocol
