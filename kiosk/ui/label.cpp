#include "kiosk/ui/label.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/ui/paragraph.h"

namespace kiosk {

namespace {

struct Candidate {
    Face face = Face::BodyBold;
    int zoom = 0;
};

float cap_of(const Ui& ui, const Candidate& candidate)
{
    return ui.cap_mm(candidate.face) * std::pow(1.2F, static_cast<float>(candidate.zoom));
}

/// Sizes that may stand in for one another, biggest first; the last one is 4.8 mm.
std::vector<Candidate> sizes_from(const Ui& ui, Face face)
{
    std::vector<Candidate> sizes;
    const bool bold = face != Face::Small && face != Face::Body;
    for (const Face next : {Face::Huge, Face::Display, Face::Title, Face::BodyBold}) {
        if (bold && static_cast<int>(next) <= static_cast<int>(face)) sizes.push_back({next, 0});
    }
    if (face == Face::Body) sizes.push_back({Face::Body, 0});
    if (face == Face::Least) return {{Face::Least, 0}};
    for (int zoom = 0; cap_of(ui, {Face::Small, zoom}) > ui.cap_mm(Face::Least) + 0.01F || zoom == 0;
         --zoom) {
        sizes.push_back({bold ? Face::SmallBold : Face::Small, zoom});
    }
    if (sizes.back().zoom != 0) sizes.push_back({Face::Least, 0});
    return sizes;
}

}  // namespace

FittedLabel fit_label(Ui& ui, float width, float height, std::string_view words, const Label& label)
{
    FittedLabel fitted;
    const std::vector<Candidate> sizes = sizes_from(ui, label.face);
    for (const Candidate& candidate : sizes) {
        const bool last = &candidate == &sizes.back();
        const float cap = cap_of(ui, candidate);
        if (cap > label.most_mm + 0.01F && !last) continue;
        const FontSize size = ui.font(candidate.face, candidate.zoom);
        const bool bold = candidate.face != Face::Small && candidate.face != Face::Body;
        const std::vector<Span> spans{{words, bold}};
        const float line = line_height(ui, candidate.face, label.leading, candidate.zoom);
        // In its smallest size a label may take one line more before it is cut.
        const int most = last ? label.max_lines + 1 : label.max_lines;
        const int room = std::clamp(static_cast<int>((height + line * 0.12F) / line), 1, most);
        const Broken broken = break_lines(ui.fonts(), spans, {size, size, width, room});
        fitted = {candidate.face,
                  candidate.zoom,
                  cap,
                  static_cast<int>(broken.lines.size()),
                  broken.widest(),
                  line * static_cast<float>(broken.lines.size()),
                  broken.cut};
        if (!broken.cut && !broken.split_word) return fitted;
    }
    return fitted;
}

Rect draw_label(Ui& ui, const Rect& rect, std::string_view words, const Label& label,
                const FittedLabel& fitted)
{
    TextStyle style;
    style.face = fitted.face;
    style.zoom = fitted.zoom;
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
