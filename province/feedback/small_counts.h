#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace province {

/// Fewer reports on one topic than this could point at the people behind them.
inline constexpr std::int64_t kFewReports = 5;

/// How one of several counts may be told whose sum everybody knows.
enum class Told {
    Exactly,
    Few,       ///< 1 to 4: "dưới 5"
    NotAtAll,  ///< left out, so that a small one cannot be had from the sum
};

/// Of counts of at least 0. Where some are small, the smallest of the others is always left out with them;
/// where even so the sum would say what a small one is, none is told. Knowing this rule helps nobody either:
/// of all counts that look the same, a small one is at least two different things.
std::vector<Told> tell_counts(std::span<const std::int64_t> counts);

}  // namespace province
