#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

/// Somebody doing something. Every function that changes what people rely on takes one and writes it into the
/// audit log in the same transaction: what was done stands there, and what stands there was done.
struct Act {
    protocol::Time at{};
    std::string login;  ///< "" : the server, by a command
    std::string body;   ///< for which; "" : the province's server itself
    std::string what;   ///< a code, texts "audit.<what>"
    std::string about;  ///< a number or code, never a resident's words

    /// The same person and moment, doing `what` about `about`.
    Act doing(std::string_view what, std::string_view about) const;
};

/// The audit log (registry schema 002). Each row's hash covers the row before it.
class Audit {
public:
    explicit Audit(Registry& registry) : registry_(registry) {}

    /// For what changes nothing else: a read of confidential text, a refused login.
    protocol::Result<void> note(const Act& act);

    struct Row {
        std::int64_t n = 0;
        Act act;
        protocol::Hash hash{};
    };
    /// Which rows are asked for; empty: any.
    struct Wanted {
        std::string login, what;
        std::optional<protocol::Date> from, to;  ///< both counted, by the local calendar
    };
    /// Rows before `before` (0: the newest), newest first, of all bodies of one area ("20107"); an empty area
    /// asks for everything.
    protocol::Result<std::vector<Row>> before(std::int64_t before, std::string_view area, int most,
                                              const Wanted& wanted = {});

    /// The rows from 1 to the last, recomputed. `broken_at` is the first row that does not follow from the
    /// one before it, or whose number is missing.
    struct Check {
        std::int64_t rows = 0;
        protocol::Hash head{};
        std::optional<std::int64_t> broken_at;
    };
    protocol::Result<Check> verify();

private:
    Registry& registry_;
};

/// Of a row: SHA-256 over "civic-audit/v1\n", the hash before it (32 zero bytes for the first), and n, at,
/// login, body, what and about, each as its length in decimal, a colon and the text.
protocol::Hash audit_hash(const protocol::Hash& before, std::int64_t n, const Act& act);

}  // namespace province
