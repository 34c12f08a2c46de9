#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

/// How long after the n-th wrong try the next is looked at: nothing for the first three, then 2, 4, 8 …
/// seconds up to 15 minutes.
std::chrono::seconds login_pause(int failures);

/// Wrong passwords and codes, by bucket: a keyed hash over the account and where the try came from.
class LoginDelays {
public:
    explicit LoginDelays(Registry& registry) : registry_(registry) {}

    /// Takes one try: counts it as wrong before it is looked at, so that many at once cannot slip by. What is
    /// still to wait, when it is too early; such a try is not counted.
    protocol::Result<std::chrono::seconds> begin(std::string_view bucket, protocol::Time now);
    /// The try was right.
    protocol::Result<void> forget(std::string_view bucket);

private:
    Registry& registry_;
};

}  // namespace province
