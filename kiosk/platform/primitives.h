#pragma once

#include <imgui.h>

#include <array>

#include "kiosk/documents/picture.h"
#include "kiosk/platform/area.h"

namespace kiosk {

/// What Ui gives ImGui's own font: letters and plain shapes. Any other texture is a Picture's address.
[[nodiscard]] inline ImTextureID letter_texture() { return reinterpret_cast<ImTextureID>(1); }

/// Two triangles that are an upright rectangle of one colour: a filled box or a letter.
[[nodiscard]] inline bool is_upright(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                                     const ImDrawVert& d)
{
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x &&
           a.col == b.col && a.col == c.col && a.col == d.col;
}

/// Goes through what Dear ImGui left behind, in the order of drawing: `visitor.clip_to(Area)`, then
/// `visitor.quad(upper left, lower right)` for upright rectangles of one colour, `visitor.picture(picture,
/// upper left, lower right)` for pictures and `visitor.triangle({a, b, c})` for everything else. Nothing
/// outside of `whole` is ever asked for.
template <class Visitor>
void each_primitive(const ImDrawData& frame, const Area& whole, Visitor& visitor)
{
    for (int n = 0; n < frame.CmdListsCount; ++n) {
        const ImDrawList& list = *frame.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            const ImVec4& cut = command.ClipRect;
            const Area clip = whole.intersect({static_cast<int>(cut.x), static_cast<int>(cut.y),
                                               static_cast<int>(cut.z), static_cast<int>(cut.w)});
            if (clip.empty()) continue;
            visitor.clip_to(clip);
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
            if (command.TextureId != letter_texture()) {
                const auto& picture = *static_cast<const Picture*>(command.TextureId);
                for (unsigned i = 0; i + 5 < command.ElemCount; i += 6)
                    visitor.picture(picture, vertices[index[i]], vertices[index[i + 2]]);
                continue;
            }
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const ImDrawVert& a = vertices[index[i]];
                const ImDrawVert& b = vertices[index[i + 1]];
                const ImDrawVert& c = vertices[index[i + 2]];
                const bool two =
                    i + 5 < command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2];
                if (two && is_upright(a, b, c, vertices[index[i + 5]])) {
                    visitor.quad(a, c);
                    i += 3;
                    continue;
                }
                visitor.triangle(std::array<const ImDrawVert*, 3>{&a, &b, &c});
            }
        }
    }
}

}  // namespace kiosk
