#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "protocol/feedback/container.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// An office's answer (protocol.md §5.4).
struct Reply {
    std::string to;      ///< lookup, 32 hex digits
    int n = 1;           ///< 1, 2, 3 … under one lookup
    std::string status;  ///< received | in_progress | answered | forwarded | rejected: [a-z_]+
    Time at{};
    std::string text;    ///< UTF-8, lines end with \n
    std::string signer;  ///< name of the desk key that signed; set by open_reply()

    friend bool operator==(const Reply&, const Reply&) = default;
};

/// The signed note before it is sealed. Malformed: bad lookup, status, number, empty or forbidden text,
/// more than 32 KiB. The text is brought into NFC and its end to one line break.
Result<std::string> reply_note(const Reply& reply, const SigningKey& desk);
/// reply_note, padded to a multiple of 1,024 and sealed: 1,072 bytes for a short answer.
Result<std::string> seal_reply(const Reply& reply, const SigningKey& desk, const BoxPublicKey& rpk);

/// Opens one with the reply key of a receipt code. Refused: not for this key, altered, not signed by any of
/// the desk keys, or for another lookup.
Result<Reply> open_reply(std::string_view sealed, const BoxKey& reply_key, std::span<const Vkey> desks,
                         std::string_view lookup);

/// A line of `/v1/replies/<commune>/list`: `<lookup>.<k> <bytes> <sha256>` (§8.14.12).
struct ListedReply {
    std::string lookup;
    int k = 0;
    std::int64_t bytes = 0;
    Hash hash{};
    friend bool operator==(const ListedReply&, const ListedReply&) = default;
};

/// In the given order; the server sorts by lookup, then k.
[[nodiscard]] std::string reply_list(std::span<const ListedReply> replies);
/// At most 1 MiB, each name once, each reply ≤ 64 KiB.
Result<std::vector<ListedReply>> parse_reply_list(std::string_view text);

}  // namespace protocol
