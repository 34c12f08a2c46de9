#include "kiosk/ui/sideways.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/zoom_area.h"

namespace kiosk {

float sideways(Ui& ui, const Rect& rect, std::string_view name, std::uint64_t key, float wide)
{
    ScrollState& scroll = ui.inside().scrolls[std::string{name} + "#" + std::to_string(key)];
    scroll.view = rect.intersect(ui.clip());
    scroll.view.x0 = rect.x0;
    scroll.view.x1 = rect.x1;
    scroll.seen = true;
    scroll.only_sideways = true;
    scroll.wide = wide;
    scroll.x = std::clamp(scroll.x, 0.0F, scroll.most_x());
    return std::round(scroll.x);
}

void sideways_buttons(Ui& ui, const Rect& rect, std::string_view name, std::uint64_t key,
                      std::string_view targets)
{
    const ZoomPlace place = zoom_place(ui, name, key);
    const auto two = columns(rect, 2, ui.mm(4));
    ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::Back};
    style.most_mm = button_label_mm(ui, two[0], ui.tr("table.left"), style);
    style.most_mm = std::min(style.most_mm, button_label_mm(ui, two[1], ui.tr("table.right"), style));
    style.enabled = place.can_left;
    if (button(ui, two[0], std::string{targets} + ".left", ui.tr("table.left"), style))
        pan(ui, name, key, -1);
    style.icon = Icon::Forward;
    style.icon_after = true;
    // Before the table was drawn for the first time nothing is known of it: there is more, or no buttons.
    style.enabled = place.can_right || !place.can_left;
    if (button(ui, two[1], std::string{targets} + ".right", ui.tr("table.right"), style))
        pan(ui, name, key, 1);
}

void edge_shade(Ui& ui, const Rect& rect, bool left)
{
    constexpr int kSteps = 6;
    const Colour ink = ui.theme().ink;
    const float step = rect.width() / kSteps;
    for (int i = 0; i < kSteps; ++i) {
        const auto near = static_cast<float>(left ? i : kSteps - 1 - i);
        const auto alpha = static_cast<std::uint8_t>(8 * (kSteps - static_cast<int>(near)));
        const float x = rect.x0 + step * static_cast<float>(i);
        paint::fill(ui, {x, rect.y0, x + step, rect.y1}, {ink.r, ink.g, ink.b, alpha}, 0);
    }
}

}  // namespace kiosk
