#include "kiosk/ui/plot.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::int64_t kMostSquares = 250;
constexpr int kGroup = 10;

Colour strong(const Ui& ui, Tone tone)
{
    return tone == Tone::Primary || tone == Tone::Plain ? ui.theme().primary : tone_ink(ui.theme(), tone);
}

/// A part's own look: full, with stripes, or an empty frame.
void swatch(Ui& ui, const Rect& rect, Tone tone, PlotFill how, float radius)
{
    const Colour ink = strong(ui, tone);
    if (how == PlotFill::Solid) {
        paint::fill(ui, rect, ink, radius);
        return;
    }
    const Theme& t = ui.theme();
    paint::fill(ui, rect, tone_soft(t, tone == Tone::Plain ? Tone::Plain : tone), radius);
    if (how == PlotFill::Striped) {
        const float bar = std::max(2.0F, std::round(ui.mm(1.2F)));
        for (float x = rect.x0 + bar; x + bar <= rect.x1; x += 2 * bar)
            paint::fill(ui, {x, rect.y0, x + bar, rect.y1}, ink, 0);
    }
    paint::outline(ui, rect, ink, paint::stroke(ui), radius);
}

struct SquarePlan {
    float side = 0;
    float gap = 0;
    float group_gap = 0;
    int across = 1;  ///< groups of ten on a line
};

SquarePlan plan_squares(const Ui& ui, float width)
{
    SquarePlan plan;
    plan.side = ui.mm(4.2F);
    plan.gap = ui.mm(1.3F);
    plan.group_gap = ui.mm(3);
    const float group = kGroup * plan.side + (kGroup - 1) * plan.gap;
    plan.across = std::max(1, static_cast<int>((width + plan.group_gap) / (group + plan.group_gap)));
    return plan;
}

std::int64_t squares_of(std::int64_t n, std::int64_t worth) { return (n + worth / 2) / worth; }

/// Place of square i, counted on from the upper left.
Rect square_at(const SquarePlan& plan, const Rect& area, std::int64_t i)
{
    const std::int64_t line = i / (kGroup * plan.across);
    const auto column = static_cast<float>(i % (kGroup * plan.across));
    const auto groups = std::floor(column / kGroup);
    const float x = area.x0 + column * (plan.side + plan.gap) + groups * (plan.group_gap - plan.gap);
    const float y = area.y0 + static_cast<float>(line) * (plan.side + plan.gap);
    return {x, y, x + plan.side, y + plan.side};
}

float key_square(const Ui& ui) { return std::round(ui.font(Face::Small).em * 0.8F); }

constexpr TextStyle kBigWords{.face = Face::Title, .rich = true, .leading = 1.3F};

TextStyle figure_words() { return {.face = Face::Small, .align = Align::Centre}; }

}  // namespace

std::int64_t square_worth(std::int64_t total)
{
    std::int64_t worth = 1;
    while (total / worth > kMostSquares) worth *= 10;
    return worth;
}

void squares(Ui& ui, const Rect& rect, std::span<const PlotPart> parts)
{
    std::int64_t total = 0;
    for (const PlotPart& part : parts) total += part.n;
    const std::int64_t worth = square_worth(total);
    const SquarePlan plan = plan_squares(ui, rect.width());
    std::int64_t i = 0;
    for (const PlotPart& part : parts) {
        // Who is there is seen: no part is rounded away.
        const std::int64_t count = part.n > 0 ? std::max<std::int64_t>(1, squares_of(part.n, worth)) : 0;
        for (std::int64_t k = 0; k < count; ++k)
            swatch(ui, square_at(plan, rect, i++), part.tone, part.fill, ui.mm(0.8F));
    }
}

float squares_height(const Ui& ui, float width, std::int64_t total)
{
    const SquarePlan plan = plan_squares(ui, width);
    const std::int64_t count = squares_of(total, square_worth(total)) + 2;  // two parts may be rounded up
    const std::int64_t per_line = kGroup * plan.across;
    const auto lines = static_cast<float>((count + per_line - 1) / per_line);
    return lines * (plan.side + plan.gap);
}

void plot_bar(Ui& ui, const Rect& rect, std::span<const PlotPart> parts, std::int64_t most)
{
    const float radius = ui.mm(1.2F);
    const float gap = ui.mm(0.8F);
    float x = rect.x0;
    for (const PlotPart& part : parts) {
        if (part.n <= 0 || most <= 0) continue;
        const float share = static_cast<float>(part.n) / static_cast<float>(most);
        const float width = std::max(ui.mm(1.6F), std::round(rect.width() * std::min(share, 1.0F)) - gap);
        if (x >= rect.x1) return;
        swatch(ui, {x, rect.y0, std::min(x + width, rect.x1), rect.y1}, part.tone, part.fill, radius);
        x += width + gap;
    }
}

void plot_stub(Ui& ui, const Rect& rect)
{
    swatch(ui, {rect.x0, rect.y0, rect.x0 + ui.mm(6), rect.y1}, Tone::Primary, PlotFill::Striped,
           ui.mm(1.2F));
}

float plot_bar_height(const Ui& ui) { return ui.mm(8); }

float plot_key(Ui& ui, const Rect& rect, std::span<const PlotPart> parts)
{
    const float side = key_square(ui);
    const float height = line_height(ui, Face::Small, 1.45F);
    const float gap = ui.mm(2);
    Point at{rect.x0, rect.y0};
    for (const PlotPart& part : parts) {
        if (part.words.empty()) continue;
        const float width = side + gap + std::ceil(text_width(ui, part.words, Face::Small));
        if (at.x > rect.x0 && at.x + width > rect.x1) at = {rect.x0, at.y + height};
        const float top = std::round(at.y + (height - side) / 2);
        swatch(ui, {at.x, top, at.x + side, top + side}, part.tone, part.fill, ui.mm(0.8F));
        line(ui, {at.x + side + gap, at.y, std::min(at.x + width + 2, rect.x1), at.y + height}, part.words,
             {.face = Face::Small});
        at.x += width + ui.mm(6);
    }
    return at.y + height - rect.y0;
}

float plot_key_height(Ui& ui, float width, std::span<const PlotPart> parts)
{
    const float height = line_height(ui, Face::Small, 1.45F);
    float used = height;
    float x = 0;
    for (const PlotPart& part : parts) {
        if (part.words.empty()) continue;
        const float one = key_square(ui) + ui.mm(2) + std::ceil(text_width(ui, part.words, Face::Small));
        if (x > 0 && x + one > width) {
            used += height;
            x = 0;
        }
        x += one + ui.mm(6);
    }
    return used;
}

float big_number(Ui& ui, const Rect& rect, std::string_view number, std::string_view words, Tone tone)
{
    const float height = big_number_height(ui, rect.width(), number, words);
    Rect rest = rect.with_height(height);
    const Colour ink = strong(ui, tone);
    const float digits = line_height(ui, Face::Huge, 1.15F);
    const Rect place = rest.cut_left(std::ceil(text_width(ui, number, Face::Huge)) + 2, ui.mm(4));
    line(ui, place.with_height(digits), number, {.face = Face::Huge, .colour = &ink});
    const float used = text_height(ui, rest.width(), words, kBigWords);
    rest.cut_top(std::max(0.0F, std::round((digits - used) / 2)));
    text(ui, rest, words, kBigWords);
    return height;
}

float big_number_height(Ui& ui, float width, std::string_view number, std::string_view words)
{
    const float room = width - std::ceil(text_width(ui, number, Face::Huge)) - 2 - ui.mm(4);
    return std::max(line_height(ui, Face::Huge, 1.15F), text_height(ui, room, words, kBigWords));
}

float figure_number_mm(Ui& ui, float width, std::string_view number)
{
    const Label big{Face::Display, 1, Align::Centre, {}, 1.2F};
    return fit_label(ui, width - 2 * ui.mm(3), line_height(ui, Face::Display, 1.2F), number, big).cap_mm;
}

void figure(Ui& ui, const Rect& rect, std::string_view number, std::string_view words, float most_mm)
{
    const Theme& t = ui.theme();
    paint::fill(ui, rect, t.soft, paint::radius(ui));
    if (t.dark) paint::outline(ui, rect, t.line, paint::hairline(ui), paint::radius(ui));
    Rect inner = rect.inset(ui.mm(3));
    const Label big{Face::Display, 1, Align::Centre, t.on_soft, 1.2F, most_mm};
    const float words_height = text_height(ui, inner.width(), words, figure_words());
    const float room = std::max(0.0F, inner.height() - words_height);
    const FittedLabel fitted = fit_label(ui, inner.width(), room, number, big);
    inner.cut_top(std::max(0.0F, std::floor((inner.height() - words_height - fitted.height) / 2)));
    draw_label(ui, inner.cut_top(fitted.height), number, big, fitted);
    text(ui, inner, words, figure_words());
}

float figure_height(Ui& ui, float width, std::string_view number, std::string_view words)
{
    const float room = width - 2 * ui.mm(3);
    const Label big{Face::Display, 1, Align::Centre, {}, 1.2F};
    const float two = 2 * line_height(ui, Face::Display, 1.2F);
    return 2 * ui.mm(3) + fit_label(ui, room, two, number, big).height + ui.mm(1) +
           text_height(ui, room, words, figure_words());
}

}  // namespace kiosk
