#include "kiosk/ui/week.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/paint.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr float kPad = 3;  ///< mm

struct WeekColumns {
    Rect day;
    Rect hours;
};

/// Side by side while both have room, else one under the other.
bool stacked(const Ui& ui, float width) { return width < ui.mm(110) * ui.text_scale(); }

float day_width(const Ui& ui, float width)
{
    return std::min(std::round(width * 0.42F), ui.mm(72) * ui.text_scale());
}

TextStyle day_style(const WeekRow& row)
{
    return {.face = Face::BodyBold, .quiet = row.closed && !row.today};
}
TextStyle hours_style(const WeekRow& row) { return {.quiet = row.closed, .rich = true}; }
constexpr TextStyle kNote{.face = Face::Small, .quiet = true};

float hours_height(Ui& ui, float width, const WeekRow& row)
{
    return text_height(ui, width, row.hours, hours_style(row)) +
           (row.note.empty() ? 0 : text_height(ui, width, row.note, kNote));
}

float chip_room(Ui& ui, const WeekRow& row)
{
    return row.chip.empty() ? 0 : chip_width(ui, row.chip) + ui.mm(3);
}

}  // namespace

float week_row_height(Ui& ui, float width, const WeekRow& row)
{
    const float inner = width - 2 * ui.mm(kPad);
    const float day = day_width(ui, inner);
    if (stacked(ui, width))
        return 2 * ui.mm(kPad) +
               std::max(text_height(ui, inner - chip_room(ui, row), row.day, day_style(row)),
                        row.chip.empty() ? 0.0F : chip_height(ui)) +
               hours_height(ui, inner, row);
    const float left = text_height(ui, day - ui.mm(3), row.day, day_style(row));
    return 2 * ui.mm(kPad) + std::max(left, hours_height(ui, inner - day - chip_room(ui, row), row));
}

float week_row(Ui& ui, const Rect& rect, const WeekRow& row)
{
    const float height = week_row_height(ui, rect.width(), row);
    const Rect place = rect.with_height(height);
    const Theme& t = ui.theme();
    if (row.today) {
        paint::fill(ui, place, t.soft, paint::radius(ui));
        if (t.dark) paint::outline(ui, place, t.primary, paint::hairline(ui), paint::radius(ui));
    } else {
        rule(ui, {place.x0, place.y1 - 1, place.x1, place.y1});
    }
    Rect inner = place.inset(ui.mm(kPad));
    if (stacked(ui, rect.width())) {
        Rect top = inner.cut_top(
            std::max(text_height(ui, inner.width() - chip_room(ui, row), row.day, day_style(row)),
                     row.chip.empty() ? 0.0F : chip_height(ui)));
        if (!row.chip.empty())
            top.cut_right(chip(ui, top, row.chip, Tone::Primary, Icon::None, Align::Right));
        text(ui, top, row.day, day_style(row));
    } else {
        const Rect day = inner.cut_left(day_width(ui, inner.width()));
        if (!row.chip.empty())
            inner.cut_right(chip(ui, inner.with_height(line_height(ui, Face::Body)), row.chip, Tone::Primary,
                                 Icon::None, Align::Right),
                            ui.mm(3));
        text(ui, {day.x0, day.y0, day.x1 - ui.mm(3), day.y1}, row.day, day_style(row));
    }
    inner.cut_top(text(ui, inner, row.hours, hours_style(row)));
    text(ui, inner, row.note, kNote);
    return height;
}

}  // namespace kiosk
