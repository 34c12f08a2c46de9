#include "province/feedback/small_counts.h"

#include <algorithm>

namespace province {

namespace {

constexpr std::int64_t kMostFew = kFewReports - 1;
constexpr std::int64_t kEnoughToHide =
    12;  // below, too few sums are left to hide among (the test tries them all)

bool is_few(std::int64_t n) { return n > 0 && n <= kMostFew; }

}  // namespace

std::vector<Told> tell_counts(std::span<const std::int64_t> counts)
{
    const std::size_t size = counts.size();
    std::vector<Told> told(size, Told::Exactly);
    std::int64_t few = 0, sum = 0, rest = 0;
    std::size_t smallest = size;
    for (std::size_t i = 0; i < size; ++i) {
        sum += counts[i];
        if (is_few(counts[i])) {
            told[i] = Told::Few;
            ++few;
            rest += counts[i];
        } else if (counts[i] > 0 && (smallest == size || counts[i] < counts[smallest])) {
            smallest = i;
        }
    }
    if (few == 0) return told;
    std::int64_t lowest = 0, highest = 0;
    if (smallest != size && sum >= kEnoughToHide) {
        told[smallest] = Told::NotAtAll;
        rest += counts[smallest];  // the sum less all that is told
        std::int64_t next = rest + 1;
        for (std::size_t i = 0; i < size; ++i)
            if (told[i] == Told::Exactly && counts[i] > 0) next = std::min(next, counts[i]);
        // What the small ones may sum up to: the one left out is five or more, and less than any other.
        lowest = std::max(few, rest - next + 1);
        highest = std::min(kMostFew * few, rest - kFewReports);
    }
    if (highest <= lowest) std::ranges::fill(told, Told::NotAtAll);
    return told;
}

}  // namespace province
