#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/printing/ink.h"
#include "kiosk/qr/qr.h"

namespace kiosk {

inline constexpr double kPoints = 72.0 / 25.4;  ///< of a millimetre

struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

[[nodiscard]] double height_of(PangoLayout* layout);
[[nodiscard]] double natural_width(PangoLayout* layout);

/// The sheet that is being written and the PDF it goes into, in points. For PaperColumn and what it is made
/// of.
struct Sheet {
    Sheet(const SheetSize& size, std::string foot, const std::string& title);

    SheetSize size;
    std::string foot;
    std::string pdf;
    std::unique_ptr<cairo_surface_t, Unref> surface;
    std::unique_ptr<cairo_t, Unref> cairo;
    double y = 0;  ///< from the top of the sheet
    int number = 1;
    double beside_until = 0;  ///< above this, words leave room for the code at the right
    double beside = 0;

    [[nodiscard]] double left() const { return size.left * kPoints; }
    [[nodiscard]] double right() const { return (size.width - size.right) * kPoints; }
    [[nodiscard]] double bottom() const { return (size.height - size.bottom) * kPoints; }
    [[nodiscard]] double width() const { return right() - left() - (y < beside_until ? beside : 0); }

    /// `wide` 0: one line, as long as it is.
    [[nodiscard]] Layout layout(const std::vector<Words>& text, const Ink& ink, double wide) const;
    void colour(bool quiet) const;
    void line(double x0, double y0, double x1, double thick, double shade) const;
    void show(PangoLayout* what, double x, double top, bool quiet) const;
    void draw_qr(const QrCode& code, double x, double top, double side) const;
    void draw_foot() const;
    void next();
    /// Begins a new sheet when so much does not fit on this one any more.
    void need(double height);
};

/// A table over the whole width; its head stands over each part of it. `rows` is not empty, nor its first
/// row.
void draw_table(Sheet& sheet, const std::vector<std::vector<PaperCell>>& rows);

}  // namespace kiosk
