#include "kiosk/ui/text_field.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/field_text.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/paragraph.h"
#include "kiosk/ui/text.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr std::string_view kMore = "…";

void draw_caret(Ui& ui, float x, float top, float height)
{
    const float wide = std::max(3.0F, std::round(ui.mm(1.1F)));
    paint::fill(ui, {std::round(x), top, std::round(x) + wide, top + height}, ui.theme().primary, 0);
}

/// Room round the text where a field's own frame is.
struct Place {
    Rect inner;
    FontSize size;
    float line = 0;
};

/// Behind the letters that the next key replaces.
void draw_selection(Ui& ui, const Place& place, const TextEdit& edit, const FieldLines::Piece& piece,
                    Point at)
{
    const std::size_t from = std::max(edit.selection().from, piece.from);
    const std::size_t to = std::min(edit.selection().to, piece.to);
    if (from >= to) return;
    const std::string_view words = edit.text();
    const float left = run_width(ui.fonts(), place.size, words.substr(piece.from, from - piece.from));
    const float wide = run_width(ui.fonts(), place.size, words.substr(from, to - from));
    const Rect behind{at.x + left - ui.mm(0.5F), at.y, at.x + left + wide + ui.mm(0.5F), at.y + place.line};
    paint::fill(ui, behind, ui.theme().highlight, ui.mm(1));
}

std::size_t draw_lines(Ui& ui, const Place& place, const TextEdit& edit, bool focused, Point touched)
{
    const std::string_view words = edit.text();
    const FieldLines lines = field_lines(ui.fonts(), place.size, words, place.inner.width());
    const auto visible =
        static_cast<std::size_t>(std::max(1.0F, std::floor(place.inner.height() / place.line)));
    const std::size_t caret_line = lines.line_of(edit.caret());
    // The caret's line stands in the middle of a text that is longer than the field.
    std::size_t first = caret_line > visible / 2 ? caret_line - visible / 2 : 0;
    first = std::min(first, lines.lines.size() > visible ? lines.lines.size() - visible : 0);
    float y = place.inner.y0;
    for (std::size_t i = first; i < std::min(lines.lines.size(), first + visible); ++i) {
        const FieldLines::Piece& piece = lines.lines[i];
        draw_selection(ui, place, edit, piece, {place.inner.x0, y});
        draw_run(ui, place.inner.x0, y + baseline_of(place.size, place.line),
                 words.substr(piece.from, piece.to - piece.from), place.size, ui.theme().ink);
        if (focused && i == caret_line) {
            const float x =
                run_width(ui.fonts(), place.size, words.substr(piece.from, edit.caret() - piece.from));
            draw_caret(ui, place.inner.x0 + std::min(x, place.inner.width()), y + place.line * 0.1F,
                       place.line * 0.8F);
        }
        y += place.line;
    }
    const float row = std::max(0.0F, (touched.y - place.inner.y0) / place.line);
    const std::size_t hit = std::min(first + static_cast<std::size_t>(row), lines.lines.size() - 1);
    return byte_at(ui.fonts(), place.size, words, lines.lines[hit], touched.x - place.inner.x0);
}

/// The line the caret stands in, moved along so that the caret is seen.
std::size_t draw_one_line(Ui& ui, const Place& place, const TextEdit& edit, bool focused, Point touched)
{
    const std::string_view words = edit.text();
    const auto before = edit.caret() == 0 ? std::string_view::npos : words.rfind('\n', edit.caret() - 1);
    const std::size_t from = before == std::string_view::npos ? 0 : before + 1;
    const FieldLines::Piece piece{from, std::min(words.find('\n', edit.caret()), words.size())};
    const float caret =
        run_width(ui.fonts(), place.size, words.substr(piece.from, edit.caret() - piece.from));
    // A field that nobody types into shows how its text begins.
    const float moved = focused ? std::round(caret - place.inner.width() * 0.9F) : 0;
    const float x = place.inner.x0 - std::max(0.0F, moved);
    const float middle = place.inner.centre().y;
    // What is moved out at the left ends with a whole letter, and "…" says that there is more.
    const float dots = moved > 0 ? run_width(ui.fonts(), place.size, kMore) : 0;
    std::size_t begin = piece.from;
    float gone = 0;
    while (moved > 0 && begin < edit.caret() && gone < moved + dots)
        gone += ui.fonts().advance(place.size, protocol::next_code_point(words, begin));
    ui.push_clip(
        {place.inner.x0 - 2, place.inner.y0 - place.line, place.inner.x1 + 4, place.inner.y1 + place.line});
    draw_selection(ui, place, edit, piece, {x, middle - place.line / 2});
    const float baseline = middle + place.size.em * Fonts::cap_ratio() / 2;
    if (moved > 0) draw_run(ui, x + gone - dots, baseline, kMore, place.size, ui.theme().quiet);
    draw_run(ui, x + gone, baseline, words.substr(begin, piece.to - begin), place.size, ui.theme().ink);
    if (focused) draw_caret(ui, x + caret, middle - place.line * 0.4F, place.line * 0.8F);
    ui.pop_clip();
    return byte_at(ui.fonts(), place.size, words, piece, touched.x - x);
}

}  // namespace

std::optional<std::size_t> text_field(Ui& ui, const Rect& rect, std::string_view name, const TextEdit& edit,
                                      const FieldStyle& style)
{
    const Theme& t = ui.theme();
    // What is typed is no label: it must not leave the field (kiosk.md §4).
    Ui::TargetOptions options;
    options.text_mm = ui.cap_mm(Face::Body);
    options.bounce = 0;
    // A seated hand touches what it reaches of it.
    const Rect reached = ui.lowered() ? rect.intersect(ui.reach()) : rect;
    options.label_px = reached.inset(ui.mm(5), ui.mm(3));
    const Ui::Touched touched = ui.target(reached, name, style.placeholder, options);

    const float radius = paint::radius(ui);
    paint::fill(ui, rect, t.surface, radius);
    const bool lit = style.focused || touched.pressed;
    paint::outline(ui, rect, lit ? t.primary : t.line, lit ? paint::stroke(ui) : paint::hairline(ui), radius);
    // A second line is worth more than the air round the first.
    const bool low = rect.height() < 3 * line_height(ui, Face::Body) + 2 * ui.mm(5);
    Place place{rect.inset(ui.mm(6), ui.mm(style.multiline && !low ? 5 : 2)), ui.font(Face::Body),
                line_height(ui, Face::Body)};
    if (style.icon != Icon::None) {
        const float size = ui.mm(8.5F) * std::min(ui.text_scale(), 1.4F);
        icon(ui, place.inner.cut_left(size, ui.mm(4)), style.icon, size, t.primary);
    }
    if (style.band) place.inner = place.inner.measure(ui.mm(60));
    if (edit.empty()) {
        TextStyle hint;
        hint.quiet = true;
        if (style.multiline && !style.band) {
            text(ui, place.inner, style.placeholder, hint);
        } else {
            line(ui, place.inner, style.placeholder, hint);
        }
    }
    const bool many = style.multiline && !style.band;
    // A line that does not fit is set smaller before any of it moves out of sight.
    if (!style.multiline && run_width(ui.fonts(), place.size, edit.text()) > place.inner.width() * 0.9F)
        place.size = ui.font(Face::Small);
    const std::size_t byte = many ? draw_lines(ui, place, edit, style.focused, touched.at)
                                  : draw_one_line(ui, place, edit, style.focused, touched.at);
    if (!touched.fired) return std::nullopt;
    return byte;
}

float field_height(const Ui& ui) { return ui.mm(std::max(20.0F, 11.0F + 9.0F * ui.text_scale())); }

}  // namespace kiosk
