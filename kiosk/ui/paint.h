#pragma once

#include "kiosk/documents/picture.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"

/// Plain shapes of the house style, for the widgets.
namespace kiosk::paint {

enum class Corners { All, Left, Right, Top, Bottom };

void fill(Ui& ui, const Rect& rect, Colour colour, float radius = 0, Corners corners = Corners::All);
void outline(Ui& ui, const Rect& rect, Colour colour, float thickness, float radius);
/// The one elevation. Rings only: nothing is painted under the card itself.
void shadow(Ui& ui, const Rect& rect, float radius);
/// A card: shadow and surface; in high contrast a line instead of the shadow.
void raised(Ui& ui, const Rect& rect, float radius);
void disc(Ui& ui, Point centre, float radius, Colour colour);
/// Stretched over the rectangle; kept alive until the frame after this one. `dark`: light and dark change
/// places, hues stay.
void picture(Ui& ui, const Rect& rect, const SharedPicture& shown, bool dark = false);

/// 3 mm.
[[nodiscard]] float radius(const Ui& ui);
/// Thin and strong lines: 0.3 and 0.6 mm, at least one pixel.
[[nodiscard]] float hairline(const Ui& ui);
[[nodiscard]] float stroke(const Ui& ui);

[[nodiscard]] unsigned packed(Colour colour);

}  // namespace kiosk::paint
