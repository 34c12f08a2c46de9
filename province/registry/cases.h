#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

/// A report that a desk has opened: what may be known of it in clear.
struct Case {
    std::string body;  // the one that has to answer
    int year = 0;
    int n = 0;
    std::string report;  // container id, or a mark for reports about an official
    std::string lane;
    std::string kind;
    std::string commune;
    std::string topic;
    std::string place;
    protocol::Time received_at{};
    protocol::Time opened_at{};
    std::string state = "received";

    friend bool operator==(const Case&, const Case&) = default;

    std::string number() const;  // "PA-2026-0001"
};

/// Year and n of "PA-2026-0001".
std::optional<std::pair<int, int>> parse_case_number(std::string_view text);

bool is_case_state(
    std::string_view state);  // received, in_progress, answered, forwarded, rejected: an answer's
/// The resident said of the newest answer that it did not end the matter; no answer gives this state.
inline constexpr std::string_view kReopened = "reopened";

/// The cases of all bodies. A number belongs to the body that has to answer; it counts from 1 in each local
/// year.
class Cases {
public:
    explicit Cases(Registry& registry) : registry_(registry) {}

    /// The case of this report. On first opening it gets the next number (year and n of `fresh` are not
    /// looked at); whoever opens it later gets the same case back.
    protocol::Result<Case> open(const Case& fresh, std::string_view by_body);

    protocol::Result<std::optional<Case>> by_report(std::string_view report);
    /// Oldest first.
    protocol::Result<std::vector<Case>> of_body(std::string_view body);

    struct Answer {
        std::string commune;
        std::string lookup;
        int k = 1;
        std::string sealed;
    };
    /// Files the answer and gives the case its new state, both or neither. Busy when this k is taken
    /// meanwhile.
    protocol::Result<void> answer(const Case& of, std::string_view state, const Answer& answer,
                                  std::string_view by_body, protocol::Time now);

    /// The case is not done: `at` is when the resident's word came. Again changes nothing.
    protocol::Result<void> reopen(const Case& of, std::string_view by_body, protocol::Time at);

private:
    Registry& registry_;
};

}  // namespace province
