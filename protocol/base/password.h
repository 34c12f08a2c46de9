#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace protocol {

// Argon2id with 64 MiB and two passes (RFC 9106's advice scaled to a small server): some 0.1 s and that
// memory a call. The caller sees to it that not many run at once.

inline constexpr std::size_t kPasswordSalt = 16;

/// What may be stored of a password: algorithm, cost, salt and hash in one line of ASCII. Storage when there
/// is no memory for it.
Result<std::string> hash_password(std::string_view password);

/// False for a wrong password and for a line that hash_password() did not make.
[[nodiscard]] bool verify_password(std::string_view stored, std::string_view password);

/// A key that only the password gives. `salt` has kPasswordSalt bytes.
Result<SecretSeed> key_from_password(std::string_view password, std::string_view salt);

}  // namespace protocol
