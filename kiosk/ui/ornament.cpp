#include "kiosk/ui/ornament.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"

namespace kiosk {

namespace {

constexpr int kRings = 4;
constexpr float kPi = 3.14159265F;

/// Upper halves of rings around one point, widest first, each hiding what lies behind it.
void half_rings(Ui& ui, Point centre, float radius, Colour line, Colour ground)
{
    const float thick = std::max(1.5F, ui.mm(0.45F));
    ImDrawList& list = *ui.list();
    list.PathArcTo(ImVec2(centre.x, centre.y), radius, kPi, 2 * kPi, 32);
    list.PathFillConvex(paint::packed(ground));
    for (int i = 0; i < kRings; ++i) {
        const float r = radius * (1 - static_cast<float>(i) / kRings) - thick / 2;
        list.PathArcTo(ImVec2(centre.x, centre.y), r, kPi, 2 * kPi, 32);
        list.PathStroke(paint::packed(line), 0, thick);
    }
}

Colour ground_of(const Theme& t) { return t.dark ? t.surface : t.primary; }

void court_waves(Ui& ui, const Rect& rect, Colour line)
{
    const Colour ground = ground_of(ui.theme());
    const int across = std::max(3, static_cast<int>(std::round(rect.width() / ui.mm(26))));
    const float pitch = rect.width() / static_cast<float>(across);
    const float radius = pitch / 2;
    ui.push_clip(rect);
    // Two rows, the nearer one half a wave aside and before the farther.
    for (int row = 0; row < 2; ++row) {
        const float y = rect.y1 - radius * (row == 0 ? 0.55F : 0.0F);
        const float shift = row == 0 ? 0 : -radius;
        for (int i = 0; i <= across; ++i)
            half_rings(ui, {rect.x0 + shift + radius + static_cast<float>(i) * pitch, y}, radius, line,
                       ground);
    }
    ui.pop_clip();
}

}  // namespace

Rect hero(Ui& ui, const Rect& rect)
{
    const Theme& t = ui.theme();
    paint::fill(ui, rect, ground_of(t), 0);
    Rect room = rect;
    court_waves(ui, room.cut_bottom(ui.mm(21)), t.gold);
    const float thin = paint::stroke(ui);
    paint::fill(ui, {rect.x0, rect.y1 - thin, rect.x1, rect.y1}, t.gold, 0);
    return room;
}

Colour hero_ink(const Ui& ui) { return ui.theme().dark ? ui.theme().ink : ui.theme().on_primary; }

bool invitation(Ui& ui, const Rect& rect, std::string_view name, std::string_view label)
{
    const Theme& t = ui.theme();
    const float size = std::min(ui.mm(24), rect.height() * 0.6F);
    const float gap = ui.mm(6);
    const Rect inner = rect.inset(ui.mm(6), ui.mm(3));
    const Label wanted{Face::Display, 1, Align::Left, t.on_primary, 1.25F};
    const FittedLabel fitted = fit_label(ui, inner.width() - size - gap, inner.height(), label, wanted);
    Rect words = inner.centred(size + gap + fitted.width + 2, inner.height());
    const Rect picture = words.cut_left(size, gap);
    Ui::TargetOptions options;
    options.text_mm = fitted.cap_mm;
    options.label_px = words.centred(words.width(), fitted.height);
    const Ui::Touched touched = ui.target(rect, name, label, options);
    paint::fill(ui, rect, touched.pressed ? t.primary_down : t.primary, paint::radius(ui));
    icon(ui, picture, Icon::Touch, size, t.on_primary);
    draw_label(ui, words, label, wanted, fitted);
    return touched.fired;
}

}  // namespace kiosk
