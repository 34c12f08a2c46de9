#include "kiosk/ui/geometry.h"

#include <cmath>
#include <numeric>

namespace kiosk {

Rect Rect::cut_top(float size, float gap)
{
    const float edge = std::min(y0 + std::max(size, 0.0F), y1);
    const Rect piece{x0, y0, x1, edge};
    y0 = std::min(edge + gap, y1);
    return piece;
}

Rect Rect::cut_bottom(float size, float gap)
{
    const float edge = std::max(y1 - std::max(size, 0.0F), y0);
    const Rect piece{x0, edge, x1, y1};
    y1 = std::max(edge - gap, y0);
    return piece;
}

Rect Rect::cut_left(float size, float gap)
{
    const float edge = std::min(x0 + std::max(size, 0.0F), x1);
    const Rect piece{x0, y0, edge, y1};
    x0 = std::min(edge + gap, x1);
    return piece;
}

Rect Rect::cut_right(float size, float gap)
{
    const float edge = std::max(x1 - std::max(size, 0.0F), x0);
    const Rect piece{edge, y0, x1, y1};
    x1 = std::max(edge - gap, x0);
    return piece;
}

Rect Rect::inset(float dx, float dy) const
{
    const Rect smaller{x0 + dx, y0 + dy, x1 - dx, y1 - dy};
    return {smaller.x0, smaller.y0, std::max(smaller.x0, smaller.x1), std::max(smaller.y0, smaller.y1)};
}

Rect Rect::intersect(const Rect& r) const
{
    return {std::max(x0, r.x0), std::max(y0, r.y0), std::min(x1, r.x1), std::min(y1, r.y1)};
}

Rect Rect::centred(float w, float h) const
{
    w = std::min(w, width());
    h = std::min(h, height());
    const float left = std::round(x0 + (width() - w) / 2);
    const float top = std::round(y0 + (height() - h) / 2);
    return {left, top, left + w, top + h};
}

Rect Rect::measure(float w) const
{
    if (width() <= w) return *this;
    const float left = std::round(x0 + (width() - w) / 2);
    return {left, y0, left + w, y1};
}

namespace {

std::vector<float> edges(float from, float to, const std::vector<float>& shares, float gap)
{
    const float sum = std::accumulate(shares.begin(), shares.end(), 0.0F);
    const float room = to - from - gap * static_cast<float>(shares.size() - 1);
    std::vector<float> result;
    float done = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const float before = gap * static_cast<float>(i);
        result.push_back(std::round(from + before + room * done / sum));
        done += shares[i];
        result.push_back(i + 1 == shares.size() ? to : std::round(from + before + room * done / sum));
    }
    return result;
}

}  // namespace

std::vector<Rect> columns(const Rect& area, std::initializer_list<float> shares, float gap)
{
    const std::vector<float> x = edges(area.x0, area.x1, shares, gap);
    std::vector<Rect> result;
    for (std::size_t i = 0; i < x.size(); i += 2) result.push_back({x[i], area.y0, x[i + 1], area.y1});
    return result;
}

std::vector<Rect> rows(const Rect& area, std::initializer_list<float> shares, float gap)
{
    const std::vector<float> y = edges(area.y0, area.y1, shares, gap);
    std::vector<Rect> result;
    for (std::size_t i = 0; i < y.size(); i += 2) result.push_back({area.x0, y[i], area.x1, y[i + 1]});
    return result;
}

std::vector<Rect> columns(const Rect& area, int count, float gap)
{
    if (count <= 0) return {};
    const std::vector<float> x =
        edges(area.x0, area.x1, std::vector<float>(static_cast<std::size_t>(count), 1.0F), gap);
    std::vector<Rect> result;
    for (std::size_t i = 0; i < x.size(); i += 2) result.push_back({x[i], area.y0, x[i + 1], area.y1});
    return result;
}

std::vector<Rect> rows(const Rect& area, int count, float gap)
{
    if (count <= 0) return {};
    const std::vector<float> y =
        edges(area.y0, area.y1, std::vector<float>(static_cast<std::size_t>(count), 1.0F), gap);
    std::vector<Rect> result;
    for (std::size_t i = 0; i < y.size(); i += 2) result.push_back({area.x0, y[i], area.x1, y[i + 1]});
    return result;
}

std::vector<Rect> grid(const Rect& area, int column_count, int row_count, float gap)
{
    std::vector<Rect> result;
    for (const Rect& row : rows(area, row_count, gap)) {
        for (const Rect& cell : columns(row, column_count, gap)) result.push_back(cell);
    }
    return result;
}

}  // namespace kiosk
