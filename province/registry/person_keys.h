#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/trust/key_table.h"
#include "province/registry/audit.h"
#include "province/registry/wrapped_keys.h"

namespace province {

/// The public half of a key that is one person's at one desk.
struct PersonKey {
    std::string login;
    std::string body;
    protocol::BoxPublicKey key{};
};

class PersonKeys {
public:
    explicit PersonKeys(Registry& registry) : registry_(registry) {}

    /// Replaces those of the same person and body; `wrapped`: all that this person's passphrase wraps, anew.
    protocol::Result<void> put(const std::vector<PersonKey>& keys, const std::vector<WrappedKey>& wrapped,
                               const Act& act);
    /// By login.
    protocol::Result<std::vector<PersonKey>> of_body(std::string_view body);
    protocol::Result<std::optional<PersonKey>> find(std::string_view login, std::string_view body);

private:
    Registry& registry_;
};

}  // namespace province
