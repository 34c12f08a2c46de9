#include <algorithm>

#include "kiosk/printing/sheet.h"

namespace kiosk {

void draw_table(Sheet& in, const std::vector<std::vector<PaperCell>>& rows)
{
    constexpr double kPad = 2 * kPoints;
    const std::size_t count = rows.front().size();
    const double wide = in.right() - in.left();
    if (in.y < in.beside_until) in.y = in.beside_until;
    const auto ink = [](const PaperCell& cell, bool head) {
        return Ink{.points = 10, .bold = head, .set = cell.set, .leading = 1.25};
    };
    // Numbers keep their line; what is left goes to the columns of words, by how much they ask for.
    std::vector<double> wanted(count, 12 * kPoints);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < count && c < rows[r].size(); ++c)
            wanted[c] = std::max(
                wanted[c],
                natural_width(in.layout(rows[r][c].words, ink(rows[r][c], r == 0), 0).get()) + 2 * kPad + 1);
    double sum = 0;
    for (const double one : wanted) sum += one;
    if (sum < wide) {
        wanted[0] += wide - sum;
    } else {
        const double fair = wide / static_cast<double>(count);
        double fixed = 0, loose = 0;
        for (const double one : wanted) (one <= fair ? fixed : loose) += one;
        for (double& one : wanted)
            if (one > fair) one = std::max(fair * 0.5, one / loose * (wide - fixed));
        double all = 0;
        for (const double one : wanted) all += one;
        for (double& one : wanted) one *= wide / all;
    }
    const auto draw_row = [&](std::size_t r) {
        std::vector<Layout> cells;
        double high = 0;
        for (std::size_t c = 0; c < count; ++c) {
            static const PaperCell kNothing;
            const PaperCell& cell = c < rows[r].size() ? rows[r][c] : kNothing;
            cells.push_back(in.layout(cell.words, ink(cell, r == 0), wanted[c] - 2 * kPad));
            high = std::max(high, height_of(cells.back().get()));
        }
        high += 2 * kPad * 0.8;
        if (r == 0) {
            cairo_set_source_rgb(in.cairo.get(), 0.92, 0.92, 0.92);
            cairo_rectangle(in.cairo.get(), in.left(), in.y, wide, high);
            cairo_fill(in.cairo.get());
        }
        double x = in.left();
        for (std::size_t c = 0; c < count; ++c) {
            in.show(cells[c].get(), x + kPad, in.y + kPad * 0.8, false);
            x += wanted[c];
        }
        in.y += high;
        in.line(in.left(), in.y, in.right(), 0.4, 0.6);
        return high;
    };
    in.need(18 * kPoints);
    in.line(in.left(), in.y, in.right(), 0.8, 0.3);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        double high = 0;
        for (std::size_t c = 0; c < count && c < rows[r].size(); ++c)
            high = std::max(
                high,
                height_of(in.layout(rows[r][c].words, ink(rows[r][c], r == 0), wanted[c] - 2 * kPad).get()));
        if (in.y + high + 2 * kPad > in.bottom()) {
            in.next();
            if (r > 0) draw_row(0);  // the head stands over each part
        }
        draw_row(r);
    }
}

}  // namespace kiosk
