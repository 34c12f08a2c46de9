#include "province/feedback/small_counts.h"

#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "tests/support/catch.h"

using province::Told;

namespace {

using Counts = std::vector<std::int64_t>;

/// What is seen of counts: the sum, and each that is told.
std::vector<std::int64_t> seen(const Counts& counts)
{
    const auto told = province::tell_counts(counts);
    std::vector<std::int64_t> out{std::accumulate(counts.begin(), counts.end(), std::int64_t{0})};
    for (std::size_t i = 0; i < counts.size(); ++i)
        out.push_back(told[i] == Told::Exactly ? counts[i] : told[i] == Told::Few ? -1 : -2);
    return out;
}

/// All lists of `size` counts whose sum is below `limit`.
std::vector<Counts> all_counts(std::size_t size, std::int64_t limit)
{
    std::vector<Counts> all{{}};
    for (std::size_t i = 0; i < size; ++i) {
        std::vector<Counts> longer;
        for (const Counts& one : all)
            for (std::int64_t n = 0; n + std::accumulate(one.begin(), one.end(), std::int64_t{0}) < limit;
                 ++n) {
                longer.push_back(one);
                longer.back().push_back(n);
            }
        all = std::move(longer);
    }
    return all;
}

}  // namespace

TEST_CASE("nobody who knows the sum and the rule can work out a small count", "[province][figures]")
{
    // Everything that looks the same is compared: a small count must be able to be two things.
    for (const auto& [size, limit] : {std::pair<std::size_t, std::int64_t>{2, 50}, {3, 40}, {4, 25}}) {
        std::map<std::vector<std::int64_t>, std::vector<std::set<std::int64_t>>> possible;
        for (const Counts& counts : all_counts(size, limit)) {
            auto& sets = possible[seen(counts)];
            sets.resize(size);
            for (std::size_t i = 0; i < size; ++i) sets[i].insert(counts[i]);
        }
        for (const auto& [view, sets] : possible)
            for (std::size_t i = 0; i < size; ++i) {
                const auto lowest = *sets[i].begin();
                if (view[i + 1] < 0 && lowest > 0 && lowest < province::kFewReports)
                    CHECK(sets[i].size() > 1);
            }
    }
}

TEST_CASE("counts without a small one are told as they are, and so is nothing", "[province][figures]")
{
    CHECK(province::tell_counts(Counts{23, 14, 9, 7, 0}) == std::vector<Told>(5, Told::Exactly));
    CHECK(province::tell_counts(Counts{}).empty());
}

TEST_CASE("a small count takes the smallest of the others with it", "[province][figures]")
{
    CHECK(province::tell_counts(Counts{23, 14, 9, 3}) ==
          std::vector<Told>{Told::Exactly, Told::Exactly, Told::NotAtAll, Told::Few});
    // With too little around it, nothing is told.
    for (const Counts& counts : {Counts{1, 1}, Counts{3, 0}, Counts{5, 1}, Counts{2, 3, 6}})
        CHECK(province::tell_counts(counts) == std::vector<Told>(counts.size(), Told::NotAtAll));
}
