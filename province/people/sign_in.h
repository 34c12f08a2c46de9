#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "province/people/key_wrapping.h"
#include "province/people/passwords.h"
#include "province/people/second_factor.h"
#include "province/people/ticket.h"
#include "province/registry/accounts.h"
#include "province/registry/registry.h"
#include "province/registry/sessions.h"

namespace province {

/// Where a try comes from. A device that this person has signed in from before counts for itself, so that
/// nobody's wrong tries, not even from the same building, keep the owner out.
struct Origin {
    std::string address;  ///< may be empty
    std::string device;   ///< the device cookie's value; may be empty or forged
};

/// Signing in, in steps; each success gives a new ticket and ends the old one, so that a ticket planted
/// before signing in is worth nothing after.
class SignIn {
public:
    SignIn(Registry& registry, Passwords& passwords, protocol::SecretSeed console_key)
        : registry_(registry), passwords_(passwords), key_(std::move(console_key))
    {
    }

    enum class Fate { In, Wrong, Wait };
    struct Outcome {
        Fate fate = Fate::Wrong;
        std::chrono::seconds wait{};  ///< with Wait
        std::optional<Ticket> ticket;
        Stage stage = Stage::Code;
    };

    /// Wrong is the same for an unknown login, a wrong password, a disabled account and one without rights.
    /// Busy: too many at once.
    protocol::Result<Outcome> password(std::string_view login, std::string_view password,
                                       const Origin& origin, protocol::Time now);
    /// The second factor of a session in stage Code.
    protocol::Result<Outcome> code(const Ticket& ticket, const StoredSession& session, std::string_view code,
                                   const Origin& origin, protocol::Time now);
    /// Sets the second factor of a session in stage Enrol, proven by a code of it.
    protocol::Result<Outcome> enrol(const Ticket& ticket, const StoredSession& session,
                                    const SecondFactor& factor, std::string_view code, protocol::Time now);

    /// The cookie that marks a device as this person's.
    std::string device_mark(std::string_view login) const;

    /// Checks a password again within a session, for what must not happen to an unlocked screen: the same
    /// waiting as at the door, counted apart from it. Whoever guesses at an open session keeps nobody out.
    protocol::Result<Outcome> again(std::string_view login, std::string_view password, const Origin& origin,
                                    protocol::Time now);

    std::string seal_factor(std::string_view login, const SecondFactor& factor) const;
    std::optional<SecondFactor> open_factor(const Account& account) const;

private:
    protocol::Result<Outcome> checked(std::string_view login, std::string_view password,
                                      const std::string& counted, const Origin& origin, protocol::Time now);
    bool is_known(std::string_view login, const Origin& origin) const;
    std::string bucket(std::string_view login, std::string_view what, const Origin& origin) const;
    protocol::Result<Outcome> admit(std::string_view login, std::string_view body, Stage stage,
                                    std::string_view plain_keys, std::string_view replaces,
                                    std::string_view what, protocol::Time now);
    protocol::Result<Outcome> promote(const Ticket& ticket, const StoredSession& session,
                                      std::string_view what, protocol::Time now);

    Registry& registry_;
    Passwords& passwords_;
    protocol::SecretSeed key_;
};

/// What a session keeps sealed: the desk's keys.
protocol::Result<std::vector<BodyKey>> session_keys(const Ticket& ticket, const StoredSession& session);

}  // namespace province
