#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "protocol/base/result.h"
#include "province/registry/registry.h"
#include "province/registry/statistics.h"

namespace province {

/// How often pages were opened at the terminals of the halls, as beats told it (registry schema 012).
class ScreenViews {
public:
    explicit ScreenViews(Registry& registry) : registry_(registry) {}

    struct Counted {
        std::map<std::string, std::int64_t> screens;  ///< by page
        std::int64_t days = 0;  ///< on which home was told, or else anything; above 0 when there are screens
    };
    /// Over the days and communes of the span; its office is not looked at: a screen is no office's.
    protocol::Result<Counted> count(const Span& span);

private:
    Registry& registry_;
};

}  // namespace province
