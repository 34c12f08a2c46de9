#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// The keys of a body's desk as they lie sealed to a key on paper, of which two bodies hold one half each.
struct Recovery {
    std::string body;
    std::string first_body, second_body;
    std::string first_mark, second_mark;  ///< by which a half is known, and from which it cannot be had
    std::string sealed;                   ///< bytes
    protocol::Time made_at{};
};

class Recoveries {
public:
    explicit Recoveries(Registry& registry) : registry_(registry) {}

    /// Replaces the body's: older papers open nothing any more. Refused: a body that is not there.
    protocol::Result<void> put(const Recovery& recovery, const Act& act);
    protocol::Result<std::optional<Recovery>> of(std::string_view body);

private:
    Registry& registry_;
};

}  // namespace province
