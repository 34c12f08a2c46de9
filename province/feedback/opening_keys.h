#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/feedback/container.h"

namespace province {

/// What opens what is sealed to an office: its recipient key, and those that it took the place of. Reports
/// that came before, or from kiosks that had not heard of the new one, stay readable.
class OpeningKeys {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): an office has one key as a rule
    OpeningKeys(protocol::BoxKey only) { keys_.push_back(std::move(only)); }
    /// The oldest first; at least one.
    explicit OpeningKeys(std::vector<protocol::BoxKey> keys) : keys_(std::move(keys)) {}

    /// The key in use.
    const protocol::BoxKey& newest() const { return keys_.back(); }
    /// The first one: marks in the registry are made with it, for ever the same.
    const protocol::BoxKey& first() const { return keys_.front(); }

    /// As BoxKey::open() and open_container(), by whichever fits.
    protocol::Result<protocol::SecretString> open(std::string_view sealed) const;
    protocol::Result<protocol::SecretString> open_container(std::string_view container) const;

private:
    std::vector<protocol::BoxKey> keys_;
};

}  // namespace province
