#pragma once

#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// The server's signed word that it holds a report (protocol.md §8.14.5). The outbox lets go only for this.
struct Received {
    std::string id;  ///< container_id(), 64 hex digits
    Time at{};
    friend bool operator==(const Received&, const Received&) = default;
};

/// The note `civic-received/v1\nid …\nat …\n`. `id` is 64 hex digits.
[[nodiscard]] std::string sign_received(const Received& received, const SigningKey& receiver);
/// Refused: not signed by the receiver, or about another id than the one sent.
Result<Received> open_received(std::string_view note, const Vkey& receiver, std::string_view id);

}  // namespace protocol
