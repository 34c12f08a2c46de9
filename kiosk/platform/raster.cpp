#include "kiosk/platform/raster.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include "kiosk/platform/primitives.h"
#include "kiosk/platform/raster_picture.h"

namespace kiosk {

namespace {

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

/// The same for red and blue of 0x00RR00BB at once.
std::uint32_t pair_by255(std::uint32_t x)
{
    x += 0x00800080;
    return (x + ((x >> 8) & 0x00FF00FF)) >> 8 & 0x00FF00FF;
}

/// `over` (0x00RRGGBB) upon a pixel, alpha 0…255. Exact at both ends: nothing, and nothing but `over`.
[[gnu::always_inline]] inline std::uint32_t blended(std::uint32_t pixel, std::uint32_t over,
                                                    std::uint32_t alpha)
{
    const std::uint32_t rest = 255 - alpha;
    const std::uint32_t red_blue = pair_by255((over & 0x00FF00FF) * alpha + (pixel & 0x00FF00FF) * rest);
    const std::uint32_t green = by255((over >> 8 & 0xFF) * alpha + (pixel >> 8 & 0xFF) * rest);
    return red_blue | green << 8;
}

class Painter {
public:
    Painter(const Canvas& canvas, const LetterSheet& letters, std::span<const Area> parts)
        : canvas_(canvas), letters_(letters), parts_(parts)
    {
    }

    void clip_to(const Area& clip)
    {
        clips_.clear();
        for (const Area& part : parts_)
            if (const Area both = part.intersect(clip); !both.empty()) clips_.push_back(both);
    }

    void quad(const ImDrawVert& from, const ImDrawVert& to)
    {
        const bool plain = from.uv.x == to.uv.x && from.uv.y == to.uv.y;
        in_each_part(from.pos, to.pos, [&] {
            if (plain) {
                box(from.pos, to.pos, shade(from.col));
            } else {
                letter(from, to, shade(from.col));
            }
        });
    }

    void picture(const Picture& picture, const ImDrawVert& from, const ImDrawVert& to)
    {
        const bool dark = (from.col & ~IM_COL32_A_MASK) == 0;
        in_each_part(from.pos, to.pos, [&] {
            draw_picture(picture, {from.pos.x, from.pos.y, to.pos.x, to.pos.y}, clip_, canvas_, dark);
        });
    }

    void triangle(const std::array<const ImDrawVert*, 3>& v)
    {
        const auto [left, right] = std::minmax({v[0]->pos.x, v[1]->pos.x, v[2]->pos.x});
        const auto [top, bottom] = std::minmax({v[0]->pos.y, v[1]->pos.y, v[2]->pos.y});
        in_each_part({left, top}, {right, bottom}, [&] { fill(v); });
    }

private:
    /// Paints with clip_ set to each part that the box of these two corners touches.
    template <class Paint>
    void in_each_part(ImVec2 from, ImVec2 to, Paint paint)
    {
        const auto [left, right] = std::minmax(from.x, to.x);
        const auto [top, bottom] = std::minmax(from.y, to.y);
        for (const Area& clip : clips_) {
            const bool touches = right > static_cast<float>(clip.x0) && left < static_cast<float>(clip.x1) &&
                                 bottom > static_cast<float>(clip.y0) && top < static_cast<float>(clip.y1);
            if (!touches) continue;
            clip_ = clip;
            paint();
        }
    }

    void fill(std::array<const ImDrawVert*, 3> v)
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

    /// Red, green, blue, alpha as planes over x and y.
    struct Gradient {
        std::array<float, 4> at{};  ///< at the first corner
        std::array<float, 4> dx{};
        std::array<float, 4> dy{};
        bool one_colour = false;  ///< only alpha changes
    };

    /// A value along a row, in 1/65536.
    struct Slope {
        std::int64_t edge = 0;  ///< at x = 0
        std::int64_t step = 0;
        [[nodiscard]] std::uint32_t at(int x) const
        {
            return static_cast<std::uint32_t>(std::clamp<std::int64_t>((edge + step * x) >> 16, 0, 255));
        }
    };
    static std::int64_t fixed(double value)
    {
        return static_cast<std::int64_t>(std::clamp(value, -1e9, 1e9) * 65536);
    }
    static std::uint32_t part(float value) { return static_cast<std::uint32_t>(value); }

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
        constexpr ImU32 kColour = ~static_cast<ImU32>(IM_COL32_A_MASK);
        gradient.one_colour =
            ((v[0]->col ^ v[1]->col) & kColour) == 0 && ((v[0]->col ^ v[2]->col) & kColour) == 0;
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
            const std::uint32_t over = packed(s);
            for (int x = x0; x < x1; ++x) pixels[x] = blended(pixels[x], over, s.a);
        }
    }

    void blended_span(int y, int x0, int x1, const Gradient& gradient, ImVec2 origin)
    {
        std::uint32_t* pixels = row(y);
        const float off_y = static_cast<float>(y) + 0.5F - origin.y;
        // Whole numbers, counted from the screen's edge: a pixel is the same wherever its span begins.
        const auto along_row = [&](std::size_t i) {
            const double edge = gradient.at[i] + gradient.dy[i] * off_y + gradient.dx[i] * (0.5F - origin.x);
            return Slope{fixed(edge + 0.5), fixed(gradient.dx[i])};
        };
        const Slope alpha = along_row(3);
        if (gradient.one_colour) {
            const Shade s{part(gradient.at[0]), part(gradient.at[1]), part(gradient.at[2]), 0};
            for (int x = x0; x < x1; ++x) pixels[x] = blended(pixels[x], packed(s), alpha.at(x));
            return;
        }
        const std::array<Slope, 3> colour{along_row(0), along_row(1), along_row(2)};
        for (int x = x0; x < x1; ++x) {
            const Shade s{colour[0].at(x), colour[1].at(x), colour[2].at(x), 0};
            pixels[x] = blended(pixels[x], packed(s), alpha.at(x));
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
        const int x0 = std::max(clip_.x0, first_centre(from.pos.x));
        const int x1 = std::min(clip_.x1, first_centre(to.pos.x));
        const int y0 = std::max(clip_.y0, first_centre(from.pos.y));
        const int y1 = std::min(clip_.y1, first_centre(to.pos.y));
        if (x0 >= x1 || y0 >= y1) return;
        const float u0 = from.uv.x * letters_.unit_width;
        const float v0 = from.uv.y * letters_.unit_height;
        const float step_u = (to.uv.x * letters_.unit_width - u0) / (to.pos.x - from.pos.x);
        const float step_v = (to.uv.y * letters_.unit_height - v0) / (to.pos.y - from.pos.y);
        const auto u_of = [&](int x) {
            return static_cast<int>(u0 + (static_cast<float>(x) + 0.5F - from.pos.x) * step_u);
        };
        // As good as always a letter's pixels lie on the screen's one to one.
        const bool copied = step_u == 1 && u_of(x0) >= 0 && u_of(x1 - 1) - u_of(x0) == x1 - 1 - x0 &&
                            u_of(x1 - 1) < letters_.width;
        for (int y = y0; y < y1; ++y) {
            const int v = static_cast<int>(v0 + (static_cast<float>(y) + 0.5F - from.pos.y) * step_v);
            if (v < 0 || v >= letters_.height) continue;
            const std::uint8_t* sheet = letters_.pixels + static_cast<std::ptrdiff_t>(v) * letters_.width;
            std::uint32_t* pixels = row(y);
            if (copied) {
                ink(pixels + x0, sheet + u_of(x0), x1 - x0, s);
                continue;
            }
            for (int x = x0; x < x1; ++x)
                if (const int u = u_of(x); u >= 0 && u < letters_.width) ink(pixels + x, sheet + u, 1, s);
        }
    }

    /// `count` pixels side by side, as dark as the sheet says.
    static void ink(std::uint32_t* pixels, const std::uint8_t* sheet, int count, const Shade& s)
    {
        const std::uint32_t over = packed(s);
        for (int i = 0; i < count; ++i) {
            // Most of a letter's box is empty, and most of the rest is full.
            std::uint64_t eight = 1;
            if (i + 8 <= count) std::memcpy(&eight, sheet + i, sizeof eight);
            if (eight == 0) {
                i += 7;
                continue;
            }
            const std::uint32_t alpha = s.a == 255 ? sheet[i] : by255(sheet[i] * s.a);
            if (alpha == 0) continue;
            pixels[i] = alpha == 255 ? over : blended(pixels[i], over, alpha);
        }
    }

    const Canvas& canvas_;
    const LetterSheet& letters_;
    std::span<const Area> parts_;
    std::vector<Area> clips_;  ///< the parts within what the frame's command may touch
    Area clip_;                ///< the one being painted
};

}  // namespace

void rasterise(const ImDrawData& frame, const LetterSheet& letters, const Canvas& canvas,
               std::span<const Area> parts)
{
    Painter painter{canvas, letters, parts};
    each_primitive(frame, {0, 0, canvas.width, canvas.height}, painter);
}

}  // namespace kiosk
