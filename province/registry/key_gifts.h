#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/wrapped_keys.h"

namespace province {

/// Keys of an office on their way to a colleague, sealed to that person's own key.
struct KeyGift {
    std::string login;
    std::string body;
    std::string given_by;  ///< a login; empty: on the server's command line
    protocol::Time given_at{};
    std::string sealed;  ///< bytes
};

/// Somebody's passphrase wraps a key of an office, or will at the next sign-in.
struct HeldKey {
    std::string login;
    std::string body;
    std::string kind;  ///< "publisher", "desk", …; kOnItsWay: a gift, whatever is in it
};
inline constexpr std::string_view kOnItsWay = "gift";

class KeyGifts {
public:
    explicit KeyGifts(Registry& registry) : registry_(registry) {}

    /// Replaces one that still waits for the same person and body.
    protocol::Result<void> put(const KeyGift& gift, const Act& act);
    protocol::Result<std::vector<KeyGift>> of(std::string_view login);
    /// The gifts to this person are over, and what the passphrase wraps now is `wrapped`: all or nothing.
    protocol::Result<void> take(std::string_view login, const std::vector<WrappedKey>& wrapped,
                                const Act& act);
    /// Of one body, or of all for an empty one. In no order.
    protocol::Result<std::vector<HeldKey>> held(std::string_view body);

private:
    Registry& registry_;
};

}  // namespace province
