#include "kiosk/ui/text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "kiosk/ui/glyph_sheet.h"
#include "kiosk/ui/inside.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/paragraph.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

bool is_bold(Face face) { return face != Face::Small && face != Face::Body; }

Face bold_of(Face face)
{
    if (face == Face::Small) return Face::SmallBold;
    if (face == Face::Body) return Face::BodyBold;
    return face;
}

Fit fit_for(const Ui& ui, float width, const TextStyle& style)
{
    return {ui.font(style.face, style.zoom), ui.font(bold_of(style.face), style.zoom), width,
            style.max_lines};
}

Colour colour_of(const Ui& ui, const TextStyle& style)
{
    if (style.colour != nullptr) return *style.colour;
    return style.quiet ? ui.theme().quiet : ui.theme().ink;
}

float shift_for(Align align, float room)
{
    if (align == Align::Left) return 0;
    return align == Align::Right ? room : room / 2;
}

void draw_highlight(Ui& ui, const Run& run, const FontSize& size, std::string_view words, Point at,
                    float height, std::size_t offset, const std::vector<Range>& ranges)
{
    for (const Range& range : ranges) {
        const std::size_t from = std::max(range.from, offset + run.from);
        const std::size_t to = std::min(range.to, offset + run.to);
        if (from >= to) continue;
        const float left = run_width(ui.fonts(), size, words.substr(run.from, from - offset - run.from));
        const float width = run_width(ui.fonts(), size, words.substr(from - offset, to - from));
        paint::fill(ui, {at.x + left, at.y, at.x + left + width, at.y + height}, ui.theme().highlight, 0);
    }
}

/// What the letters cover.
Rect standing(const Ui& ui, const Rect& rect, const Broken& broken, const TextStyle& style)
{
    const float height =
        line_height(ui, style.face, style.leading, style.zoom) * static_cast<float>(broken.lines.size());
    const float widest = broken.widest();
    const float left = rect.x0 + shift_for(style.align, rect.width() - widest);
    return {left, rect.y0, left + widest, rect.y0 + height};
}

/// The run's part inside of `range`, as bytes of its span; nothing when they do not meet.
std::optional<Range> part_of(const Run& run, std::size_t offset, const Range& range)
{
    const std::size_t from = std::max(range.from, offset + run.from);
    const std::size_t to = std::min(range.to, offset + run.to);
    return from < to ? std::optional{Range{from - offset, to - offset}} : std::nullopt;
}

/// The words of a run; what stands on the highlight is in ink. `on_highlight`: bytes of `words`, in order.
void draw_words(Ui& ui, const Run& run, std::string_view words, const FontSize& size, Point at, Colour colour,
                const std::vector<Range>& on_highlight)
{
    std::size_t drawn = run.from;
    const auto piece = [&](std::size_t to, Colour ink) {
        if (to <= drawn) return;
        const std::string_view part = words.substr(drawn, to - drawn);
        draw_run(ui, at.x, at.y, part, size, ink);
        at.x += run_width(ui.fonts(), size, part);
        drawn = to;
    };
    for (const Range& range : on_highlight) {
        piece(range.from, colour);
        piece(range.to, ui.theme().ink);
    }
    piece(run.to, colour);
}

/// Where the lit part stands, in sight or not: the page scrolls to it.
void tell_lit(Ui& ui, const Rect& rect, const Broken& broken, const std::vector<Span>& spans,
              std::string_view whole, float height, const Range& lit)
{
    std::optional<std::size_t> first;
    std::size_t last = 0;
    for (std::size_t i = 0; i < broken.lines.size(); ++i)
        for (const Run& run : broken.lines[i].runs) {
            const auto offset = static_cast<std::size_t>(spans[run.span].words.data() - whole.data());
            if (!part_of(run, offset, lit)) continue;
            if (!first) first = i;
            last = i;
        }
    if (first)
        ui.inside().hearing.lit_between(rect.y0 + static_cast<float>(*first) * height,
                                        rect.y0 + static_cast<float>(last + 1) * height);
}

void draw_lines(Ui& ui, const Rect& rect, const Broken& broken, const std::vector<Span>& spans,
                std::string_view whole, const TextStyle& style)
{
    Hearing& hearing = ui.inside().hearing;
    const std::optional<Range> lit =
        hearing.awake() ? hearing.text(standing(ui, rect, broken, style), whole) : std::nullopt;
    const Fit fit = fit_for(ui, rect.width(), style);
    const float height = line_height(ui, style.face, style.leading, style.zoom);
    const Colour colour = colour_of(ui, style);
    const Rect clip = ui.clip();
    if (lit) tell_lit(ui, rect, broken, spans, whole, height, *lit);
    float y = rect.y0;
    for (const Line& line : broken.lines) {
        if (y < clip.y1 && y + height > clip.y0) {
            const float left = rect.x0 + std::round(shift_for(style.align, rect.width() - line.width));
            for (const Run& run : line.runs) {
                const Span& span = spans[run.span];
                const FontSize& size = span.bold ? fit.bold : fit.regular;
                const auto offset = static_cast<std::size_t>(span.words.data() - whole.data());
                if (!style.highlights.empty()) {
                    draw_highlight(ui, run, size, span.words, {left + run.x, y}, height, offset,
                                   style.highlights);
                }
                const float baseline = y + baseline_of(fit.regular, height);
                const auto read = lit ? part_of(run, offset, *lit) : std::nullopt;
                if (read)
                    draw_highlight(ui, run, size, span.words, {left + run.x, y}, height, offset, {*lit});
                std::vector<Range> inked;
                for (const Range& range : style.highlights)
                    if (const auto part = part_of(run, offset, range)) inked.push_back(*part);
                if (read) inked.push_back(*read);
                std::ranges::sort(inked, {}, &Range::from);
                draw_words(ui, run, span.words, size, {left + run.x, baseline}, colour, inked);
                if (run.ellipsis) draw_run(ui, left + run.x + run.width, baseline, "…", size, colour);
            }
        }
        y += height;
    }
}

void record(Ui& ui, const Rect& rect, std::string_view words, const TextStyle& style, const Broken& broken)
{
    // A page under a question is veiled: its words are not what one reads.
    if (!ui.items().recording() || words.empty() || ui.frozen()) return;
    // What a scrolled area hides is not on the page.
    const Rect all = standing(ui, rect, broken, style);
    const Rect seen = all.intersect(ui.clip());
    if (seen.empty()) return;
    // As near its middle as is seen: a number on a disc touches the disc there.
    const Point middle{std::clamp(all.centre().x, seen.x0, std::max(seen.x0, seen.x1 - 1)),
                       std::clamp(all.centre().y, seen.y0, std::max(seen.y0, seen.y1 - 1))};
    const Colour ground = ui.items().ground_at(middle, ui.theme().paper);
    ui.items().note_text({std::string{words}, seen,
                          ui.cap_mm(style.face) * std::pow(1.2F, static_cast<float>(style.zoom)), broken.cut,
                          static_cast<int>(broken.lines.size()), style.leading, is_bold(style.face),
                          colour_of(ui, style), ground});
}

}  // namespace

float line_height(const Ui& ui, Face face, float leading, int zoom)
{
    return std::round(ui.font(face, zoom).em * leading);
}

float text(Ui& ui, const Rect& rect, std::string_view words, const TextStyle& style)
{
    if (words.empty()) return 0;
    const std::vector<Span> spans = rich_spans(words, style.rich, is_bold(style.face));
    const Broken broken = break_lines(ui.fonts(), spans, fit_for(ui, rect.width(), style));
    record(ui, rect, words, style, broken);  // first: what is lit in the text is no ground of the whole
    draw_lines(ui, rect, broken, spans, words, style);
    return line_height(ui, style.face, style.leading, style.zoom) * static_cast<float>(broken.lines.size());
}

float text_height(Ui& ui, float width, std::string_view words, const TextStyle& style)
{
    if (words.empty()) return 0;
    const std::vector<Span> spans = rich_spans(words, style.rich, is_bold(style.face));
    const Broken broken = break_lines(ui.fonts(), spans, fit_for(ui, width, style));
    return line_height(ui, style.face, style.leading, style.zoom) * static_cast<float>(broken.lines.size());
}

float text_width(Ui& ui, std::string_view words, Face face, int zoom)
{
    return std::ceil(run_width(ui.fonts(), ui.font(face, zoom), words));
}

void line(Ui& ui, const Rect& rect, std::string_view words, const TextStyle& style)
{
    if (words.empty()) return;
    TextStyle one = style;
    one.max_lines = 1;
    const std::vector<Span> spans = rich_spans(words, style.rich, is_bold(style.face));
    const Broken broken = break_lines(ui.fonts(), spans, fit_for(ui, rect.width(), one));
    const FontSize size = ui.font(style.face, style.zoom);
    const float height = line_height(ui, style.face, style.leading, style.zoom);
    // Capitals in the middle: what the eye takes for the middle of a label.
    const float baseline = rect.centre().y + size.em * Fonts::cap_ratio() / 2;
    const float top = std::round(baseline - baseline_of(size, height));
    const Rect place{rect.x0, top, rect.x1, top + height};
    record(ui, place, words, one, broken);
    draw_lines(ui, place, broken, spans, words, one);
}

void icon(Ui& ui, const Rect& rect, Icon which, float size, Colour colour)
{
    const std::string_view picture = icon_text(which);
    if (picture.empty()) return;
    const FontSize font{FontSize::File::Icons, std::round(size)};
    std::size_t at = 0;
    const Glyph& glyph = ui.fonts().glyph(font, protocol::next_code_point(picture, at));
    if (glyph.w == 0) return;
    // Pictures fill a square of one em that stands on the baseline.
    const Point centre = rect.centre();
    draw_run(ui, std::round(centre.x - font.em / 2), std::round(centre.y + font.em / 2), picture, font,
             colour);
}

void paragraph(Ui& ui, Rect& area, std::string_view words, const TextStyle& style, float gap)
{
    if (words.empty()) return;
    area.cut_top(text(ui, area, words, style), gap);
}

std::vector<Range> find_words(std::string_view words, std::string_view query)
{
    std::vector<Range> found;
    std::vector<std::uint32_t> origin;
    const std::string folded = protocol::fold(words, &origin);
    const std::string wanted = protocol::fold(query);
    for (std::size_t from = 0; from < wanted.size();) {
        const std::size_t to = std::min(wanted.find(' ', from), wanted.size());
        const std::string_view word = std::string_view{wanted}.substr(from, to - from);
        for (std::size_t at = word.empty() ? std::string::npos : folded.find(word); at != std::string::npos;
             at = folded.find(word, at + word.size())) {
            const bool starts = at == 0 || folded[at - 1] == ' ' || folded[at - 1] == '\n';
            if (!starts) continue;
            const std::size_t end = at + word.size();
            found.push_back({origin[at], end < origin.size() ? origin[end] : words.size()});
        }
        from = to + 1;
    }
    std::sort(found.begin(), found.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
    return found;
}

}  // namespace kiosk
