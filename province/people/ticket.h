#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/secret.h"

namespace province {

/// What a session's cookie holds: 32 random bytes, known to the browser and nobody else. Everything else
/// about the session is derived from it, so that the registry alone opens nothing.
class Ticket {
public:
    static Ticket generate();
    /// The cookie's value: 64 lower-case hex digits.
    static std::optional<Ticket> parse(std::string_view cookie);
    protocol::SecretString cookie() const;

    std::string id() const;            ///< under which the session stands in the registry
    std::string form_token() const;    ///< what every form of this session must bring back
    protocol::SecretSeed key() const;  ///< seals what the session keeps

private:
    explicit Ticket(const protocol::SecretSeed& seed) : seed_(seed) {}
    protocol::SecretSeed seed_;
};

}  // namespace province
