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
        const bool moves = scroll.most() > 0 || scroll.most_x() > 0;
        if (moves && !scroll.only_sideways && scroll.view.contains(at)) return id;
    }
    return {};
}

std::string Ui::Inside::sideways_at(Point at) const
{
    for (const auto& [id, scroll] : scrolls) {
        if (scroll.only_sideways && scroll.most_x() > 0 && scroll.view.contains(at)) return id;
    }
    return {};
}

std::string Ui::Inside::zoomable_at(Point at) const
{
    for (const auto& [id, scroll] : scrolls) {
        if (scroll.zooms() && scroll.view.contains(at)) return id;
    }
    return {};
}

void Ui::Inside::move_sideways(std::string_view id, float pixels)
{
    const auto at = scrolls.find(id);
    if (at == scrolls.end()) return;
    at->second.gliding_x = false;
    at->second.x = std::clamp(at->second.x + pixels, 0.0F, at->second.most_x());
}

void Ui::Inside::zoom_about(std::string_view id, float factor, Point at)
{
    const auto found = scrolls.find(id);
    if (found == scrolls.end()) return;
    ScrollState& scroll = found->second;
    if (scroll.pinch_steps) {
        scroll.pinched *= factor;
        return;
    }
    const float zoom = std::clamp(scroll.zoom * factor, 1.0F, scroll.most_zoom);
    const float grown = zoom / scroll.zoom;
    const Point from{at.x - scroll.view.x0, at.y - scroll.view.y0};
    scroll.zoom = zoom;
    scroll.content *= grown;
    scroll.wide *= grown;
    scroll.offset = std::clamp((scroll.offset + from.y) * grown - from.y, 0.0F, scroll.most());
    scroll.x = std::clamp((scroll.x + from.x) * grown - from.x, 0.0F, scroll.most_x());
    scroll.gliding = scroll.gliding_x = false;
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
    const float moved_x = gesture.take_scroll_x();
    const float pinch = gesture.take_pinch();
    const auto under = scrolls.find(dragged);
    if (under != scrolls.end() && (moved != 0 || moved_x != 0 || pinch != 1)) {
        const ScrollState& scroll = under->second;
        const bool finger = gesture.state() != Gesture::State::Flinging;
        if (pinch != 1) zoom_about(dragged, pinch, {gesture.pinch_x(), gesture.pinch_y()});
        if (!scroll.only_sideways && moved != 0) scroll_by(dragged, -moved, finger ? kResist : 0.12F);
        if (moved_x != 0) move_sideways(dragged, -moved_x);
        const bool at_end = scroll.offset <= 0 || scroll.offset >= scroll.most();
        const bool at_side = scroll.x <= 0 || scroll.x >= scroll.most_x();
        if (!finger && at_end && at_side) gesture.stop_fling();
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
        if (scroll.gliding_x) {
            scroll.x_target = std::clamp(scroll.x_target, 0.0F, scroll.most_x());
            scroll.x += (scroll.x_target - scroll.x) * static_cast<float>(1 - std::exp(-step / kGlide));
            if (std::abs(scroll.x_target - scroll.x) < 0.5F) {
                scroll.x = scroll.x_target;
                scroll.gliding_x = false;
            }
            moving = moving || scroll.gliding_x;
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
