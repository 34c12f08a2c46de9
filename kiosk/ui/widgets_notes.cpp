#include <algorithm>
#include <cmath>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr float kBannerPad = 4;  ///< mm

TextStyle banner_style()
{
    TextStyle style;
    style.rich = true;
    return style;
}

TextStyle note_style()
{
    TextStyle style;
    style.face = Face::Small;
    style.rich = true;
    style.quiet = true;
    return style;
}

float banner_picture(const Ui& ui) { return std::round(ui.mm(10) * ui.text_scale()); }

float banner_room(Ui& ui, float width, bool leads)
{
    const float chevron = leads ? ui.mm(9) + ui.mm(2) : 0;
    return width - ui.mm(2) - 2 * ui.mm(kBannerPad) - banner_picture(ui) - ui.mm(4) - chevron;
}

float height_around(Ui& ui, float room, std::string_view words)
{
    return std::max(ui.mm(20), text_height(ui, room, words, banner_style()) + 2 * ui.mm(3));
}

float note_picture(const Ui& ui) { return std::round(ui.font(Face::Small).em * 1.2F); }

void draw_banner(Ui& ui, const Rect& rect, Tone tone, Icon which, std::string_view words, bool pressed,
                 bool leads)
{
    const Theme& t = ui.theme();
    const float radius = paint::radius(ui);
    const Colour strong = tone == Tone::Plain || tone == Tone::Primary ? t.primary : tone_ink(t, tone);
    const float bar = ui.mm(2);
    paint::fill(ui, {rect.x0, rect.y0, rect.x0 + bar + radius + 2, rect.y1}, strong, radius,
                paint::Corners::Left);
    // The soft colour is opaque, so that the bar shows only beside it.
    const Rect face{rect.x0 + bar, rect.y0, rect.x1, rect.y1};
    paint::fill(ui, face, pressed ? t.surface : tone_soft(t, tone), radius);
    if (t.dark) paint::outline(ui, rect, strong, paint::hairline(ui), radius);
    Rect inner = rect.inset(ui.mm(kBannerPad), ui.mm(3));
    inner.x0 += bar;
    const float size = banner_picture(ui);
    icon(ui, inner.cut_left(size, ui.mm(4)), which, size, strong);
    if (leads) icon(ui, inner.cut_right(ui.mm(9), ui.mm(2)), Icon::Chevron, ui.mm(9), strong);
    const TextStyle style = banner_style();
    const float used = text_height(ui, inner.width(), words, style);
    inner.cut_top(std::max(0.0F, std::floor((inner.height() - used) / 2)));
    text(ui, inner, words, style);
}

}  // namespace

float banner_height(Ui& ui, float width, std::string_view words)
{
    return height_around(ui, banner_room(ui, width, false), words);
}

float banner_button_height(Ui& ui, float width, std::string_view words)
{
    return height_around(ui, banner_room(ui, width, true), words);
}

float banner(Ui& ui, const Rect& rect, Tone tone, Icon which, std::string_view words)
{
    const float height = banner_height(ui, rect.width(), words);
    draw_banner(ui, rect.with_height(height), tone, which, words, false, false);
    return height;
}

bool banner_button(Ui& ui, const Rect& rect, std::string_view name, Tone tone, Icon which,
                   std::string_view words)
{
    Ui::TargetOptions options;
    options.text_mm = ui.cap_mm(Face::Body);
    options.label_px = rect.inset(ui.mm(kBannerPad), ui.mm(3));
    const Ui::Touched touched = ui.target(rect, name, words, options);
    draw_banner(ui, rect, tone, which, words, touched.pressed, true);
    return touched.fired;
}

float note_height(Ui& ui, float width, std::string_view words)
{
    return std::max(ui.mm(7), text_height(ui, width - note_picture(ui) - ui.mm(2.5F), words, note_style()));
}

float note(Ui& ui, const Rect& rect, Icon which, std::string_view words, Tone tone)
{
    const Theme& t = ui.theme();
    const float height = note_height(ui, rect.width(), words);
    Rect rest = rect.with_height(height);
    const float size = note_picture(ui);
    const Colour ink = tone == Tone::Plain ? t.quiet : tone_ink(t, tone);
    Rect picture = rest.cut_left(size, ui.mm(2.5F));
    TextStyle style = note_style();
    const float one = line_height(ui, Face::Small, style.leading);
    icon(ui, picture.with_height(std::max(one, size)), which, size, ink);
    // Words in bold are the message and take its colour; a note without bold is quiet altogether.
    if (tone != Tone::Plain) style.colour = &ink;
    const float used = text_height(ui, rest.width(), words, style);
    rest.cut_top(std::max(0.0F, std::floor((height - used) / 2)));
    text(ui, rest, words, style);
    return height;
}

float chip_height(const Ui& ui) { return std::round(ui.font(Face::SmallBold).em * 1.36F + ui.mm(2)); }

float chip_width(Ui& ui, std::string_view label, Icon which)
{
    const float picture = which == Icon::None ? 0 : ui.font(Face::SmallBold).em + ui.mm(1.2F);
    return std::ceil(text_width(ui, label, Face::SmallBold) + picture) + 2 * ui.mm(3.4F);
}

float chip(Ui& ui, const Rect& rect, std::string_view label, Tone tone, Icon which, Align align)
{
    const float height = chip_height(ui);
    const float width = std::min(chip_width(ui, label, which), rect.width());
    const float left = align == Align::Right ? rect.x1 - width : rect.x0;
    const float top = std::round(rect.centre().y - height / 2);
    const Rect place{left, top, left + width, top + height};
    paint::fill(ui, place, tone_soft(ui.theme(), tone), height / 2);
    const Colour ink = tone_ink(ui.theme(), tone);
    Rect inner = place.inset(ui.mm(3.4F), 0);
    if (which != Icon::None) {
        const float size = ui.font(Face::SmallBold).em;
        icon(ui, inner.cut_left(size, ui.mm(1.2F)), which, size, ink);
    }
    TextStyle style;
    style.face = Face::SmallBold;
    style.colour = &ink;
    style.align = Align::Centre;
    // Rounding of the letters' places must not cost the last one.
    line(ui, {inner.x0 - 2, inner.y0, inner.x1 + 2, inner.y1}, label, style);
    return width;
}

void steps(Ui& ui, const Rect& rect, int done, int total)
{
    const std::vector<Rect> bars = columns(rect.with_height(ui.mm(3)), total, ui.mm(2.5F));
    for (int i = 0; i < total; ++i) {
        const Rect& bar = bars[static_cast<std::size_t>(i)];
        paint::fill(ui, bar, i < done ? ui.theme().primary : ui.theme().line, bar.height() / 2);
    }
}

void progress_bar(Ui& ui, const Rect& rect, float share, Tone tone)
{
    const Theme& t = ui.theme();
    const float radius = std::min(rect.height() / 2, paint::radius(ui));
    paint::fill(ui, rect, t.line, radius);
    Rect done = rect;
    done.x1 = rect.x0 + std::round(rect.width() * std::clamp(share, 0.0F, 1.0F));
    if (done.width() < 2 * radius && share > 0) done.x1 = std::min(rect.x1, rect.x0 + 2 * radius);
    paint::fill(ui, done, tone == Tone::Primary ? t.primary : tone_ink(t, tone), radius);
}

float fact_height(Ui& ui, float width, std::string_view what, std::string_view value)
{
    TextStyle style;
    style.rich = true;
    TextStyle left = style;
    left.face = Face::Small;
    const float column = std::round(width * 0.34F);
    return std::max(text_height(ui, column - ui.mm(4), what, left),
                    text_height(ui, width - column, value, style));
}

float fact(Ui& ui, const Rect& rect, std::string_view what, std::string_view value)
{
    TextStyle style;
    style.rich = true;
    TextStyle left = style;
    left.face = Face::Small;
    left.quiet = true;
    const float column = std::round(rect.width() * 0.34F);
    Rect rest = rect;
    const Rect first = rest.cut_left(column);
    // Both first lines on one baseline, though the left one is smaller.
    const float lower = std::round((line_height(ui, Face::Body) - line_height(ui, Face::Small)) * 0.72F);
    text(ui, {first.x0, first.y0 + lower, first.x1 - ui.mm(4), first.y1}, what, left);
    text(ui, rest, value, style);
    return fact_height(ui, rect.width(), what, value);
}

float statement(Ui& ui, const Rect& rect, Icon which, Tone tone, std::string_view title,
                std::string_view words)
{
    const Theme& t = ui.theme();
    Rect rest = rect;
    const float size = ui.mm(30);
    const Rect top = rest.cut_top(size, ui.mm(5));
    const bool strong = tone == Tone::Good || tone == Tone::Danger;
    const Colour back = strong ? tone_ink(t, tone) : tone_soft(t, tone == Tone::Plain ? Tone::Primary : tone);
    const Colour front = strong ? t.surface : tone_ink(t, tone == Tone::Plain ? Tone::Primary : tone);
    paint::disc(ui, top.centre(), size / 2, back);
    icon(ui, top, which, std::round(size * 0.6F), front);
    TextStyle style;
    style.face = Face::Display;
    style.align = Align::Centre;
    style.leading = 1.25F;
    paragraph(ui, rest, title, style, ui.mm(3));
    TextStyle second;
    second.align = Align::Centre;
    second.quiet = true;
    second.rich = true;
    paragraph(ui, rest, words, second, 0);
    return rest.y0 - rect.y0;
}

void rule(Ui& ui, const Rect& rect)
{
    const float thin = paint::hairline(ui);
    const float y = std::round(rect.centre().y - thin / 2);
    paint::fill(ui, {rect.x0, y, rect.x1, y + thin}, ui.theme().line, 0);
}

float heading(Ui& ui, const Rect& rect, std::string_view words, Icon which)
{
    Rect rest = rect;
    TextStyle style;
    style.face = Face::Title;
    style.leading = 1.3F;
    if (which != Icon::None) {
        const float size = std::round(ui.mm(8.5F) * std::min(ui.text_scale(), 1.5F));
        icon(ui, rest.cut_left(size, ui.mm(3)).with_height(line_height(ui, Face::Title, 1.3F)), which, size,
             ui.theme().primary);
    }
    return text(ui, rest, words, style);
}

Rect question(Ui& ui, float height)
{
    paint::fill(ui, ui.area(), ui.theme().veil, 0);
    const Rect room = ui.reach();
    const Rect box = room.centred(std::min(room.width(), ui.mm(190)), height);
    paint::raised(ui, box, paint::radius(ui));
    return box.inset(ui.mm(8));
}

}  // namespace kiosk
