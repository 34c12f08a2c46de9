#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace protocol {

/// Pack n of a publisher covers seq 256n+1 … 256n+256 (protocol.md §8.1, §8.14.11).
inline constexpr std::int64_t kPackSpan = 256;
[[nodiscard]] constexpr std::int64_t pack_of(std::int64_t seq) { return (seq - 1) / kPackSpan; }
[[nodiscard]] constexpr std::int64_t first_seq(std::int64_t pack) { return pack * kPackSpan + 1; }

/// Adds one piece: u32be length and bytes. The stream is then gzipped by the caller (zlib is not used here).
void append_to_pack(std::string& pack, std::string_view piece);

/// Takes a pack's plain bytes apart as they come. A pack has no authority: the caller hashes each piece.
///
/// A piece above the body's limit (1 MiB, §8.9) is Malformed before any of it is kept.
class PackReader {
public:
    /// Calls `piece` for every piece that became complete. The view lives for the call only.
    Result<void> feed(std::string_view bytes, const std::function<void(std::string_view)>& piece);
    /// Malformed when bytes of an unfinished piece are left.
    [[nodiscard]] Result<void> finish() const;

private:
    std::string pending_;
};

}  // namespace protocol
