#include "kiosk/printing/paper_column.h"

#include <pango/pangocairo.h>

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>

namespace kiosk {

namespace {

constexpr double kPoints = 72.0 / 25.4;  // of a millimetre
constexpr double kGrey = 0.33;
constexpr const char* kFamily = "Noto Sans";

cairo_status_t append(void* closure, const unsigned char* data, unsigned length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

PangoAlignment alignment(Set set)
{
    return set == Set::Left ? PANGO_ALIGN_LEFT : set == Set::Right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER;
}

double height_of(PangoLayout* layout)
{
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

double natural_width(PangoLayout* layout)
{
    PangoRectangle logical{};
    pango_layout_get_extents(layout, nullptr, &logical);
    return static_cast<double>(logical.width) / PANGO_SCALE;
}

}  // namespace

struct PaperColumn::Inside {
    SheetSize size;
    std::string foot;
    std::string pdf;
    std::unique_ptr<cairo_surface_t, Unref> surface;
    std::unique_ptr<cairo_t, Unref> cairo;
    double y = 0;  // points from the top of the sheet
    int sheet = 1;
    double beside_until = 0;  // points: above this, words leave room for the code at the right
    double beside = 0;

    [[nodiscard]] double left() const { return size.left * kPoints; }
    [[nodiscard]] double right() const { return (size.width - size.right) * kPoints; }
    [[nodiscard]] double bottom() const { return (size.height - size.bottom) * kPoints; }
    [[nodiscard]] double width() const { return right() - left() - (y < beside_until ? beside : 0); }

    Layout layout(const std::vector<Words>& text, const Ink& ink, double wide) const
    {
        Layout made{pango_cairo_create_layout(cairo.get())};
        PangoFontDescription* font = pango_font_description_new();
        pango_font_description_set_family(font, kFamily);
        pango_font_description_set_size(font, static_cast<int>(std::lround(ink.points * PANGO_SCALE)));
        if (ink.italic) pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
        pango_layout_set_font_description(made.get(), font);
        pango_font_description_free(font);
        std::string all;
        PangoAttrList* weights = pango_attr_list_new();
        for (const Words& one : text) {
            const std::size_t from = all.size();
            all += one.text;
            if (!one.strong && !ink.bold) continue;
            PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
            bold->start_index = static_cast<guint>(from);
            bold->end_index = static_cast<guint>(all.size());
            pango_attr_list_insert(weights, bold);
        }
        pango_layout_set_text(made.get(), all.data(), static_cast<int>(all.size()));
        pango_layout_set_attributes(made.get(), weights);
        pango_attr_list_unref(weights);
        pango_layout_set_alignment(made.get(), alignment(ink.set));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(made.get(), static_cast<float>(ink.leading * 0.8));
        if (wide > 0) pango_layout_set_width(made.get(), static_cast<int>(wide * PANGO_SCALE));
        return made;
    }

    void colour(bool quiet) const
    {
        const double shade = quiet ? kGrey : 0.06;
        cairo_set_source_rgb(cairo.get(), shade, shade, shade);
    }

    void line(double x0, double y0, double x1, double thick, double shade) const
    {
        cairo_set_source_rgb(cairo.get(), shade, shade, shade);
        cairo_set_line_width(cairo.get(), thick);
        cairo_move_to(cairo.get(), x0, y0);
        cairo_line_to(cairo.get(), x1, y0);
        cairo_stroke(cairo.get());
    }

    void show(PangoLayout* what, double x, double top, bool quiet) const
    {
        colour(quiet);
        cairo_move_to(cairo.get(), x, top);
        pango_cairo_show_layout(cairo.get(), what);
    }

    void draw_foot() const
    {
        if (foot.empty()) return;
        const double top = bottom() + 4 * kPoints;
        line(left(), top, right(), 0.5, 0.6);
        Ink small{.points = 8.5, .quiet = true, .leading = 1.25};
        const double number_wide = 14 * kPoints;
        const Layout note = layout({{foot, false}}, small, right() - left() - number_wide);
        show(note.get(), left(), top + 2 * kPoints, true);
        small.set = Set::Right;
        const Layout number = layout({{std::to_string(sheet), false}}, small, number_wide);
        show(number.get(), right() - number_wide, top + 2 * kPoints, true);
    }

    void next_sheet()
    {
        draw_foot();
        cairo_show_page(cairo.get());
        ++sheet;
        y = size.top * kPoints;
        beside_until = 0;
    }

    /// Begins a new sheet when so much does not fit on this one any more.
    void need(double height)
    {
        if (y + height > bottom() && y > size.top * kPoints + 1) next_sheet();
    }

    void draw_qr(const QrCode& code, double x, double top, double side) const
    {
        const double square = side / (code.side + 2 * kQuietSquares);
        cairo_set_source_rgb(cairo.get(), 0, 0, 0);
        for (int row = 0; row < code.side; ++row)
            for (int column = 0; column < code.side; ++column)
                if (code.at(column, row))
                    cairo_rectangle(cairo.get(), x + (column + kQuietSquares) * square,
                                    top + (row + kQuietSquares) * square, square, square);
        cairo_fill(cairo.get());
    }
};

PaperColumn::PaperColumn(const SheetSize& size, std::string foot, std::string title)
    : inside_(std::make_unique<Inside>())
{
    Inside& in = *inside_;
    in.size = size;
    in.foot = std::move(foot);
    in.surface.reset(
        cairo_pdf_surface_create_for_stream(append, &in.pdf, size.width * kPoints, size.height * kPoints));
    cairo_pdf_surface_set_metadata(in.surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    in.cairo.reset(cairo_create(in.surface.get()));
    in.y = size.top * kPoints;
}

PaperColumn::~PaperColumn() = default;

double PaperColumn::used_mm() const { return inside_->y / kPoints; }

void PaperColumn::words(std::string_view text, const Ink& ink)
{
    words(std::vector<Words>{{std::string{text}, false}}, ink);
}

void PaperColumn::words(const std::vector<Words>& text, const Ink& ink)
{
    Inside& in = *inside_;
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
    Inside& in = *inside_;
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
    Inside& in = *inside_;
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
    Inside& in = *inside_;
    in.line(in.left(), in.y, in.left() + in.width(), 0.6, 0.55);
    gap(gap_mm);
}

void PaperColumn::next_sheet() { inside_->next_sheet(); }

void PaperColumn::gap(double mm) { inside_->y += mm * kPoints; }

void PaperColumn::table(const std::vector<std::vector<PaperCell>>& rows)
{
    if (rows.empty() || rows.front().empty()) return;
    Inside& in = *inside_;
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
            in.next_sheet();
            if (r > 0) draw_row(0);  // the head stands over each part
        }
        draw_row(r);
    }
    gap(4);
}

void PaperColumn::qr(const QrCode& code, double side_mm, Set set)
{
    if (code.side == 0) return;
    Inside& in = *inside_;
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
    Inside& in = *inside_;
    const double side = side_mm * kPoints;
    // The quiet zone may reach into the margins: nothing is printed there.
    const double quiet = side * kQuietSquares / (code.side + 2 * kQuietSquares);
    in.draw_qr(code, in.right() - side + quiet, in.y - quiet, side);
    in.beside = side - quiet;
    in.beside_until = in.y + side - quiet;
}

void PaperColumn::boxed(const std::vector<std::vector<Words>>& lines)
{
    Inside& in = *inside_;
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
    Inside& in = *inside_;
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
    Inside& in = *inside_;
    in.draw_foot();
    cairo_show_page(in.cairo.get());
    in.cairo.reset();
    cairo_surface_finish(in.surface.get());
    in.surface.reset();
    return std::move(in.pdf);
}

}  // namespace kiosk
