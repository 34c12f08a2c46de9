#include "kiosk/printing/sheet.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>

namespace kiosk {

namespace {

constexpr double kGrey = 0.33;
constexpr const char* kFamily = "Noto Sans";

cairo_status_t append(void* closure, const unsigned char* data, unsigned length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

PangoAlignment alignment(Set set)
{
    return set == Set::Left ? PANGO_ALIGN_LEFT : set == Set::Right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER;
}

}  // namespace

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

Sheet::Sheet(const SheetSize& of, std::string at_foot, const std::string& title)
    : size(of), foot(std::move(at_foot))
{
    surface.reset(
        cairo_pdf_surface_create_for_stream(append, &pdf, size.width * kPoints, size.height * kPoints));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo.reset(cairo_create(surface.get()));
    y = size.top * kPoints;
}

Layout Sheet::layout(const std::vector<Words>& text, const Ink& ink, double wide) const
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

void Sheet::colour(bool quiet) const
{
    const double shade = quiet ? kGrey : 0.06;
    cairo_set_source_rgb(cairo.get(), shade, shade, shade);
}

void Sheet::line(double x0, double y0, double x1, double thick, double shade) const
{
    cairo_set_source_rgb(cairo.get(), shade, shade, shade);
    cairo_set_line_width(cairo.get(), thick);
    cairo_move_to(cairo.get(), x0, y0);
    cairo_line_to(cairo.get(), x1, y0);
    cairo_stroke(cairo.get());
}

void Sheet::show(PangoLayout* what, double x, double top, bool quiet) const
{
    colour(quiet);
    cairo_move_to(cairo.get(), x, top);
    pango_cairo_show_layout(cairo.get(), what);
}

void Sheet::draw_foot() const
{
    if (foot.empty()) return;
    const double top = bottom() + 4 * kPoints;
    line(left(), top, right(), 0.5, 0.6);
    Ink small{.points = 8.5, .quiet = true, .leading = 1.25};
    const double number_wide = 14 * kPoints;
    const Layout note = layout({{foot, false}}, small, right() - left() - number_wide);
    show(note.get(), left(), top + 2 * kPoints, true);
    small.set = Set::Right;
    const Layout page = layout({{std::to_string(number), false}}, small, number_wide);
    show(page.get(), right() - number_wide, top + 2 * kPoints, true);
}

void Sheet::next()
{
    draw_foot();
    cairo_show_page(cairo.get());
    ++number;
    y = size.top * kPoints;
    beside_until = 0;
}

void Sheet::need(double height)
{
    if (y + height > bottom() && y > size.top * kPoints + 1) next();
}

void Sheet::draw_qr(const QrCode& code, double x, double top, double side) const
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

}  // namespace kiosk
