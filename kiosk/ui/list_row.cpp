#include <algorithm>
#include <cmath>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr float kPad = 4.5F;  ///< mm, like all of these
constexpr float kDateGap = 5;
constexpr float kPicture = 14;
constexpr float kPictureGap = 4.5F;
constexpr float kChevron = 10;
constexpr float kChevronGap = 2;

float date_width(Ui& ui)
{
    return std::max(ui.mm(28), text_width(ui, "tháng 12", Face::Small) + 2 * ui.mm(2.5F));
}

void draw_date(Ui& ui, const Rect& rect, const DateBlock& date)
{
    const Theme& t = ui.theme();
    const Colour back = date.past ? t.sunken : t.primary;
    const Colour ink = date.past ? t.quiet : t.on_primary;
    paint::fill(ui, rect, back, paint::radius(ui));
    if (date.past) paint::outline(ui, rect, t.line, paint::hairline(ui), paint::radius(ui));
    const float small = line_height(ui, Face::Small, 1.25F);
    const float big = line_height(ui, Face::Display, 1.2F);
    Rect rest = rect.inset(ui.mm(1), 0);
    rest.cut_top(std::max(0.0F, std::floor((rect.height() - 2 * small - big) / 2)));
    TextStyle style;
    style.align = Align::Centre;
    style.colour = &ink;
    style.face = Face::Small;
    line(ui, rest.cut_top(small), date.above, style);
    style.face = Face::Display;
    line(ui, rest.cut_top(big), date.day, style);
    style.face = Face::Small;
    line(ui, rest.cut_top(small), date.below, style);
}

/// A chip may stand on the overline.
float overline_height(const Ui& ui, bool chip)
{
    return std::max(line_height(ui, Face::SmallBold, 1.4F), chip ? chip_height(ui) : 0);
}

TextStyle title_style(const RowText& words)
{
    TextStyle style;
    style.face = words.title_face;
    style.leading = words.title_face == Face::BodyBold ? 1.3F : 1.22F;
    style.max_lines = words.title_lines;
    return style;
}

TextStyle detail_style(const RowText& words)
{
    TextStyle style;
    style.face = Face::Small;
    style.quiet = true;
    style.leading = 1.4F;
    style.max_lines = words.detail_lines;
    style.highlights.assign(words.highlights.begin(), words.highlights.end());
    return style;
}

}  // namespace

bool list_row(Ui& ui, const Rect& rect, std::string_view name, const RowText& words)
{
    const Theme& t = ui.theme();
    Rect inner = rect.inset(ui.mm(kPad), ui.mm(4));
    Ui::TargetOptions options;
    options.text_mm =
        ui.cap_mm(words.detail.empty() && words.overline.empty() ? Face::BodyBold : Face::Small);
    options.label_px = inner;
    const Ui::Touched touched = ui.target(rect, name, words.title, options);

    const float radius = paint::radius(ui);
    paint::shadow(ui, rect, radius);
    paint::fill(ui, rect, touched.pressed ? t.soft : t.surface, radius);
    if (t.dark) paint::outline(ui, rect, t.line, paint::hairline(ui), radius);

    if (words.date) {
        const float least = 2 * line_height(ui, Face::Small, 1.25F) + line_height(ui, Face::Display, 1.2F);
        const Rect column = inner.cut_left(date_width(ui), ui.mm(kDateGap));
        draw_date(
            ui,
            column.centred(column.width(), std::max(least + ui.mm(2), std::min(column.height(), ui.mm(29)))),
            *words.date);
    } else if (words.icon != Icon::None) {
        const float square = ui.mm(kPicture);
        const Rect place = inner.cut_left(square, ui.mm(kPictureGap)).centred(square, square);
        paint::fill(ui, place, t.soft, radius);
        icon(ui, place, words.icon, ui.mm(8.5F), t.on_soft);
    }
    const float chevron = ui.mm(kChevron);
    icon(ui, inner.cut_right(chevron, ui.mm(kChevronGap)), Icon::Chevron, chevron, t.primary);

    const TextStyle detail = detail_style(words);
    TextStyle title = title_style(words);
    title.quiet = words.quiet;
    title.highlights.assign(words.title_highlights.begin(), words.title_highlights.end());
    const float over = overline_height(ui, !words.chip.empty());
    const bool has_over = !words.overline.empty() || !words.chip.empty();
    const float used = (has_over ? over : 0) + text_height(ui, inner.width(), words.title, title) +
                       text_height(ui, inner.width(), words.detail, detail);
    inner.cut_top(std::max(0.0F, std::floor((inner.height() - used) / 2)));
    if (has_over) {
        Rect top = inner.cut_top(over);
        if (!words.chip.empty()) {
            const float width = chip(ui, top, words.chip, words.chip_tone, Icon::None,
                                     words.overline.empty() ? Align::Left : Align::Right);
            top.cut_right(words.overline.empty() ? 0 : width, ui.mm(2));
        }
        TextStyle style;
        style.face = Face::SmallBold;
        style.colour = words.quiet ? &t.quiet : &t.primary;
        line(ui, top, words.overline, style);
    }
    inner.cut_top(text(ui, inner, words.title, title));
    text(ui, inner, words.detail, detail);
    return touched.fired;
}

float list_row_height(Ui& ui, bool overline, bool detail, bool date, int title_lines, int detail_lines)
{
    float height = static_cast<float>(title_lines) * line_height(ui, Face::BodyBold, 1.3F) + 2 * ui.mm(4.2F);
    if (overline) height += overline_height(ui, true);
    if (detail) height += static_cast<float>(detail_lines) * line_height(ui, Face::Small, 1.4F);
    if (date) {
        height = std::max(height, 2 * line_height(ui, Face::Small, 1.25F) +
                                      line_height(ui, Face::Display, 1.2F) + 2 * ui.mm(5));
    }
    return std::max(std::ceil(height), ui.mm(20));
}

float list_row_height(Ui& ui, float width, const RowText& words)
{
    float room = width - 2 * ui.mm(kPad) - ui.mm(kChevron) - ui.mm(kChevronGap);
    if (words.date)
        room -= date_width(ui) + ui.mm(kDateGap);
    else if (words.icon != Icon::None)
        room -= ui.mm(kPicture) + ui.mm(kPictureGap);
    float height = text_height(ui, room, words.title, title_style(words)) +
                   text_height(ui, room, words.detail, detail_style(words)) + 2 * ui.mm(4.2F);
    if (!words.overline.empty() || !words.chip.empty()) height += overline_height(ui, !words.chip.empty());
    if (words.date) height = std::max(height, list_row_height(ui, false, false, true, 1));
    return std::max(std::ceil(height), ui.mm(20));
}

void empty_row(Ui& ui, const Rect& rect)
{
    const Theme& t = ui.theme();
    paint::raised(ui, rect, paint::radius(ui));
    Rect inner = rect.inset(ui.mm(kPad), ui.mm(5));
    const float bar = ui.mm(4.5F);
    const float gap = ui.mm(3.5F);
    inner.cut_top(std::max(0.0F, (inner.height() - 2 * bar - gap) / 2));
    Rect first = inner.cut_top(bar, gap);
    paint::fill(ui, first.cut_left(first.width() * 0.7F), t.sunken, bar / 2);
    Rect second = inner.cut_top(bar);
    paint::fill(ui, second.cut_left(second.width() * 0.4F), t.sunken, bar / 2);
}

}  // namespace kiosk
