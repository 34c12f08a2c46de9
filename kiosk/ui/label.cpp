#include "kiosk/ui/label.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/ui/paragraph.h"

namespace kiosk {

namespace {

/// Faces that may stand in for one another, biggest first.
std::vector<Face> smaller(Face face)
{
    switch (face) {
        case Face::Huge:
            return {Face::Huge, Face::Display, Face::Title, Face::BodyBold, Face::SmallBold, Face::Least};
        case Face::Display:
            return {Face::Display, Face::Title, Face::BodyBold, Face::SmallBold, Face::Least};
        case Face::Title:
            return {Face::Title, Face::BodyBold, Face::SmallBold, Face::Least};
        case Face::BodyBold:
            return {Face::BodyBold, Face::SmallBold, Face::Least};
        case Face::Body:
            return {Face::Body, Face::Small, Face::Least};
        default:
            return {face, Face::Least};
    }
}

}  // namespace

FittedLabel fit_label(Ui& ui, float width, float height, std::string_view words, const Label& label)
{
    FittedLabel fitted;
    for (const Face face : smaller(label.face)) {
        const FontSize size = ui.font(face);
        const std::vector<Span> spans{{words, face != Face::Small && face != Face::Body}};
        const float line = line_height(ui, face, label.leading);
        const int most = face == Face::Least ? label.max_lines + 1 : label.max_lines;
        const int room = std::clamp(static_cast<int>((height + line * 0.12F) / line), 1, most);
        const Broken broken = break_lines(ui.fonts(), spans, {size, size, width, room});
        fitted = {face, static_cast<int>(broken.lines.size()), broken.widest(),
                  line * static_cast<float>(broken.lines.size()), broken.cut};
        if (!broken.cut && !broken.split_word) return fitted;
    }
    return fitted;
}

Rect draw_label(Ui& ui, const Rect& rect, std::string_view words, const Label& label,
                const FittedLabel& fitted)
{
    TextStyle style;
    style.face = fitted.face;
    style.align = label.align;
    style.max_lines = fitted.lines;
    style.leading = label.leading;
    style.colour = &label.colour;
    if (fitted.lines == 1) {
        line(ui, rect, words, style);
    } else {
        const float top = std::round(rect.centre().y - fitted.height / 2);
        text(ui, {rect.x0, top, rect.x1, top + fitted.height}, words, style);
    }
    const float room = rect.width() - fitted.width;
    const float left = rect.x0 + (label.align == Align::Left    ? 0
                                  : label.align == Align::Right ? room
                                                                : room / 2);
    const float top = rect.centre().y - fitted.height / 2;
    return {left, top, left + fitted.width, top + fitted.height};
}

}  // namespace kiosk
