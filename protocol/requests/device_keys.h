#pragma once

#include <string_view>

#include "protocol/base/secret.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// A terminal's two keys out of its one seed (protocol.md §8.6): crypto_kdf with the contexts "kioskreq" (1)
/// and "kioskwit" (2), because one key must not make two kinds of signature.
struct DeviceKeys {
    SigningKey request;  ///< requests, statements, the note of enrolment
    SigningKey witness;  ///< cosignatures
};

/// `device` is the terminal's name, "46-20107-k1", and must pass is_device_name().
[[nodiscard]] DeviceKeys derive_device_keys(std::string_view device, const SecretSeed& seed);

/// [a-z0-9.-]+, at most 64 bytes: it stands in addresses and in key names.
[[nodiscard]] bool is_device_name(std::string_view text);

}  // namespace protocol
