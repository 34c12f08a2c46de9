#pragma once

#include <cstdint>
#include <optional>

#include "protocol/base/result.h"
#include "province/registry/registry.h"
#include "province/registry/statistics.h"

namespace province {

/// The marks that residents gave at kiosks for how their matters ended. Kept are a count and a sum for each
/// body and quarter (registry schema 015): who gave which mark is nowhere, and nobody can read it out of the
/// database later.
class Ratings {
public:
    explicit Ratings(Registry& registry) : registry_(registry) {}

    struct Sum {
        std::int64_t n = 0;
        std::int64_t total = 0;
        /// Tenths of a mark, rounded; nothing of fewer than protocol::kLeastRatings.
        std::optional<std::int64_t> average_tenths() const;
    };
    /// Of the bodies of the span, given in the quarters that lie wholly within its days. An area with fewer
    /// than kLeastRatings is not in it: all less the others would tell what it got.
    protocol::Result<Sum> count(const Span& span);

private:
    Registry& registry_;
};

}  // namespace province
