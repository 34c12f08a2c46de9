#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "protocol/trust/key_table.h"

namespace protocol {

/// An X25519 key pair that opens what is sealed to it: an office's recipient key, or the reply key of a
/// receipt code. Its file is one line: `PRIVATE+BOX+<name>+<base64 of the 32-byte seed>\n`.
class BoxKey {
public:
    static BoxKey generate();
    static BoxKey from_seed(const SecretSeed& seed);
    /// Reads a key file; the name is not kept. One final line break is accepted.
    static Result<BoxKey> parse(std::string_view text);
    /// The file's content. The name must pass valid_key_name().
    [[nodiscard]] SecretString text(std::string_view name) const;

    [[nodiscard]] const BoxPublicKey& public_key() const { return public_; }
    /// Opens a crypto_box_seal. Refused: not for this key, or altered.
    Result<SecretString> open(std::string_view sealed) const;

private:
    explicit BoxKey(const SecretSeed& seed);
    SecretSeed seed_;
    SecretArray<32> secret_;
    BoxPublicKey public_{};
};

/// crypto_box_seal: 48 bytes longer than the text.
[[nodiscard]] std::string seal_to(const BoxPublicKey& key, std::string_view text);
/// A public key from its 32 bytes.
Result<BoxPublicKey> box_public_key(std::string_view bytes);

/// Seals a message into a CVF1 container (protocol.md §5.2): always three slots in random order, unused ones
/// sealed to nobody, text padded to a multiple of 2,048. One to three recipients, text ≤ 32 KiB, else
/// Malformed. The result differs each time: seal once, store, and send those bytes.
Result<std::string> seal_container(std::string_view text, std::span<const BoxPublicKey> recipients);

/// Opens one with a key of any of its readers. Refused: not for this key, altered or cut. Malformed: no CVF1.
Result<SecretString> open_container(std::string_view container, const BoxKey& key);

/// The content address under which it is sent and stored: SHA-256 in hex.
[[nodiscard]] std::string container_id(std::string_view container);

}  // namespace protocol
