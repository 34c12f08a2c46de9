#include "kiosk/ui/timeline.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/paint.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

float disc_size(const Ui& ui) { return std::round(ui.mm(11) * std::min(ui.text_scale(), 1.3F)); }
float line_width(const Ui& ui) { return std::max(2.0F, std::round(ui.mm(1))); }
float words_left(const Ui& ui) { return disc_size(ui) + ui.mm(4); }
float over_height(const Ui& ui, const TimelineStep& step)
{
    if (step.over.empty() && step.chip.empty()) return 0;
    return std::max(line_height(ui, Face::Small, 1.4F), step.chip.empty() ? 0.0F : chip_height(ui));
}

TextStyle words_style(StepState state)
{
    return {.face = state == StepState::Now ? Face::BodyBold : Face::Body, .rich = true};
}

Tone tone_of(StepState state)
{
    switch (state) {
        case StepState::Done:
            return Tone::Good;
        case StepState::Late:
            return Tone::Warn;
        case StepState::Now:
            return Tone::Primary;
        case StepState::ToCome:
            return Tone::Plain;
    }
    return Tone::Plain;
}

void draw_mark(Ui& ui, const Rect& place, const TimelineStep& step)
{
    const Theme& t = ui.theme();
    const float radius = place.width() / 2;
    const bool hollow = step.state == StepState::ToCome;
    const Colour ink = hollow                         ? t.quiet
                       : step.state == StepState::Now ? t.primary
                                                      : tone_ink(t, tone_of(step.state));
    paint::disc(ui, place.centre(), radius, ink);
    if (hollow) paint::disc(ui, place.centre(), radius - paint::stroke(ui), t.surface);
    const Colour front = hollow ? t.ink : t.dark ? t.paper : t.surface;
    if (!step.mark.empty()) {
        line(ui, place, step.mark, {.face = Face::BodyBold, .align = Align::Centre, .colour = &front});
        return;
    }
    const Icon which = step.state == StepState::Done   ? Icon::Check
                       : step.state == StepState::Late ? Icon::Clock
                                                       : Icon::None;
    if (which != Icon::None) icon(ui, place, which, std::round(place.width() * 0.66F), front);
}

/// The line from the middle of one mark to the next; dashed where the way is still to go.
void draw_line(Ui& ui, float x, float from, float to, bool walked)
{
    const float wide = line_width(ui);
    const Colour ink = walked ? ui.theme().good : ui.theme().quiet;
    const float left = std::round(x - wide / 2);
    if (walked) {
        paint::fill(ui, {left, from, left + wide, to}, ink, 0);
        return;
    }
    const float dash = ui.mm(2);
    for (float y = from; y < to; y += 2 * dash)
        paint::fill(ui, {left, y, left + wide, std::min(y + dash, to)}, ink, 0);
}

}  // namespace

float timeline_step_height(Ui& ui, float width, const TimelineStep& step)
{
    const float words =
        over_height(ui, step) + text_height(ui, width - words_left(ui), step.words, words_style(step.state));
    return std::max(disc_size(ui) + ui.mm(2), words + ui.mm(step.last ? 1 : 5));
}

float timeline_step(Ui& ui, const Rect& rect, const TimelineStep& step)
{
    const float height = timeline_step_height(ui, rect.width(), step);
    const float size = disc_size(ui);
    Rect rest = rect.with_height(height);
    const Rect mark{rest.x0, rest.y0, rest.x0 + size, rest.y0 + size};
    const bool walked = step.state == StepState::Done;
    if (!step.last) draw_line(ui, mark.centre().x, mark.y1, rest.y1, walked);
    draw_mark(ui, mark, step);
    rest.cut_left(words_left(ui));
    const float over = over_height(ui, step);
    if (over > 0) {
        Rect top = rest.cut_top(over);
        if (!step.chip.empty())
            top.cut_right(chip(ui, top, step.chip, tone_of(step.state), Icon::None, Align::Right), ui.mm(2));
        line(ui, top, step.over, {.face = Face::Small, .quiet = true});
    } else {
        // Words of one line stand beside the middle of their mark.
        const float used = text_height(ui, rest.width(), step.words, words_style(step.state));
        rest.cut_top(std::max(0.0F, std::round((size - used) / 2)));
    }
    text(ui, rest, step.words, words_style(step.state));
    return height;
}

float timeline_today_height(const Ui& ui) { return chip_height(ui) + ui.mm(5); }

float timeline_today(Ui& ui, const Rect& rect, std::string_view words)
{
    const float height = timeline_today_height(ui);
    Rect row = rect.with_height(height - ui.mm(5));
    const float x = rect.x0 + disc_size(ui) / 2;
    draw_line(ui, x, rect.y0, rect.y0 + height, false);
    const float dot = ui.mm(2.4F);
    paint::disc(ui, {x, row.centre().y}, dot, ui.theme().primary);
    row.cut_left(words_left(ui));
    const float wide = chip(ui, row, words, Tone::Primary);
    row.cut_left(wide, ui.mm(3));
    const float thin = paint::stroke(ui);
    const float y = std::round(row.centre().y - thin / 2);
    paint::fill(ui, {row.x0, y, row.x1, y + thin}, ui.theme().primary, 0);
    return height;
}

}  // namespace kiosk
