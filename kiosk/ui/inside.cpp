#include "kiosk/ui/inside.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

namespace {

constexpr double kGlide = 0.085;   ///< s: a page button's way
constexpr double kSpring = 0.075;  ///< s: back from beyond an end
constexpr float kResist = 0.35F;   ///< a pull beyond an end moves the content this much

}  // namespace

std::string Ui::Inside::scrollable_at(Point at) const
{
    for (const auto& [id, scroll] : scrolls) {
        if (scroll.most() > 0 && scroll.view.contains(at)) return id;
    }
    return {};
}

void Ui::Inside::scroll_by(std::string_view id, float pixels, float resist)
{
    const auto at = scrolls.find(id);
    if (at == scrolls.end()) return;
    ScrollState& scroll = at->second;
    scroll.gliding = false;
    const float wanted = scroll.offset + pixels;
    scroll.offset = std::clamp(wanted, 0.0F, scroll.most());
    const float beyond = wanted - scroll.offset;
    const float longest = scroll.view.height() / 8;
    if (beyond != 0) scroll.stretch = std::clamp(scroll.stretch + beyond * resist, -longest, longest);
}

void Ui::Inside::advance(double now)
{
    step = std::clamp(now - last, 0.0, 0.05);
    last = now;
    gesture.advance(now);
    const float moved = gesture.take_scroll();
    if (moved != 0 && !dragged.empty()) {
        const bool finger = gesture.state() == Gesture::State::Dragging;
        scroll_by(dragged, -moved, finger ? kResist : 0.12F);
        const auto at = scrolls.find(dragged);
        if (!finger && at != scrolls.end()) {
            const ScrollState& scroll = at->second;
            if (scroll.offset <= 0 || scroll.offset >= scroll.most()) gesture.stop_fling();
        }
    }
    moving = false;
    for (auto& [id, scroll] : scrolls) {
        if (scroll.gliding) {
            scroll.target = std::clamp(scroll.target, 0.0F, scroll.most());
            scroll.offset +=
                (scroll.target - scroll.offset) * static_cast<float>(1 - std::exp(-step / kGlide));
            if (std::abs(scroll.target - scroll.offset) < 0.5F) {
                scroll.offset = scroll.target;
                scroll.gliding = false;
            }
            moving = moving || scroll.gliding;
        }
        const bool held = gesture.state() == Gesture::State::Dragging && id == dragged;
        if (scroll.stretch != 0 && !held) {
            scroll.stretch *= static_cast<float>(std::exp(-step / kSpring));
            if (std::abs(scroll.stretch) < 0.5F) scroll.stretch = 0;
            moving = moving || scroll.stretch != 0;
        }
    }
}

void Ui::Inside::forget_keyboard()
{
    layer = KeyLayer::Letters;
    shift = shift_lock = shift_spent = false;
}

}  // namespace kiosk
