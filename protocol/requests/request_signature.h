#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// Which of a terminal's reports this is, and the one before it: a report that vanished leaves a gap.
/// Requests that hand nothing in carry 0 and zeros.
struct Chain {
    std::uint64_t n = 0;
    Hash prev{};
    friend bool operator==(const Chain&, const Chain&) = default;
};

/// The four headers of a signed request (RFC 9421, the one profile of protocol.md §8.6): label `civic`,
/// components "@method" "@path" "content-digest" "civic-chain" in this order, parameters keyid, alg and tag,
/// no times: replays are harmless and clocks are not to be trusted.
struct RequestHeaders {
    std::string content_digest, civic_chain, signature_input, signature;

    /// "Name: value", as a client sends them.
    [[nodiscard]] std::array<std::string, 4> lines() const;
};

inline constexpr std::string_view kContentDigest = "Content-Digest";
inline constexpr std::string_view kCivicChain = "Civic-Chain";
inline constexpr std::string_view kSignatureInput = "Signature-Input";
inline constexpr std::string_view kSignature = "Signature";

/// `method` in capitals, `path` without a query, as it stands in the request's first line.
[[nodiscard]] RequestHeaders sign_request(std::string_view method, std::string_view path,
                                          std::string_view body, const Chain& chain,
                                          const SigningKey& device);

/// What the headers claim; nothing is verified yet.
struct RequestClaim {
    std::string device;  ///< keyid
    Chain chain;
    Hash digest{};          ///< of the body
    std::string signature;  ///< 64 bytes
};

/// Malformed for whatever sign_request() would not write: another label, component, order, parameter,
/// spacing.
Result<RequestClaim> read_request(const RequestHeaders& headers);

/// Refused: another body than the digest's, or not signed by this key for this method and path.
Result<void> verify_request(const RequestClaim& claim, std::string_view method, std::string_view path,
                            std::string_view body, const Vkey& device);

}  // namespace protocol
