#include <algorithm>
#include <cmath>

#include "kiosk/ui/paint.h"
#include "kiosk/ui/paragraph.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::size_t kGroup = 4;

/// How the groups of a code stand in a width.
struct Groups {
    Face face = Face::Huge;
    float group = 0, gap = 0;
    std::size_t count = 0, lines = 1, on_line = 1;

    [[nodiscard]] float height(const Ui& ui) const
    {
        return static_cast<float>(lines) * line_height(ui, face, 1.3F);
    }
};

Groups groups_in(Ui& ui, float width, std::string_view digits)
{
    Groups all;
    all.count = (digits.size() + kGroup - 1) / kGroup;
    // The biggest of the faces with which at least two groups stand on a line.
    for (const Face face : {Face::Huge, Face::Display}) {
        all.face = face;
        all.group = text_width(ui, "0000", face);
        all.gap = text_width(ui, "0", face) * 0.6F;
        if (2 * all.group + all.gap <= width) break;
    }
    const auto fitting = static_cast<std::size_t>(std::max(1.0F, (width + all.gap) / (all.group + all.gap)));
    all.lines = (all.count + fitting - 1) / fitting;
    all.on_line = (all.count + all.lines - 1) / all.lines;  // 3 + 2 rather than 4 + 1
    return all;
}

}  // namespace

float digit_groups(Ui& ui, const Rect& rect, std::string_view digits)
{
    const SpokenDigits one_by_one{ui};
    const Groups all = groups_in(ui, rect.width(), digits);
    const float height = line_height(ui, all.face, 1.3F);
    TextStyle style;
    style.face = all.face;
    style.align = Align::Centre;
    for (std::size_t g = 0; g < all.count; ++g) {
        const std::size_t row = g / all.on_line;
        const std::size_t here = std::min(all.on_line, all.count - row * all.on_line);
        const float width = static_cast<float>(here) * all.group + static_cast<float>(here - 1) * all.gap;
        const float left = rect.x0 + (rect.width() - width) / 2 +
                           static_cast<float>(g % all.on_line) * (all.group + all.gap);
        const float top = rect.y0 + static_cast<float>(row) * height;
        line(ui, {left - 2, top, left + all.group + 2, top + height}, digits.substr(g * kGroup, kGroup),
             style);
    }
    return all.height(ui);
}

float digit_groups_height(Ui& ui, float width, std::string_view digits)
{
    return groups_in(ui, width, digits).height(ui);
}

namespace {

/// Boxes in groups of four, in as few lines as they fit in.
struct Boxes {
    int groups = 1;
    int per_line = 1;
    int lines = 1;
    float gap = 0;
    float between = 0;
    float box = 0;
    float tall = 0;

    [[nodiscard]] float height(const Ui& ui) const
    {
        return static_cast<float>(lines) * tall + static_cast<float>(lines - 1) * ui.mm(3);
    }
};

Boxes boxes_in(Ui& ui, float width, int total)
{
    Boxes all;
    all.gap = ui.mm(1.5F);
    all.between = ui.mm(6);
    all.groups = (total + 3) / 4;
    // As many whole groups on a line as fit with boxes at least as wide as a digit needs.
    const float least = std::max(text_width(ui, "0", Face::Title) + ui.mm(2.5F), ui.mm(12));
    const float best = ui.mm(17);
    const auto box_width = [&](int count) {
        const float room =
            width - static_cast<float>(count - 1) * all.between - static_cast<float>(3 * count) * all.gap;
        return std::min(best, std::floor(room / static_cast<float>(4 * count)));
    };
    all.per_line = all.groups;
    while (all.per_line > 1 && box_width(all.per_line) < least) --all.per_line;
    all.lines = (all.groups + all.per_line - 1) / all.per_line;
    all.per_line = (all.groups + all.lines - 1) / all.lines;
    all.box = box_width(all.per_line);
    all.tall = std::max(std::round(all.box * 1.12F), line_height(ui, Face::Title, 1.3F));
    return all;
}

}  // namespace

float digit_boxes_height(Ui& ui, float width, int total) { return boxes_in(ui, width, total).height(ui); }

float digit_boxes(Ui& ui, const Rect& rect, std::string_view typed, int total, bool wrong)
{
    const Unspoken typed_only{ui};
    const Theme& t = ui.theme();
    const Boxes all = boxes_in(ui, rect.width(), total);
    const auto [groups, per_line, lines, gap, between, box, tall] = all;
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
    return all.height(ui);
}

}  // namespace kiosk
