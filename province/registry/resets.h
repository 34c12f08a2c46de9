#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// A new password and second factor for somebody, carried out by two people: each learns one half of the
/// code, and only the person who gets both can use it. The halves stand nowhere; their hashes do.
class Resets {
public:
    explicit Resets(Registry& registry) : registry_(registry) {}

    struct Waiting {
        std::int64_t n = 0;
        std::string login;
        std::string asked_by;
        protocol::Time asked_at{};
        bool agreed = false;
    };

    /// Replaces an open one of this account. NotFound: no such account. Refused: the asker's own.
    protocol::Result<void> ask(std::string_view login, std::string_view first_half, const Act& act);
    /// Refused: by the one who asked or for oneself, ended, agreed already, or older than a day.
    protocol::Result<void> agree(std::int64_t n, std::string_view second_half, const Act& act);
    protocol::Result<std::vector<Waiting>> open(protocol::Time now);
    /// Both steps at once, by whoever sits at the server itself: for the first people of a province.
    protocol::Result<void> invite(std::string_view login, std::string_view first_half,
                                  std::string_view second_half, const Act& act);

    /// Do these halves fit an open reset of this account? Cheap, and asked before a password is hashed.
    /// Guessing is of no use (76 bits), so wrong halves spoil nothing: a stranger could spoil them all.
    protocol::Result<bool> fits(std::string_view login, std::string_view first_half,
                                std::string_view second_half, protocol::Time now);
    /// Takes the two halves: the password is set, the second factor, all sessions and all wrapped keys of the
    /// account are gone, both or neither. False when they do not fit.
    protocol::Result<bool> use(std::string_view login, std::string_view first_half,
                               std::string_view second_half, std::string_view password_hash, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province
