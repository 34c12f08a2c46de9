#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"

namespace province {

/// Which of a terminal's numbered reports have come (Civic-Chain, protocol.md §5.5). Each names the one
/// before it; they may come in any order, since a kiosk puts one off and sends the next.
class OutboxChain {
public:
    /// Counts from behind number `before`: those up to it belong to a time of which nothing is known here.
    explicit OutboxChain(std::uint64_t before) : before_(before) {}

    static std::optional<OutboxChain> parse(std::string_view text);
    [[nodiscard]] std::string text() const;

    /// A report that came for the first time. `n` is 1 or more.
    void take(std::uint64_t n, const protocol::Hash& id, const protocol::Hash& prev);

    /// How many of the reports up to `newest` neither came nor wait at the terminal.
    [[nodiscard]] std::int64_t missing(std::int64_t newest, std::int64_t waiting) const;
    /// A number came twice with different reports, or a report names another one before it than came.
    [[nodiscard]] bool broken() const { return broken_; }

    /// Somebody looked into it: what is missing up to `newest`, or up to the newest that came, is awaited no
    /// more.
    void settle(std::int64_t newest);

    friend bool operator==(const OutboxChain&, const OutboxChain&) = default;

private:
    /// Numbers that came without a gap between them.
    struct Run {
        std::uint64_t from = 0, to = 0;
        protocol::Hash prev{};  ///< what `from` names before it
        protocol::Hash last{};  ///< the report `to`
        friend bool operator==(const Run&, const Run&) = default;
    };
    static constexpr std::size_t kMostRuns = 64;

    void join(std::size_t at);

    std::uint64_t before_ = 0;
    std::uint64_t held_ = 0;  ///< how many came of those behind `before_`
    bool broken_ = false;
    std::vector<Run> runs_;  ///< in order, never side by side
};

}  // namespace province
