#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "province/people/passwords.h"
#include "province/registry/wrapped_keys.h"

namespace province {

/// A private key of a body: the content of its key file.
struct BodyKey {
    std::string body;
    std::string kind;  ///< publisher, desk, recipient
    protocol::SecretString text;
};

/// Wraps keys for one person: one salt, one Argon2id run, then a box a key whose purpose names person, body
/// and kind, so that rows cannot be exchanged.
protocol::Result<std::vector<WrappedKey>> wrap_keys(Passwords& passwords, std::string_view login,
                                                    const std::vector<BodyKey>& keys,
                                                    std::string_view password);

/// Those that `wanted` kinds name (all for an empty list). Refused: another passphrase, or altered rows.
protocol::Result<std::vector<BodyKey>> unwrap_keys(Passwords& passwords,
                                                   const std::vector<WrappedKey>& wrapped,
                                                   const std::vector<std::string>& wanted,
                                                   std::string_view password);

/// Keys as one text, to be sealed into a session, and back. Malformed when it is no such text.
protocol::SecretString join_keys(const std::vector<BodyKey>& keys);
protocol::Result<std::vector<BodyKey>> split_keys(std::string_view text);

}  // namespace province
