#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// A log's statement of its size and root (C2SP tlog-checkpoint; we use no extension lines).
struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};

    /// The three lines that are signed.
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Extension lines are Malformed: none of our logs writes them.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// Verifies the note with the log's key and reads it. Refused: wrong signature, or another origin than the
/// key's name. Malformed: above 16 KiB or 32 lines (§8.9), or not a checkpoint. Unknown lines are ignored.
Result<Checkpoint> open_checkpoint(std::string_view note, const Vkey& log);

[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& log);

}  // namespace protocol
