#include "kiosk/ui/reading_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kiosk {

namespace {

using Group = std::vector<std::size_t>;

struct Gap {
    float width = -1;
    float middle = 0;
};

/// The widest stretch that none of the places covers, along one axis.
Gap widest_gap(const std::vector<Rect>& places, const Group& group, bool across)
{
    std::vector<std::pair<float, float>> spans;
    for (const std::size_t i : group) {
        const Rect& r = places[i];
        spans.emplace_back(across ? r.y0 : r.x0, across ? r.y1 : r.x1);
    }
    std::sort(spans.begin(), spans.end());
    Gap gap;
    float end = spans.front().second;
    for (const auto& [from, to] : spans) {
        // Letters may touch by a pixel of rounding.
        if (from - end > gap.width && from - end > -1.5F) gap = {from - end, (from + end) / 2};
        end = std::max(end, to);
    }
    return gap;
}

void order(const std::vector<Rect>& places, Group group, std::vector<std::size_t>& out)
{
    if (group.size() < 2) {
        out.insert(out.end(), group.begin(), group.end());
        return;
    }
    const Gap across = widest_gap(places, group, true);
    const Gap down = widest_gap(places, group, false);
    constexpr float kNone = -1;
    if (across.width <= kNone && down.width <= kNone) {
        std::stable_sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
            return std::pair{places[a].y0, places[a].x0} < std::pair{places[b].y0, places[b].x0};
        });
        out.insert(out.end(), group.begin(), group.end());
        return;
    }
    const bool cut_across = across.width >= down.width;
    const float at = cut_across ? across.middle : down.middle;
    Group before;
    Group behind;
    for (const std::size_t i : group) {
        const Point middle = places[i].centre();
        ((cut_across ? middle.y : middle.x) < at ? before : behind).push_back(i);
    }
    if (before.empty() || behind.empty()) {
        out.insert(out.end(), group.begin(), group.end());
        return;
    }
    order(places, std::move(before), out);
    order(places, std::move(behind), out);
}

}  // namespace

std::vector<std::size_t> reading_order(const std::vector<Rect>& places)
{
    Group all(places.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::size_t> out;
    out.reserve(places.size());
    if (!all.empty()) order(places, std::move(all), out);
    return out;
}

}  // namespace kiosk
