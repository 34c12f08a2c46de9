#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// A log that publishers write to; its origin is the key's name.
struct TrustedLog {
    Vkey key;
    std::string url;  ///< ends with '/'
    friend bool operator==(const TrustedLog&, const TrustedLog&) = default;
};

/// A log that ended; kept and believed up to this size.
struct ClosedLog {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};
    friend bool operator==(const ClosedLog&, const ClosedLog&) = default;
};

/// `/trust/<n>`: who may say what in this province (protocol.md §3.2, §8.14.1).
struct TrustManifest {
    std::uint64_t version = 1;
    std::optional<Hash> prev;  ///< SHA-256 of the text before; none in version 1
    std::string province;
    Time issued{};
    std::vector<TrustedLog> logs;     ///< the first is where new records go
    std::vector<std::string> policy;  ///< witness and group lines as they stand, without line breaks
    std::string quorum = "none";
    std::vector<Vkey> roots;
    std::size_t root_threshold = 0;
    std::optional<Vkey> registrar;
    std::optional<Vkey> receiver;
    std::optional<Vkey> release;
    std::vector<ClosedLog> closed;
    std::string stale;  ///< "1d 7d 30d", or empty

    friend bool operator==(const TrustManifest&, const TrustManifest&) = default;
};

/// The text that root keys sign: the lines in the order of §3.2.
[[nodiscard]] std::string manifest_text(const TrustManifest& manifest);
/// Only what manifest_text() gives, at most 64 KiB, with at least one log, a registrar, a receiver, and a
/// threshold that the roots can reach.
Result<TrustManifest> parse_manifest(std::string_view text);
/// The note, signed by each of the root keys.
[[nodiscard]] std::string sign_manifest(const TrustManifest& manifest, std::span<const SigningKey> roots);

/// A manifest whose signatures hold, and the hash of its text, which the next one names as `prev`.
struct VerifiedManifest {
    TrustManifest manifest;
    Hash text_hash{};
};

/// Version 1. `pin` is the SHA-256 of its text (kiosk.toml trust_pin, in hex). Refused: another text, or
/// fewer than the threshold of its own root keys signed it.
Result<VerifiedManifest> open_first_manifest(std::string_view note, const Hash& pin);
/// Version N+1 after `current`. Refused unless version, prev and province fit and both thresholds are met:
/// that of the current root keys and that of its own, each key counted once.
Result<VerifiedManifest> open_next_manifest(std::string_view note, const VerifiedManifest& current);

}  // namespace protocol
