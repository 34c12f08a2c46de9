#include "kiosk/ui/markdown.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/markdown_layout.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/sideways.h"

namespace kiosk {

namespace {

/// Everything a layout depends on.
struct Measure {
    float width = 0;
    int zoom = 0;
    float body_em = 0;
    float px_per_mm = 0;
    std::vector<float> pictures;  ///< heights
    friend bool operator==(const Measure&, const Measure&) = default;
};

}  // namespace

struct Markdown::Body {
    Parsed parsed;
    LaidBody laid;
    Measure measure;
    PictureHeight picture_height;
    std::string name;
    std::uint64_t number = 0;  ///< scroll places of its tables are kept by it
    int highlighted = -1;

    void draw_backing(Ui& ui, const Backing& backing, Point at) const;
    void draw_line(Ui& ui, const LaidLine& laid_line, Point at, int zoom, float from, float to) const;
    void draw_table(Ui& ui, const LaidTable& table, std::size_t ordinal, Point at, int zoom) const;
    void draw_columns(Ui& ui, const LaidTable& table, const Rect& where, Point at, int zoom,
                      bool first) const;
};

Markdown::Markdown() : body_(std::make_unique<Body>())
{
    static std::uint64_t last = 0;
    body_->number = ++last;
}
Markdown::Markdown(std::string_view source) : Markdown() { body_->parsed = parse_markdown(source); }
Markdown::Markdown(Markdown&&) noexcept = default;
Markdown& Markdown::operator=(Markdown&&) noexcept = default;
Markdown::~Markdown() = default;

void Markdown::set_pictures(PictureHeight height) { body_->picture_height = std::move(height); }
void Markdown::set_name(std::string_view name) { body_->name = name; }

std::vector<Markdown::Picture> Markdown::pictures() const
{
    std::vector<Picture> all;
    for (const LaidPicture& laid : body_->laid.pictures) all.push_back({laid.rect, laid.source, laid.words});
    return all;
}

float Markdown::layout(Ui& ui, float width, int zoom)
{
    Measure measure{width, zoom, ui.font(Face::Body, zoom).em, ui.look().px_per_mm, {}};
    for (const Block& block : body_->parsed.blocks) {
        if (block.kind != Block::Kind::Picture) continue;
        std::string words;
        for (const WordRun& run : block.runs) words += run.text;
        measure.pictures.push_back(body_->picture_height ? body_->picture_height(block.source, words, width)
                                                         : 0.F);
    }
    if (!body_->picture_height && measure.pictures.size() == body_->measure.pictures.size())
        measure.pictures = body_->measure.pictures;
    if (!(measure == body_->measure)) {
        body_->laid = lay_out(ui, body_->parsed, width, zoom, measure.pictures);
        body_->measure = std::move(measure);
    }
    return body_->laid.height;
}

void Markdown::Body::draw_backing(Ui& ui, const Backing& backing, Point at) const
{
    const Theme& theme = ui.theme();
    const Rect rect = backing.rect.moved(at.x, at.y);
    if (!rect.overlaps(ui.clip())) return;
    switch (backing.kind) {
        case Backing::Kind::Head:
            paint::fill(ui, rect, theme.soft, 0);
            break;
        case Backing::Kind::Stripe:
            paint::fill(ui, rect, theme.sunken, 0);
            break;
        case Backing::Kind::Card:
            paint::fill(ui, rect, theme.sunken, ui.mm(2));
            break;
        case Backing::Kind::Rule:
            paint::fill(ui, rect, theme.line, 0);
            break;
        case Backing::Kind::QuoteBar:
            paint::fill(ui, rect, theme.primary, 0);
            break;
    }
}

/// Only the segments that begin in [from, to) px of the line.
void Markdown::Body::draw_line(Ui& ui, const LaidLine& laid_line, Point at, int zoom, float from,
                               float to) const
{
    const Unspoken already{ui};  // told as whole sentences
    for (const Segment& segment : laid_line.segments) {
        if (segment.x < from || segment.x >= to) continue;
        const Rect rect{at.x + segment.x, at.y + laid_line.top,
                        at.x + segment.x + std::ceil(segment.width) + 2,
                        at.y + laid_line.top + laid_line.height};
        TextStyle style;
        style.face = segment.face;
        style.zoom = zoom;
        if (segment.head) style.colour = &ui.theme().on_soft;
        if (segment.sentence >= 0 && segment.sentence == highlighted)
            style.highlights = {{0, segment.words.size()}};
        line(ui, rect, segment.words, style);
    }
}

/// The first column, or all the others, of the rows inside `where`.
void Markdown::Body::draw_columns(Ui& ui, const LaidTable& table, const Rect& where, Point at, int zoom,
                                  bool first) const
{
    ui.push_clip(where);
    if (!ui.clip().empty()) {
        if (first && table.moves()) paint::fill(ui, where, ui.theme().surface, 0);
        for (const Backing& backing : table.backings) draw_backing(ui, backing, at);
        for (const LaidLine& laid_line : table.lines) {
            const float top = at.y + laid_line.top;
            if (top >= ui.clip().y1) break;
            if (top + laid_line.height <= ui.clip().y0) continue;
            if (first)
                draw_line(ui, laid_line, at, zoom, 0, table.first);
            else
                draw_line(ui, laid_line, at, zoom, table.first, table.wide + 1);
        }
    }
    ui.pop_clip();
}

void Markdown::Body::draw_table(Ui& ui, const LaidTable& table, std::size_t ordinal, Point at, int zoom) const
{
    const std::string place = "table." + std::to_string(ordinal);
    const Rect whole = table.rect.moved(at.x, at.y);
    const Rect clip = ui.clip();
    if (table.moves() && table.buttons.moved(at.x, at.y).overlaps(clip))
        sideways_buttons(ui, table.buttons.moved(at.x, at.y), place, number, name + "." + place);
    if (!whole.overlaps(clip)) return;
    float moved = 0;
    if (table.moves()) moved = sideways(ui, whole, place, number, table.wide);

    // The head stands at the top of what is seen; the rows go by under it.
    const float head_top = std::clamp(clip.y0, whole.y0, std::max(whole.y0, whole.y1 - table.head));
    const float first_right = whole.x0 + table.first;
    const auto both = [&](Rect rows, float top) {
        rows = rows.intersect(clip);
        draw_columns(ui, table, {first_right, rows.y0, whole.x1, rows.y1}, {whole.x0 - moved, top}, zoom,
                     false);
        draw_columns(ui, table, {whole.x0, rows.y0, first_right, rows.y1}, {whole.x0, top}, zoom, true);
    };
    both({whole.x0, head_top + table.head, whole.x1, whole.y1}, whole.y0);
    both({whole.x0, head_top, whole.x1, head_top + table.head}, head_top);
    if (!table.moves()) return;
    // What goes on beyond an edge is darkened there.
    const Rect body = whole.intersect(clip);
    const float edge = ui.mm(3);
    if (moved > 0.5F) edge_shade(ui, {first_right, body.y0, first_right + edge, body.y1}, true);
    if (moved < table.wide - whole.width() - 0.5F)
        edge_shade(ui, {whole.x1 - edge, body.y0, whole.x1, body.y1}, false);
}

void Markdown::draw(Ui& ui, Point at, float width, int zoom)
{
    layout(ui, width, zoom);
    hear(ui, at);
    const Rect clip = ui.clip();
    for (const Backing& backing : body_->laid.backings) body_->draw_backing(ui, backing, at);
    for (std::size_t i = 0; i < body_->laid.tables.size(); ++i)
        body_->draw_table(ui, body_->laid.tables[i], i, at, zoom);
    const auto& lines = body_->laid.lines;
    // Tops rise down the page, so what is in sight is one stretch; a row's lines may be taller than the next
    // top.
    auto line_at = std::lower_bound(lines.begin(), lines.end(), clip.y0 - at.y,
                                    [](const LaidLine& a, float y) { return a.top + a.height <= y; });
    for (; line_at != lines.end() && line_at->top + at.y < clip.y1; ++line_at)
        body_->draw_line(ui, *line_at, at, zoom, -1e6F, 1e6F);
}

void Markdown::hear(Ui& ui, Point at)
{
    Hearing& hearing = ui.inside().hearing;
    body_->highlighted = -1;
    if (!hearing.awake()) return;
    for (std::size_t i = 0; i < body_->parsed.sentences.size(); ++i) {
        const auto sentence = static_cast<int>(i);
        if (!hearing.text({at.x, at.y, at.x + 1, at.y + 1}, body_->parsed.sentences[i])) continue;
        body_->highlighted = sentence;
        const Place place = place_of(sentence);
        hearing.lit_between(at.y + place.top, at.y + place.bottom);
    }
}

Markdown::Place Markdown::place_of(int sentence) const
{
    Place place;
    bool found = false;
    const auto look = [&](const std::vector<LaidLine>& lines, float from) {
        for (const LaidLine& line : lines) {
            const bool here = std::any_of(line.segments.begin(), line.segments.end(),
                                          [sentence](const Segment& s) { return s.sentence == sentence; });
            if (!here) continue;
            if (!found) place.top = from + line.top;
            place.bottom = std::max(place.bottom, from + line.top + line.height);
            found = true;
        }
    };
    look(body_->laid.lines, 0);
    for (const LaidTable& table : body_->laid.tables) look(table.lines, table.rect.y0);
    return place;
}

bool Markdown::empty() const { return body_->parsed.blocks.empty(); }

}  // namespace kiosk
