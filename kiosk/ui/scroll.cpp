#include "kiosk/ui/scroll.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

std::string id_of(std::string_view name, std::uint64_t key)
{
    return std::string{name} + "#" + std::to_string(key);
}

void glide(Ui& ui, ScrollState& scroll, float to)
{
    scroll.target = std::clamp(to, 0.0F, scroll.most());
    scroll.gliding = scroll.target != scroll.offset;
    if (scroll.gliding) ui.inside().moving = true;
}

}  // namespace

ScrollArea::ScrollArea(Ui& ui, const Rect& view, std::string_view name, std::uint64_t key,
                       float content_height)
    : ui_(ui), view_(view), id_(id_of(name, key)), content_height_(content_height)
{
    ScrollState& scroll = ui_.inside().scrolls[id_];
    scroll.view = view_;
    scroll.seen = true;
    if (content_height_ > 0) scroll.content = content_height_;
    content_height_ = scroll.content;
    scroll.offset = std::clamp(scroll.offset, 0.0F, scroll.most());
    ui_.push_clip(view_);
    ui_.inside().hearing.enter_area(id_, view_);
}

ScrollArea::~ScrollArea()
{
    Hearing& hearing = ui_.inside().hearing;
    hearing.leave_area();
    if (const auto lit = hearing.take_lit(id_)) show(lit->top - content().y0, lit->bottom - content().y0);
    const ScrollState& scroll = ui_.inside().scrolls[id_];
    if (scroll.most() > 0) {
        // Thin, and never touched: the finger scrolls the content itself.
        const float wide = std::max(3.0F, std::round(ui_.mm(1)));
        const float tall = std::max(ui_.mm(12), view_.height() * view_.height() / scroll.content);
        const float top = view_.y0 + (view_.height() - tall) * scroll.offset / scroll.most();
        const Colour ink = ui_.theme().quiet;
        paint::fill(ui_, {view_.x1 - wide, top, view_.x1, top + tall}, {ink.r, ink.g, ink.b, 110}, wide / 2);
    }
    ui_.pop_clip();
}

Rect ScrollArea::content() const
{
    const ScrollState& scroll = ui_.inside().scrolls[id_];
    const float top = std::round(view_.y0 - scroll.offset - scroll.stretch);
    return {view_.x0, top, view_.x1, top + std::max(content_height_, view_.height())};
}

void ScrollArea::set_content_height(float height)
{
    ScrollState& scroll = ui_.inside().scrolls[id_];
    // What stands around it (page buttons, the card's edge) goes by the height: one more frame is drawn.
    if (std::abs(scroll.content - height) > 0.5F) ui_.inside().moving = true;
    scroll.content = height;
    content_height_ = height;
    scroll.offset = std::clamp(scroll.offset, 0.0F, scroll.most());
}

ScrollArea::RowRange ScrollArea::visible_rows(float row_height, std::int64_t count) const
{
    const float top = view_.y0 - content().y0;
    const auto first = static_cast<std::int64_t>(std::floor(top / row_height));
    const auto last = static_cast<std::int64_t>(std::ceil((top + view_.height()) / row_height));
    const std::int64_t none = 0;
    return {std::clamp(first, none, count), std::clamp(last, none, count)};
}

Rect ScrollArea::row(std::int64_t i, float row_height, float gap) const
{
    const Rect all = content();
    // Rows are counted in double: ten thousand of them reach where a float no longer has whole pixels.
    const auto top = static_cast<float>(static_cast<double>(all.y0) + static_cast<double>(i) * row_height);
    return {all.x0, std::round(top), all.x1, std::round(top) + row_height - gap};
}

float ScrollArea::offset() const { return ui_.inside().scrolls[id_].offset; }
float ScrollArea::most() const { return ui_.inside().scrolls[id_].most(); }

void ScrollArea::show(float top, float bottom)
{
    ScrollState& scroll = ui_.inside().scrolls[id_];
    const float from = scroll.gliding ? scroll.target : scroll.offset;
    if (top >= from && bottom <= from + view_.height()) return;
    glide(ui_, scroll, top - view_.height() / 3);
}

ScrollPlace scroll_place(Ui& ui, std::string_view name, std::uint64_t key)
{
    const auto& scrolls = ui.inside().scrolls;
    const auto at = scrolls.find(id_of(name, key));
    if (at == scrolls.end() || at->second.most() <= 0) return {};
    const float to = at->second.gliding ? at->second.target : at->second.offset;
    return {to > 0.5F, to < at->second.most() - 0.5F, at->second.offset / at->second.most()};
}

float scroll_content_height(Ui& ui, std::string_view name, std::uint64_t key)
{
    const auto& scrolls = ui.inside().scrolls;
    const auto at = scrolls.find(id_of(name, key));
    return at == scrolls.end() ? 0 : at->second.content;
}

void scroll_page(Ui& ui, std::string_view name, std::uint64_t key, int direction)
{
    auto& scrolls = ui.inside().scrolls;
    const auto at = scrolls.find(id_of(name, key));
    if (at == scrolls.end()) return;
    ScrollState& scroll = at->second;
    const float page =
        std::max(scroll.view.height() * 0.5F, scroll.view.height() - 1.5F * ui.font(Face::Body).em * 1.45F);
    const float from = scroll.gliding ? scroll.target : scroll.offset;
    glide(ui, scroll, from + static_cast<float>(direction) * page);
}

void scroll_to_top(Ui& ui, std::string_view name, std::uint64_t key)
{
    auto& scrolls = ui.inside().scrolls;
    if (const auto at = scrolls.find(id_of(name, key)); at != scrolls.end()) glide(ui, at->second, 0);
}

void scroll_to_end(Ui& ui, std::string_view name, std::uint64_t key)
{
    auto& scrolls = ui.inside().scrolls;
    if (const auto at = scrolls.find(id_of(name, key)); at != scrolls.end())
        glide(ui, at->second, at->second.most());
}

void page_buttons(Ui& ui, const Rect& rect, std::string_view name, std::uint64_t key)
{
    const ScrollPlace place = scroll_place(ui, name, key);
    const bool tall = rect.height() > rect.width();
    const std::vector<Rect> places = tall ? rows(rect, 2, ui.mm(3)) : columns(rect, 2, ui.mm(3));
    ButtonStyle style;
    // Picture and word side by side where there is the width: a low button has none to stack them in.
    style.stacked = places[0].width() < ui.mm(46) * ui.text_scale();
    style.icon = Icon::Up;
    for (const char* key_name : {"page.up", "page.down"}) {
        style.most_mm = button_label_mm(ui, places[0], ui.tr(key_name), style);
    }
    style.enabled = place.can_up;
    if (button(ui, places[0], std::string{name} + ".up", ui.tr("page.up"), style))
        scroll_page(ui, name, key, -1);
    style.icon = Icon::Down;
    style.enabled = place.can_down;
    if (button(ui, places[1], std::string{name} + ".down", ui.tr("page.down"), style))
        scroll_page(ui, name, key, 1);
}

}  // namespace kiosk
