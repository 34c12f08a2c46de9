#include "kiosk/ui/measure.h"

#include <cmath>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

void card_outline(Ui& ui, const Rect& rect, float width_px, float height_px, std::string_view label)
{
    const Point middle = rect.centre();
    const Rect outline{std::round(middle.x - width_px / 2), std::round(middle.y - height_px / 2),
                       std::round(middle.x + width_px / 2), std::round(middle.y + height_px / 2)};
    // A card's corners: 3.18 mm (ISO/IEC 7810).
    const float radius = width_px * 3.18F / 85.6F;
    paint::fill(ui, outline, ui.theme().soft, radius);
    paint::outline(ui, outline, ui.theme().primary, std::max(2.0F, paint::hairline(ui)), radius);
    const Rect inner = outline.inset(radius);
    const Label words{Face::BodyBold, 2, Align::Centre, ui.theme().on_soft};
    draw_label(ui, inner, label, words, fit_label(ui, inner.width(), inner.height(), label, words));
}

void level_line(Ui& ui, float y, std::string_view label)
{
    const Rect area = ui.area();
    const float thick = std::max(3.0F, paint::stroke(ui));
    paint::fill(ui, {area.x0, y - thick / 2, area.x1, y + thick / 2}, ui.theme().primary);
    const float height = chip_height(ui);
    const float top = y - height - ui.mm(2) > ui.safe().y0 ? y - height - ui.mm(2) : y + ui.mm(2);
    (void)chip(ui, {ui.safe().x0, top, ui.safe().x1, top + height}, label, Tone::Primary);
}

}  // namespace kiosk
