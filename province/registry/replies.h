#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/feedback/reply.h"
#include "province/registry/audit.h"
#include "province/registry/registry.h"

namespace province {

/// Sealed answers, by commune and lookup (protocol.md §5.4). Filed through Cases, which also moves the case
/// on.
class Replies {
public:
    explicit Replies(Registry& registry) : registry_(registry) {}

    /// Sorted by lookup, then k.
    protocol::Result<std::vector<protocol::ListedReply>> list(std::string_view commune);
    protocol::Result<std::optional<std::string>> sealed(std::string_view commune, std::string_view lookup,
                                                        int k);
    /// The number that the next answer under this lookup gets: 1, 2, 3…
    protocol::Result<int> next(std::string_view commune, std::string_view lookup);
    /// Takes away the bytes of those filed before `before` for good (forget_erased()); their numbers are
    /// never given again. How many.
    protocol::Result<int> forget(protocol::Time before, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province
