#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// A text that an office begins others from.
struct StoredPattern {
    std::int64_t n = 0;
    std::string kind;
    std::string name;
    std::string source;      ///< front matter and Markdown
    std::int64_t draft = 0;  ///< of add(): what it is made from
};

class Patterns {
public:
    explicit Patterns(Registry& registry) : registry_(registry) {}

    /// Its number within `act.body`.
    protocol::Result<std::int64_t> add(const StoredPattern& fresh, const Act& act);
    /// By name.
    protocol::Result<std::vector<StoredPattern>> of(std::string_view body);
    protocol::Result<std::optional<StoredPattern>> find(std::string_view body, std::int64_t n);
    /// NotFound where `act.body` has none of that number.
    protocol::Result<void> remove(std::int64_t n, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province
