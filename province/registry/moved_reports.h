#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/trust/key_table.h"
#include "province/registry/cases.h"

namespace province {

/// A report that one body gave to another, and where each has it.
struct MovedReport {
    std::string item;  ///< container id of the copy that was sealed to the receiving body
    std::string from_body;
    int from_year = 0, from_n = 0;
    std::string to_body;
    protocol::BoxPublicKey to_key{};

    std::string from() const { return from_body + " " + case_number(from_year, from_n); }
};

class MovedReports {
public:
    explicit MovedReports(Registry& registry) : registry_(registry) {}

    /// The case becomes "forwarded" with this answer to its sender, and `sealed`, the copy for the other
    /// body, stands among what was handed in, dated by the case's clock. All or none. One that is
    /// sealed away stays so. Malformed: others are merged into it. Otherwise as Cases::answer().
    protocol::Result<void> move(const Case& of, int seen, const Cases::Answer& answer,
                                std::string_view own_copy, const MovedReport& moved, std::string_view sealed,
                                const Act& act);
    /// What the sender of a moved report wrote later, sealed to the receiving body as container `item`.
    protocol::Result<void> pass_on(const MovedReport& moved, std::string_view item, std::string_view sealed,
                                   protocol::Time received_at);

    protocol::Result<std::optional<MovedReport>> by_item(std::string_view item);
    /// The last time this case was given away; not the words passed on since.
    protocol::Result<std::optional<MovedReport>> of_case(const Case& from);

private:
    Registry& registry_;
};

}  // namespace province
