#pragma once

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace kiosk {

/// Pixels from the upper left corner; whole numbers wherever something is drawn.
struct Point {
    float x = 0;
    float y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// A rectangle, and the whole layout vocabulary: pieces are cut off until nothing is left to place.
///
///     Rect page = ui.safe();
///     const Rect tools = page.cut_bottom(ui.mm(20), ui.mm(4));   // 20 mm high, 4 mm gap above
///     const Rect head = page.cut_top(ui.mm(18), ui.mm(4));
///     for (const Rect& tile : grid(page, 2, 3, ui.mm(4))) …
///
/// Cutting more than there is gives what there is.
struct Rect {
    float x0 = 0;
    float y0 = 0;
    float x1 = 0;
    float y1 = 0;

    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
    [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
    [[nodiscard]] Point centre() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
    [[nodiscard]] bool contains(Point p) const { return p.x >= x0 && p.x < x1 && p.y >= y0 && p.y < y1; }
    [[nodiscard]] bool contains(const Rect& r) const
    {
        return r.x0 >= x0 && r.x1 <= x1 && r.y0 >= y0 && r.y1 <= y1;
    }
    [[nodiscard]] bool overlaps(const Rect& r) const
    {
        return x0 < r.x1 && r.x0 < x1 && y0 < r.y1 && r.y0 < y1;
    }

    /// Takes a piece off one side and keeps the rest, `gap` apart.
    Rect cut_top(float size, float gap = 0);
    Rect cut_bottom(float size, float gap = 0);
    Rect cut_left(float size, float gap = 0);
    Rect cut_right(float size, float gap = 0);

    [[nodiscard]] Rect inset(float all) const { return inset(all, all); }
    [[nodiscard]] Rect inset(float dx, float dy) const;
    [[nodiscard]] Rect moved(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }
    [[nodiscard]] Rect intersect(const Rect& r) const;
    /// A rectangle of this size in the middle of this one, no bigger than this one.
    [[nodiscard]] Rect centred(float w, float h) const;
    [[nodiscard]] Rect with_height(float h) const { return {x0, y0, x1, y0 + h}; }
    /// In the middle, no wider than `w`: a measure of 45–70 characters on a wide screen.
    [[nodiscard]] Rect measure(float w) const;

    friend bool operator==(const Rect&, const Rect&) = default;
};

/// Equal columns or rows; edges are whole pixels and the last one ends exactly at the edge.
[[nodiscard]] std::vector<Rect> columns(const Rect& area, int count, float gap);
[[nodiscard]] std::vector<Rect> rows(const Rect& area, int count, float gap);
/// Columns with shares: `columns(area, {3, 2}, gap)`.
[[nodiscard]] std::vector<Rect> columns(const Rect& area, std::initializer_list<float> shares, float gap);
[[nodiscard]] std::vector<Rect> rows(const Rect& area, std::initializer_list<float> shares, float gap);
/// Row by row, left to right.
[[nodiscard]] std::vector<Rect> grid(const Rect& area, int column_count, int row_count, float gap);

}  // namespace kiosk
