#include "kiosk/input/pointer.h"

#include <imgui.h>

#include <limits>

namespace kiosk {

namespace {

constexpr float kNowhere = -std::numeric_limits<float>::max();

/// The only version check of the program: fields until 1.86, an event queue since 1.87.
void give(float x, float y, bool down)
{
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(0, down);
#else
    io.MousePos = ImVec2(x, y);
    io.MouseDown[0] = down;
#endif
}

}  // namespace

void Pointer::press(float x, float y)
{
    steps_.push_back({x, y, true, false});
    down_ = true;
}

void Pointer::move(float x, float y)
{
    if (!down_) return;
    if (!steps_.empty() && steps_.back().is_move) steps_.pop_back();
    steps_.push_back({x, y, true, true});
}

void Pointer::release(float x, float y)
{
    if (!down_) return;
    steps_.push_back({x, y, false, false});
    steps_.push_back({kNowhere, kNowhere, false, false});
    down_ = false;
}

void Pointer::cancel()
{
    if (!down_) return;
    steps_.push_back({kNowhere, kNowhere, true, false});
    steps_.push_back({kNowhere, kNowhere, false, false});
    down_ = false;
}

void Pointer::feed()
{
    if (steps_.empty()) return;
    const Step step = steps_.front();
    steps_.pop_front();
    give(step.x, step.y, step.down);
}

}  // namespace kiosk
