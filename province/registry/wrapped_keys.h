#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// A private key of a body as it lies in the registry: readable with one person's passphrase only.
struct WrappedKey {
    std::string login;
    std::string body;
    std::string kind;    ///< publisher, desk, recipient
    std::string salt;    ///< bytes
    std::string sealed;  ///< bytes
};

class WrappedKeys {
public:
    explicit WrappedKeys(Registry& registry) : registry_(registry) {}

    /// Replaces those of the same person, body and kind; all of them or none.
    protocol::Result<void> put(const std::vector<WrappedKey>& keys, const Act& act);
    /// By body and kind.
    protocol::Result<std::vector<WrappedKey>> of(std::string_view login);

private:
    Registry& registry_;
};

}  // namespace province
