#include "kiosk/platform/raster.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/platform/raster_picture.h"

namespace kiosk {

namespace {

struct Clip {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;
    [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
};

struct Shade {
    std::uint32_t r = 0;
    std::uint32_t g = 0;
    std::uint32_t b = 0;
    std::uint32_t a = 0;
};

Shade shade(ImU32 colour)
{
    return {colour >> IM_COL32_R_SHIFT & 0xFF, colour >> IM_COL32_G_SHIFT & 0xFF,
            colour >> IM_COL32_B_SHIFT & 0xFF, colour >> IM_COL32_A_SHIFT & 0xFF};
}

std::uint32_t packed(const Shade& s) { return s.r << 16 | s.g << 8 | s.b; }

/// x / 255, rounded, for x ≤ 255 × 255.
std::uint32_t by255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

void blend(std::uint32_t& pixel, const Shade& s, std::uint32_t alpha)
{
    if (alpha == 0) return;
    if (alpha == 255) {
        pixel = packed(s);
        return;
    }
    const std::uint32_t rest = 255 - alpha;
    const std::uint32_t r = by255(s.r * alpha + (pixel >> 16 & 0xFF) * rest);
    const std::uint32_t g = by255(s.g * alpha + (pixel >> 8 & 0xFF) * rest);
    const std::uint32_t b = by255(s.b * alpha + (pixel & 0xFF) * rest);
    pixel = r << 16 | g << 8 | b;
}

class Painter {
public:
    Painter(const Canvas& canvas, const LetterSheet& letters) : canvas_(canvas), letters_(letters) {}

    void clip_to(const Clip& clip) { clip_ = clip; }

    /// Two triangles that are an upright rectangle of one colour: a filled box or a letter.
    [[nodiscard]] bool quad(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                            const ImDrawVert& d)
    {
        const bool upright =
            a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
        if (!upright || a.col != b.col || a.col != c.col || a.col != d.col) return false;
        const bool plain = a.uv.x == c.uv.x && a.uv.y == c.uv.y;
        if (plain) {
            box(a.pos, c.pos, shade(a.col));
        } else {
            letter(a, c, shade(a.col));
        }
        return true;
    }

    void triangle(std::array<const ImDrawVert*, 3> v)
    {
        std::sort(v.begin(), v.end(), [](const ImDrawVert* p, const ImDrawVert* q) {
            return p->pos.y < q->pos.y || (p->pos.y == q->pos.y && p->pos.x < q->pos.x);
        });
        const ImVec2 p0 = v[0]->pos;
        const ImVec2 p1 = v[1]->pos;
        const ImVec2 p2 = v[2]->pos;
        const float area = (p1.x - p0.x) * (p2.y - p0.y) - (p2.x - p0.x) * (p1.y - p0.y);
        if (area == 0 || !std::isfinite(area)) return;
        const int top = std::max(clip_.y0, first_centre(p0.y));
        const int bottom = std::min(clip_.y1, first_centre(p2.y));
        const bool flat = v[0]->col == v[1]->col && v[0]->col == v[2]->col;
        const Gradient gradient = flat ? Gradient{} : gradient_of(v, area);
        const Shade one = shade(v[0]->col);
        for (int y = top; y < bottom; ++y) {
            const float centre = static_cast<float>(y) + 0.5F;
            const float along = cross_at(p0, p2, centre);
            const float other = centre < p1.y ? cross_at(p0, p1, centre) : cross_at(p1, p2, centre);
            const int x0 = std::max(clip_.x0, first_centre(std::min(along, other)));
            const int x1 = std::min(clip_.x1, first_centre(std::max(along, other)));
            if (x0 >= x1) continue;
            if (flat) {
                span(y, x0, x1, one);
            } else {
                blended_span(y, x0, x1, gradient, p0);
            }
        }
    }

private:
    /// Red, green, blue, alpha as planes over x and y.
    struct Gradient {
        std::array<float, 4> at{};  ///< at the first corner
        std::array<float, 4> dx{};
        std::array<float, 4> dy{};
    };

    /// The first pixel whose centre is not before `x`: half-open spans that share no pixel.
    static int first_centre(float x)
    {
        return static_cast<int>(std::ceil(std::clamp(x, -32000.F, 32000.F) - 0.5F));
    }

    static float cross_at(ImVec2 from, ImVec2 to, float y)
    {
        return to.y == from.y ? from.x : from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y));
    }

    static Gradient gradient_of(const std::array<const ImDrawVert*, 3>& v, float area)
    {
        Gradient gradient;
        const auto parts = [](ImU32 colour) {
            const Shade s = shade(colour);
            return std::array<float, 4>{static_cast<float>(s.r), static_cast<float>(s.g),
                                        static_cast<float>(s.b), static_cast<float>(s.a)};
        };
        const auto c0 = parts(v[0]->col);
        const auto c1 = parts(v[1]->col);
        const auto c2 = parts(v[2]->col);
        const float x1 = v[1]->pos.x - v[0]->pos.x;
        const float y1 = v[1]->pos.y - v[0]->pos.y;
        const float x2 = v[2]->pos.x - v[0]->pos.x;
        const float y2 = v[2]->pos.y - v[0]->pos.y;
        for (std::size_t i = 0; i < 4; ++i) {
            gradient.at[i] = c0[i];
            gradient.dx[i] = ((c1[i] - c0[i]) * y2 - (c2[i] - c0[i]) * y1) / area;
            gradient.dy[i] = ((c2[i] - c0[i]) * x1 - (c1[i] - c0[i]) * x2) / area;
        }
        return gradient;
    }

    std::uint32_t* row(int y) const
    {
        return canvas_.pixels + static_cast<std::ptrdiff_t>(y) * canvas_.stride;
    }

    void span(int y, int x0, int x1, const Shade& s)
    {
        std::uint32_t* pixels = row(y);
        if (s.a == 255) {
            std::fill(pixels + x0, pixels + x1, packed(s));
        } else if (s.a > 0) {
            for (int x = x0; x < x1; ++x) blend(pixels[x], s, s.a);
        }
    }

    void blended_span(int y, int x0, int x1, const Gradient& gradient, ImVec2 origin)
    {
        std::uint32_t* pixels = row(y);
        const float off_y = static_cast<float>(y) + 0.5F - origin.y;
        const auto part = [&](std::size_t i, float off_x) {
            return static_cast<std::uint32_t>(std::clamp(
                gradient.at[i] + gradient.dx[i] * off_x + gradient.dy[i] * off_y + 0.5F, 0.F, 255.F));
        };
        for (int x = x0; x < x1; ++x) {
            const float off_x = static_cast<float>(x) + 0.5F - origin.x;
            const Shade s{part(0, off_x), part(1, off_x), part(2, off_x), part(3, off_x)};
            blend(pixels[x], s, s.a);
        }
    }

    void box(ImVec2 from, ImVec2 to, const Shade& s)
    {
        const int x0 = std::max(clip_.x0, first_centre(std::min(from.x, to.x)));
        const int x1 = std::min(clip_.x1, first_centre(std::max(from.x, to.x)));
        const int y0 = std::max(clip_.y0, first_centre(std::min(from.y, to.y)));
        const int y1 = std::min(clip_.y1, first_centre(std::max(from.y, to.y)));
        if (x0 >= x1) return;
        for (int y = y0; y < y1; ++y) span(y, x0, x1, s);
    }

    /// Letters are drawn at the size they were made for; each pixel takes the nearest one of the sheet.
    void letter(const ImDrawVert& from, const ImDrawVert& to, const Shade& s)
    {
        const float u0 = from.uv.x * letters_.unit_width;
        const float v0 = from.uv.y * letters_.unit_height;
        const float step_u = (to.uv.x * letters_.unit_width - u0) / (to.pos.x - from.pos.x);
        const float step_v = (to.uv.y * letters_.unit_height - v0) / (to.pos.y - from.pos.y);
        const int x0 = std::max(clip_.x0, first_centre(from.pos.x));
        const int x1 = std::min(clip_.x1, first_centre(to.pos.x));
        const int y0 = std::max(clip_.y0, first_centre(from.pos.y));
        const int y1 = std::min(clip_.y1, first_centre(to.pos.y));
        if (x0 >= x1) return;
        for (int y = y0; y < y1; ++y) {
            const int v = static_cast<int>(v0 + (static_cast<float>(y) + 0.5F - from.pos.y) * step_v);
            if (v < 0 || v >= letters_.height) continue;
            const std::uint8_t* sheet = letters_.pixels + static_cast<std::ptrdiff_t>(v) * letters_.width;
            std::uint32_t* pixels = row(y);
            for (int x = x0; x < x1; ++x) {
                const int u = static_cast<int>(u0 + (static_cast<float>(x) + 0.5F - from.pos.x) * step_u);
                if (u < 0 || u >= letters_.width) continue;
                blend(pixels[x], s, by255(sheet[u] * s.a));
            }
        }
    }

    const Canvas& canvas_;
    const LetterSheet& letters_;
    Clip clip_;
};

}  // namespace

void rasterise(const ImDrawData& frame, const LetterSheet& letters, const Canvas& canvas)
{
    Painter painter{canvas, letters};
    for (int n = 0; n < frame.CmdListsCount; ++n) {
        const ImDrawList& list = *frame.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            const Clip clip{std::max(0, static_cast<int>(command.ClipRect.x)),
                            std::max(0, static_cast<int>(command.ClipRect.y)),
                            std::min(canvas.width, static_cast<int>(command.ClipRect.z)),
                            std::min(canvas.height, static_cast<int>(command.ClipRect.w))};
            if (clip.empty()) continue;
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
            if (command.TextureId != letters.texture) {
                const auto& picture = *static_cast<const Picture*>(command.TextureId);
                for (unsigned i = 0; i + 5 < command.ElemCount; i += 6) {
                    const ImVec2 from = vertices[index[i]].pos;
                    const ImVec2 to = vertices[index[i + 2]].pos;
                    draw_picture(picture, {from.x, from.y, to.x, to.y}, {clip.x0, clip.y0, clip.x1, clip.y1},
                                 canvas);
                }
                continue;
            }
            painter.clip_to(clip);
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const bool two =
                    i + 5 < command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2];
                if (two && painter.quad(vertices[index[i]], vertices[index[i + 1]], vertices[index[i + 2]],
                                        vertices[index[i + 5]])) {
                    i += 3;
                    continue;
                }
                painter.triangle({&vertices[index[i]], &vertices[index[i + 1]], &vertices[index[i + 2]]});
            }
        }
    }
}

}  // namespace kiosk
