#pragma once

#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace protocol {

/// Seals text under a key (XSalsa20-Poly1305): a random nonce of 24 bytes, then the box; 40 bytes longer than
/// the text. `purpose` is bound to it: what was sealed for one thing does not open as another.
[[nodiscard]] std::string seal_secret(const SecretSeed& key, std::string_view purpose, std::string_view text);
/// Refused: another key or purpose, altered, cut.
Result<SecretString> open_secret(const SecretSeed& key, std::string_view purpose, std::string_view sealed);

/// HMAC-SHA-256: a key for one purpose out of a key, or a mark that only the key's holder can make.
[[nodiscard]] SecretSeed keyed_hash(const SecretSeed& key, std::string_view text);

/// In time that does not depend on where they differ.
[[nodiscard]] bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace protocol
