#include "kiosk/ui/paint.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/inside.h"

namespace kiosk::paint {

namespace {

ImDrawFlags flags(Corners corners)
{
    switch (corners) {
        case Corners::All:
            return ImDrawFlags_RoundCornersAll;
        case Corners::Left:
            return ImDrawFlags_RoundCornersLeft;
        case Corners::Right:
            return ImDrawFlags_RoundCornersRight;
        case Corners::Top:
            return ImDrawFlags_RoundCornersTop;
        case Corners::Bottom:
            return ImDrawFlags_RoundCornersBottom;
    }
    return ImDrawFlags_RoundCornersAll;
}

}  // namespace

unsigned packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

void fill(Ui& ui, const Rect& rect, Colour colour, float radius, Corners corners)
{
    if (rect.empty() || colour.a == 0) return;
    ui.items().note_ground(rect.intersect(ui.clip()), colour);
    ui.list()->AddRectFilled(ImVec2(std::round(rect.x0), std::round(rect.y0)),
                             ImVec2(std::round(rect.x1), std::round(rect.y1)), packed(colour), radius,
                             radius > 0 ? flags(corners) : ImDrawFlags_RoundCornersNone);
}

void outline(Ui& ui, const Rect& rect, Colour colour, float thickness, float radius)
{
    if (rect.empty() || colour.a == 0) return;
    // The stroke lies inside the rectangle; AddRect itself draws on the middle of the border pixels.
    const float in = thickness / 2 - 0.5F;
    ui.list()->AddRect(ImVec2(std::round(rect.x0) + in, std::round(rect.y0) + in),
                       ImVec2(std::round(rect.x1) - in, std::round(rect.y1) - in), packed(colour), radius,
                       ImDrawFlags_RoundCornersAll, thickness);
}

void shadow(Ui& ui, const Rect& rect, float radius)
{
    const Colour base = ui.theme().shadow;
    if (base.a == 0) return;
    constexpr std::array<std::uint8_t, 5> kAlpha = {15, 11, 8, 5, 2};
    for (std::size_t i = 0; i < kAlpha.size(); ++i) {
        const auto out = static_cast<float>(i + 1);
        const Rect ring{rect.x0 - out, rect.y0 - out + 1, rect.x1 + out, rect.y1 + out + 1};
        outline(ui, ring, {base.r, base.g, base.b, kAlpha[i]}, 1, radius + out);
    }
}

void raised(Ui& ui, const Rect& rect, float radius)
{
    shadow(ui, rect, radius);
    fill(ui, rect, ui.theme().surface, radius);
    if (ui.theme().dark) outline(ui, rect, ui.theme().line, hairline(ui), radius);
}

void picture(Ui& ui, const Rect& rect, const SharedPicture& shown, bool dark)
{
    if (!shown || rect.empty()) return;
    ui.inside().pictures.push_back(shown);
    // ImGui takes it as a texture; the rasteriser takes it back, and a black one as one to be turned.
    const ImU32 tint = dark ? IM_COL32(0, 0, 0, 255) : IM_COL32_WHITE;
    ui.list()->AddImage(const_cast<Picture*>(shown.get()), ImVec2(rect.x0, rect.y0), ImVec2(rect.x1, rect.y1),
                        ImVec2(0, 0), ImVec2(1, 1), tint);
}

void disc(Ui& ui, Point centre, float radius, Colour colour)
{
    ui.items().note_ground({centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius},
                           colour);
    ui.list()->AddCircleFilled(ImVec2(centre.x, centre.y), radius, packed(colour));
}

float radius(const Ui& ui) { return ui.mm(3); }
float hairline(const Ui& ui) { return std::max(1.0F, std::round(0.35F * ui.look().px_per_mm)); }
float stroke(const Ui& ui) { return std::max(2.0F, std::round(0.6F * ui.look().px_per_mm)); }

}  // namespace kiosk::paint
