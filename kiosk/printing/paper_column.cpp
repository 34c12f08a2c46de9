#include "kiosk/printing/paper_column.h"

#include <algorithm>
#include <utility>

#include "kiosk/printing/sheet.h"

namespace kiosk {

PaperColumn::PaperColumn(const SheetSize& size, std::string foot, std::string title)
    : sheet_(std::make_unique<Sheet>(size, std::move(foot), title))
{
}

PaperColumn::~PaperColumn() = default;

double PaperColumn::used_mm() const { return sheet_->y / kPoints; }

void PaperColumn::words(std::string_view text, const Ink& ink)
{
    words(std::vector<Words>{{std::string{text}, false}}, ink);
}

void PaperColumn::words(const std::vector<Words>& text, const Ink& ink)
{
    Sheet& in = *sheet_;
    const double indent = ink.indent_mm * kPoints;
    const Layout made = in.layout(text, ink, in.width() - indent);
    // Line by line, so that a long paragraph goes over to the next sheet.
    PangoLayoutIter* at = pango_layout_get_iter(made.get());
    do {
        PangoRectangle logical{};
        pango_layout_iter_get_line_extents(at, nullptr, &logical);
        int top = 0, end = 0;
        pango_layout_iter_get_line_yrange(at, &top, &end);
        const double high = static_cast<double>(end - top) / PANGO_SCALE;
        in.need(high);
        const double base = static_cast<double>(pango_layout_iter_get_baseline(at) - top) / PANGO_SCALE;
        in.colour(ink.quiet);
        cairo_move_to(in.cairo.get(), in.left() + indent + static_cast<double>(logical.x) / PANGO_SCALE,
                      in.y + base);
        pango_cairo_show_layout_line(in.cairo.get(), pango_layout_iter_get_line_readonly(at));
        in.y += high;
    } while (pango_layout_iter_next_line(at) != 0);
    pango_layout_iter_free(at);
    gap(ink.gap_mm);
}

void PaperColumn::fact(std::string_view what, std::string_view value)
{
    if (value.empty()) return;
    Sheet& in = *sheet_;
    const double first = in.width() * 0.3;
    const Layout alone = in.layout({{std::string{what}, false}}, {.points = 10.5}, 0);
    if (natural_width(alone.get()) > 1.6 * first) {
        // A question of a vote, a long heading: over its answer, not squeezed beside it.
        words(what, {.points = 11, .gap_mm = 0.2});
        words(value, {.points = 11, .bold = true, .indent_mm = 5, .gap_mm = 1.8});
        return;
    }
    const Layout name = in.layout({{std::string{what}, false}}, {.points = 10.5, .quiet = true}, first - 8);
    const Layout said = in.layout({{std::string{value}, false}}, {.points = 11}, in.width() - first);
    const double high = std::max(height_of(name.get()), height_of(said.get()));
    in.need(high);
    in.show(name.get(), in.left(), in.y + 0.5, true);
    in.show(said.get(), in.left() + first, in.y, false);
    in.y += high;
    gap(1.2);
}

void PaperColumn::blank(std::string_view what, int lines)
{
    Sheet& in = *sheet_;
    constexpr double kStep = 8.5 * kPoints;
    const Layout name = in.layout({{std::string{what}, false}}, {.points = 12}, 0);
    const double from = in.left() + natural_width(name.get()) + 2 * kPoints;
    for (int i = 0; i < lines; ++i) {
        in.need(kStep);
        if (i == 0) in.show(name.get(), in.left(), in.y, false);
        const double base = in.y + height_of(name.get()) * 0.86;
        cairo_save(in.cairo.get());
        constexpr double kDots[] = {0.8, 2.2};
        cairo_set_dash(in.cairo.get(), kDots, 2, 0);
        in.line(i == 0 ? from : in.left(), base, in.right(), 0.8, 0.3);
        cairo_restore(in.cairo.get());
        in.y += kStep;
    }
}

void PaperColumn::rule(double gap_mm)
{
    Sheet& in = *sheet_;
    in.line(in.left(), in.y, in.left() + in.width(), 0.6, 0.55);
    gap(gap_mm);
}

void PaperColumn::next_sheet() { sheet_->next(); }

void PaperColumn::gap(double mm) { sheet_->y += mm * kPoints; }

void PaperColumn::table(const std::vector<std::vector<PaperCell>>& rows)
{
    if (rows.empty() || rows.front().empty()) return;
    draw_table(*sheet_, rows);
    gap(4);
}

void PaperColumn::qr(const QrCode& code, double side_mm, Set set)
{
    if (code.side == 0) return;
    Sheet& in = *sheet_;
    const double side = side_mm * kPoints;
    in.need(side);
    const double x = set == Set::Left    ? in.left()
                     : set == Set::Right ? in.right() - side
                                         : (in.left() + in.right() - side) / 2;
    in.draw_qr(code, x, in.y, side);
    in.y += side;
}

void PaperColumn::qr_beside(const QrCode& code, double side_mm)
{
    if (code.side == 0) return;
    Sheet& in = *sheet_;
    const double side = side_mm * kPoints;
    // The quiet zone may reach into the margins: nothing is printed there.
    const double quiet = side * kQuietSquares / (code.side + 2 * kQuietSquares);
    in.draw_qr(code, in.right() - side + quiet, in.y - quiet, side);
    in.beside = side - quiet;
    in.beside_until = in.y + side - quiet;
}

void PaperColumn::boxed(const std::vector<std::vector<Words>>& lines)
{
    Sheet& in = *sheet_;
    if (in.y < in.beside_until) in.y = in.beside_until;
    constexpr double kPad = 3 * kPoints;
    std::vector<Layout> made;
    double high = 2 * kPad;
    for (const auto& one : lines) {
        made.push_back(in.layout(one, {.points = 11.5}, in.right() - in.left() - 2 * kPad - 2 * kPoints));
        high += height_of(made.back().get()) + 1.2 * kPoints;
    }
    in.need(high);
    cairo_set_source_rgb(in.cairo.get(), 0.95, 0.95, 0.95);
    cairo_rectangle(in.cairo.get(), in.left(), in.y, in.right() - in.left(), high);
    cairo_fill(in.cairo.get());
    cairo_set_source_rgb(in.cairo.get(), 0.35, 0.35, 0.35);
    cairo_rectangle(in.cairo.get(), in.left(), in.y, 1.2 * kPoints, high);
    cairo_fill(in.cairo.get());
    double y = in.y + kPad;
    for (const Layout& one : made) {
        in.show(one.get(), in.left() + kPad + 2 * kPoints, y, false);
        y += height_of(one.get()) + 1.2 * kPoints;
    }
    in.y += high;
    gap(4);
}

void PaperColumn::pair(std::string_view left, std::string_view right, const Ink& ink)
{
    Sheet& in = *sheet_;
    Ink centred = ink;
    centred.set = Set::Centre;
    const double half = (in.right() - in.left()) / 2;
    const Layout one = in.layout({{std::string{left}, false}}, centred, half);
    const Layout other = in.layout({{std::string{right}, false}}, centred, half);
    const double high = std::max(height_of(one.get()), height_of(other.get()));
    in.need(high);
    in.show(one.get(), in.left(), in.y, ink.quiet);
    in.show(other.get(), in.left() + half, in.y, ink.quiet);
    in.y += high;
    gap(ink.gap_mm);
}

std::string PaperColumn::finish()
{
    Sheet& in = *sheet_;
    in.draw_foot();
    cairo_show_page(in.cairo.get());
    in.cairo.reset();
    cairo_surface_finish(in.surface.get());
    in.surface.reset();
    return std::move(in.pdf);
}

}  // namespace kiosk
