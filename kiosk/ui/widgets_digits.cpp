#include <algorithm>
#include <cmath>

#include "kiosk/ui/paint.h"
#include "kiosk/ui/paragraph.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::size_t kGroup = 4;

}  // namespace

float digit_groups(Ui& ui, const Rect& rect, std::string_view digits)
{
    const SpokenDigits one_by_one{ui};
    // The biggest of the faces with which at least two groups stand on a line.
    const std::size_t count = (digits.size() + kGroup - 1) / kGroup;
    Face face = Face::Huge;
    float group = text_width(ui, "0000", face);
    float gap = text_width(ui, "0", face) * 0.8F;
    if (2 * group + gap > rect.width()) {
        face = Face::Display;
        group = text_width(ui, "0000", face);
        gap = text_width(ui, "0", face) * 0.8F;
    }
    const auto fitting = static_cast<std::size_t>(std::max(1.0F, (rect.width() + gap) / (group + gap)));
    const std::size_t lines = (count + fitting - 1) / fitting;
    const std::size_t on_line = (count + lines - 1) / lines;  // 3 + 2 rather than 4 + 1
    const float height = line_height(ui, face, 1.3F);
    TextStyle style;
    style.face = face;
    style.align = Align::Centre;
    for (std::size_t g = 0; g < count; ++g) {
        const std::size_t row = g / on_line;
        const std::size_t here = std::min(on_line, count - row * on_line);
        const float width = static_cast<float>(here) * group + static_cast<float>(here - 1) * gap;
        const float left =
            rect.x0 + (rect.width() - width) / 2 + static_cast<float>(g % on_line) * (group + gap);
        const float top = rect.y0 + static_cast<float>(row) * height;
        line(ui, {left - 2, top, left + group + 2, top + height}, digits.substr(g * kGroup, kGroup), style);
    }
    return static_cast<float>(lines) * height;
}

float digit_boxes(Ui& ui, const Rect& rect, std::string_view typed, int total, bool wrong)
{
    const Unspoken typed_only{ui};
    const Theme& t = ui.theme();
    const float gap = ui.mm(1.5F);
    const float between = ui.mm(6);
    const int groups = (total + 3) / 4;
    // As many whole groups on a line as fit with boxes at least as wide as a digit needs.
    const float least = std::max(text_width(ui, "0", Face::Title) + ui.mm(2.5F), ui.mm(12));
    const float best = ui.mm(17);
    int per_line = groups;
    const auto box_width = [&](int count) {
        const float room =
            rect.width() - static_cast<float>(count - 1) * between - static_cast<float>(3 * count) * gap;
        return std::min(best, std::floor(room / static_cast<float>(4 * count)));
    };
    while (per_line > 1 && box_width(per_line) < least) --per_line;
    const int lines = (groups + per_line - 1) / per_line;
    per_line = (groups + lines - 1) / lines;
    const float box = box_width(per_line);
    const float tall = std::max(std::round(box * 1.12F), line_height(ui, Face::Title, 1.3F));
    for (int i = 0; i < total; ++i) {
        const int group = i / 4;
        const int row = group / per_line;
        const int here = std::min(per_line, groups - row * per_line);
        const float width =
            static_cast<float>(here) * (4 * box + 3 * gap) + static_cast<float>(here - 1) * between;
        const float left = std::round(rect.x0 + (rect.width() - width) / 2 +
                                      static_cast<float>(group % per_line) * (4 * box + 3 * gap + between) +
                                      static_cast<float>(i % 4) * (box + gap));
        const float top = rect.y0 + static_cast<float>(row) * (tall + ui.mm(3));
        const Rect place{left, top, left + box, top + tall};
        const auto at = static_cast<std::size_t>(i);
        const bool next = at == typed.size();
        paint::fill(ui, place, t.surface, ui.mm(2));
        const Colour edge = wrong ? t.danger : next || at < typed.size() ? t.primary : t.line;
        paint::outline(ui, place, edge, next || wrong ? paint::stroke(ui) * 1.4F : paint::stroke(ui),
                       ui.mm(2));
        if (at >= typed.size()) continue;
        TextStyle style;
        style.face = box >= ui.mm(12) ? Face::Display : Face::Title;
        style.align = Align::Centre;
        line(ui, place, typed.substr(at, 1), style);
    }
    return static_cast<float>(lines) * tall + static_cast<float>(lines - 1) * ui.mm(3);
}

}  // namespace kiosk
