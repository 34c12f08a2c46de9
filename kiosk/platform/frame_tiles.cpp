#include "kiosk/platform/frame_tiles.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>

#include "kiosk/platform/primitives.h"

namespace kiosk {

namespace {

/// One more area to look for with everything drawn is taken to cost as much as drawing so many pixels that
/// did not change.
constexpr int kWorthAnArea = 2 * FrameTiles::kSide * FrameTiles::kSide;
constexpr std::size_t kMostAreas = 12;

/// Pixels drawn for nothing when two areas are drawn as one. Those that overlap must go together: what is
/// translucent there would be drawn twice.
int waste(const Area& a, const Area& b)
{
    if (!a.intersect(b).empty()) return std::numeric_limits<int>::min();
    return a.with(b).pixels() - a.pixels() - b.pixels();
}

/// Takes one more area in, where it costs least: into another one or by itself.
void take_in(std::vector<Area>& areas, Area area)
{
    const auto best = std::min_element(areas.begin(), areas.end(), [&](const Area& a, const Area& b) {
        return waste(a, area) < waste(b, area);
    });
    if (best == areas.end() || (waste(*best, area) > kWorthAnArea && areas.size() < kMostAreas)) {
        areas.push_back(area);
        return;
    }
    // What it has become may lie over others, or now go with them.
    area = best->with(area);
    areas.erase(best);
    take_in(areas, area);
}

std::uint64_t mixed(std::uint64_t number, std::uint64_t with)
{
    number = (std::rotl(number, 7) ^ with) * 0x9E3779B97F4A7C15ULL;
    return number ^ number >> 29;
}

std::uint64_t mixed(std::uint64_t number, const ImDrawVert& vertex)
{
    const auto pair = [](float a, float b) {
        return std::uint64_t{std::bit_cast<std::uint32_t>(a)} << 32 | std::bit_cast<std::uint32_t>(b);
    };
    number = mixed(number, pair(vertex.pos.x, vertex.pos.y));
    return mixed(number, pair(vertex.uv.x, vertex.uv.y) + vertex.col * 0xD6E8FEB86659FD93ULL);
}

/// Mixes each primitive's number into every square that it may touch.
class Numberer {
public:
    Numberer(std::vector<std::uint64_t>& numbers, int columns) : numbers_(numbers), columns_(columns) {}

    void clip_to(const Area& clip)
    {
        clip_ = clip;
        clip_number_ =
            mixed(mixed(1, static_cast<std::uint64_t>(clip.x0) << 32 | static_cast<unsigned>(clip.y0)),
                  static_cast<std::uint64_t>(clip.x1) << 32 | static_cast<unsigned>(clip.y1));
    }

    void quad(const ImDrawVert& from, const ImDrawVert& to)
    {
        take(from.pos, to.pos, mixed(mixed(clip_number_, from), to));
    }

    void picture(const Picture& picture, const ImDrawVert& from, const ImDrawVert& to)
    {
        take(from.pos, to.pos, mixed(mixed(mixed(clip_number_, from), to), picture.number()));
    }

    void triangle(const std::array<const ImDrawVert*, 3>& v)
    {
        const auto [left, right] = std::minmax({v[0]->pos.x, v[1]->pos.x, v[2]->pos.x});
        const auto [top, bottom] = std::minmax({v[0]->pos.y, v[1]->pos.y, v[2]->pos.y});
        std::uint64_t number = clip_number_;
        for (const ImDrawVert* corner : v) number = mixed(number, *corner);
        take({left, top}, {right, bottom}, number);
    }

private:
    static int pixel(float at) { return static_cast<int>(std::floor(std::clamp(at, -32000.F, 32000.F))); }

    void take(ImVec2 from, ImVec2 to, std::uint64_t number)
    {
        const Area touched =
            clip_.intersect({pixel(std::min(from.x, to.x)), pixel(std::min(from.y, to.y)),
                             pixel(std::max(from.x, to.x)) + 1, pixel(std::max(from.y, to.y)) + 1});
        if (touched.empty()) return;
        constexpr int kSide = FrameTiles::kSide;
        for (int row = touched.y0 / kSide; row <= (touched.y1 - 1) / kSide; ++row)
            for (int column = touched.x0 / kSide; column <= (touched.x1 - 1) / kSide; ++column) {
                std::uint64_t& square = numbers_[static_cast<std::size_t>(row * columns_ + column)];
                square = mixed(square, number);
            }
    }

    std::vector<std::uint64_t>& numbers_;
    int columns_;
    Area clip_;
    std::uint64_t clip_number_ = 0;
};

}  // namespace

FrameTiles::FrameTiles(const ImDrawData& frame, std::uint64_t letters, int width, int height)
    : width_(width),
      height_(height),
      columns_((width + kSide - 1) / kSide),
      rows_((height + kSide - 1) / kSide),
      numbers_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), letters)
{
    Numberer numberer{numbers_, columns_};
    each_primitive(frame, {0, 0, width, height}, numberer);
}

std::vector<Area> FrameTiles::differing_from(const FrameTiles& before) const
{
    const Area whole{0, 0, width_, height_};
    if (before.width_ != width_ || before.height_ != height_) return {whole};
    std::vector<Area> areas;
    for (int row = 0; row < rows_; ++row) {
        const auto differs = [&](int column) {
            const auto at = static_cast<std::size_t>(row * columns_ + column);
            return column < columns_ && numbers_[at] != before.numbers_[at];
        };
        for (int column = 0; column < columns_; ++column) {
            if (!differs(column)) continue;
            const int from = column;
            while (differs(column)) ++column;
            take_in(areas, whole.intersect({from * kSide, row * kSide, column * kSide, (row + 1) * kSide}));
        }
    }
    return areas;
}

}  // namespace kiosk
