#include "kiosk/automation/stopwatch.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace kiosk {

using nlohmann::json;

namespace {

/// A touch that has changed nothing in so many frames changes nothing.
constexpr int kPatience = 3;

double ms(double seconds) { return std::round(seconds * 1e6) / 1e3; }

}  // namespace

Stopwatch::Seen Stopwatch::seen(const State& state)
{
    Seen seen{state.visit().number, 0, false};
    if (const auto* search = std::get_if<SearchView>(&state.visit().view)) {
        seen.asked = search->asked;
        seen.answered = search->answered == search->asked;
    }
    return seen;
}

void Stopwatch::touched(const State& state, bool lifted, double now)
{
    if (!touched_) {
        touched_ = now;
        frames_since_touch_ = 0;
    }
    if (lifted) tap_ = Tap{now, seen(state)};
}

void Stopwatch::begun(const State& state, double now)
{
    begun_ = now;
    seen_ = seen(state);
}

void Stopwatch::shown(std::uint64_t pictures, double now)
{
    const bool changed = pictures != pictures_;
    pictures_ = pictures;
    if (changed) {
        times_.frames.push_back(ms(now - begun_));
        if (last_shown_ > 0) times_.intervals.push_back(ms(now - last_shown_));
        last_shown_ = now;
        if (touched_) times_.touches.push_back(ms(now - *touched_));
        touched_.reset();
    }
    if (touched_ && ++frames_since_touch_ >= kPatience) touched_.reset();
    if (!tap_) return;
    ++tap_->frames;
    if (tap_->page_open && seen_.visit != tap_->before.visit) {
        times_.pages.emplace_back(ms(now - tap_->lifted), tap_->frames);
        tap_->page_open = false;
    }
    if (tap_->answer_open && seen_.asked > tap_->before.asked && seen_.answered) {
        times_.answers.push_back(ms(now - tap_->lifted));
        tap_->answer_open = false;
    }
}

std::string Stopwatch::report()
{
    const Times times = std::exchange(times_, {});
    last_shown_ = 0;
    return json{{"ok", true},
                {"frames", times.frames},
                {"intervals", times.intervals},
                {"touches", times.touches},
                {"pages", times.pages},
                {"answers", times.answers}}
        .dump();
}

}  // namespace kiosk
