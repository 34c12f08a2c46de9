#include "kiosk/ui/zoom_area.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/paint.h"

namespace kiosk {

namespace {

constexpr float kButtonStep = 1.25F;
/// A pinch by this much is one step of a text's size (Ui::font).
constexpr float kTextStep = 1.2F;

std::string id_of(std::string_view name, std::uint64_t key)
{
    return std::string{name} + "#" + std::to_string(key);
}

ScrollState* find(Ui& ui, std::string_view name, std::uint64_t key)
{
    auto& scrolls = ui.inside().scrolls;
    const auto at = scrolls.find(id_of(name, key));
    return at == scrolls.end() ? nullptr : &at->second;
}

}  // namespace

ZoomArea::ZoomArea(Ui& ui, const Rect& view, std::string_view name, std::uint64_t key, float height,
                   float most_zoom)
    : ui_(ui), view_(view), id_(id_of(name, key))
{
    ScrollState& scroll = ui_.inside().scrolls[id_];
    scroll.view = view_;
    scroll.seen = true;
    scroll.most_zoom = most_zoom;
    scroll.zoom = std::clamp(scroll.zoom, 1.0F, most_zoom);
    scroll.content = height * scroll.zoom;
    scroll.wide = view_.width() * scroll.zoom;
    scroll.offset = std::clamp(scroll.offset, 0.0F, scroll.most());
    scroll.x = std::clamp(scroll.x, 0.0F, scroll.most_x());
    ui_.push_clip(view_);
    ui_.inside().hearing.enter_area(id_, view_);
}

ZoomArea::~ZoomArea()
{
    Hearing& hearing = ui_.inside().hearing;
    hearing.leave_area();
    ScrollState& scroll = ui_.inside().scrolls[id_];
    // What is read aloud comes into the middle, if it is not there.
    const auto lit = hearing.take_lit(id_);
    const float middle = view_.centre().y;
    if (lit && (lit->top > middle || lit->bottom < middle)) {
        scroll.target = std::clamp(scroll.offset + lit->top - view_.y0, 0.0F, scroll.most());
        scroll.gliding = scroll.target != scroll.offset;
        if (scroll.gliding) ui_.inside().moving = true;
    }
    const float thick = std::max(3.0F, std::round(ui_.mm(1)));
    const Colour quiet = ui_.theme().quiet;
    const Colour ink{quiet.r, quiet.g, quiet.b, 140};
    if (scroll.most() > 0) {
        const float tall = std::max(ui_.mm(12), view_.height() * view_.height() / scroll.content);
        const float top = view_.y0 + (view_.height() - tall) * scroll.offset / scroll.most();
        paint::fill(ui_, {view_.x1 - thick, top, view_.x1, top + tall}, ink, thick / 2);
    }
    if (scroll.most_x() > 0) {
        const float wide = std::max(ui_.mm(12), view_.width() * view_.width() / scroll.wide);
        const float left = view_.x0 + (view_.width() - wide) * scroll.x / scroll.most_x();
        paint::fill(ui_, {left, view_.y1 - thick, left + wide, view_.y1}, ink, thick / 2);
    }
    ui_.pop_clip();
}

float ZoomArea::zoom() const { return ui_.inside().scrolls[id_].zoom; }

Rect ZoomArea::content() const
{
    const ScrollState& scroll = ui_.inside().scrolls[id_];
    const float left = std::round(view_.x0 - scroll.x);
    const float top = std::round(view_.y0 - scroll.offset - scroll.stretch);
    return {left, top, left + scroll.wide, top + scroll.content};
}

ZoomPlace zoom_place(Ui& ui, std::string_view name, std::uint64_t key)
{
    const ScrollState* scroll = find(ui, name, key);
    if (scroll == nullptr) return {};
    const float to = scroll->gliding_x ? scroll->x_target : scroll->x;
    return {scroll->zoom<scroll->most_zoom - 0.01F, scroll->zoom> 1.01F, to > 0.5F,
            to < scroll->most_x() - 0.5F};
}

void zoom_step(Ui& ui, std::string_view name, std::uint64_t key, int direction)
{
    const ScrollState* scroll = find(ui, name, key);
    if (scroll == nullptr) return;
    ui.inside().zoom_about(id_of(name, key), direction > 0 ? kButtonStep : 1 / kButtonStep,
                           scroll->view.centre());
}

void pan(Ui& ui, std::string_view name, std::uint64_t key, int direction)
{
    ScrollState* scroll = find(ui, name, key);
    if (scroll == nullptr) return;
    const float from = scroll->gliding_x ? scroll->x_target : scroll->x;
    scroll->x_target = std::clamp(from + static_cast<float>(direction) * scroll->view.width() * 0.7F, 0.0F,
                                  scroll->most_x());
    scroll->gliding_x = scroll->x_target != scroll->x;
    if (scroll->gliding_x) ui.inside().moving = true;
}

int take_zoom_steps(Ui& ui, std::string_view name, std::uint64_t key)
{
    ScrollState* scroll = find(ui, name, key);
    if (scroll == nullptr) return 0;
    scroll->pinch_steps = true;
    const auto steps = static_cast<int>(std::log(scroll->pinched) / std::log(kTextStep));
    if (steps != 0) scroll->pinched /= std::pow(kTextStep, static_cast<float>(steps));
    // What two fingers left over does not count for the next two.
    if (!ui.pinching()) scroll->pinched = 1;
    return steps;
}

}  // namespace kiosk
