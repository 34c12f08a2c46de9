#include "kiosk/app/totals.h"

#include <algorithm>
#include <string>

namespace kiosk {

namespace {

bool is_visited(Screen screen)
{
    return screen != Screen::Setup && screen != Screen::Attract && !is_staff(screen);
}

bool holds(const Way& way, const Step& step)
{
    return std::any_of(way.begin(), way.end(), [&](const Step& one) { return one.number == step.number; });
}

}  // namespace

Way way_of(const State& state)
{
    Way way;
    way.reserve(state.visits.size());
    for (const Visit& visit : state.visits) way.push_back({visit.number, visit.screen});
    return way;
}

std::vector<offline_cache::ScreenTotal> counted(const Way& before, const Way& after, bool timed_out)
{
    std::vector<offline_cache::ScreenTotal> totals;
    for (const Step& step : before) {
        if (!is_visited(step.screen) || holds(after, step)) continue;
        const bool standing = timed_out && &step == &before.back();
        totals.push_back({std::string{screen_name(step.screen)}, 0, standing ? 0 : 1, standing ? 1 : 0});
    }
    for (const Step& step : after)
        if (is_visited(step.screen) && !holds(before, step))
            totals.push_back({std::string{screen_name(step.screen)}, 1, 0, 0});
    return totals;
}

}  // namespace kiosk
