#include "kiosk/ui/markdown.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/markdown_layout.h"
#include "kiosk/ui/paint.h"

namespace kiosk {

namespace {

/// Everything a layout depends on.
struct Measure {
    float width = 0;
    int zoom = 0;
    float body_em = 0;
    float px_per_mm = 0;
    friend bool operator==(const Measure&, const Measure&) = default;
};

}  // namespace

struct Markdown::Body {
    Parsed parsed;
    LaidBody laid;
    Measure measure;
    int highlighted = -1;
};

Markdown::Markdown() : body_(std::make_unique<Body>()) {}
Markdown::Markdown(std::string_view source) : Markdown() { body_->parsed = parse_markdown(source); }
Markdown::Markdown(Markdown&&) noexcept = default;
Markdown& Markdown::operator=(Markdown&&) noexcept = default;
Markdown::~Markdown() = default;

float Markdown::layout(Ui& ui, float width, int zoom)
{
    const Measure measure{width, zoom, ui.font(Face::Body, zoom).em, ui.look().px_per_mm};
    if (!(measure == body_->measure)) {
        body_->laid = lay_out(ui, body_->parsed, width, zoom);
        body_->measure = measure;
    }
    return body_->laid.height;
}

void Markdown::draw(Ui& ui, Point at, float width, int zoom)
{
    layout(ui, width, zoom);
    const Theme& theme = ui.theme();
    const Rect clip = ui.clip();
    for (const Backing& backing : body_->laid.backings) {
        const Rect rect = backing.rect.moved(at.x, at.y);
        if (!rect.overlaps(clip)) continue;
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
    const auto& lines = body_->laid.lines;
    // Tops rise down the page, so what is in sight is one stretch; a row's lines may be taller than the next
    // top.
    auto line_at = std::lower_bound(lines.begin(), lines.end(), clip.y0 - at.y,
                                    [](const LaidLine& a, float y) { return a.top + a.height <= y; });
    for (; line_at != lines.end() && line_at->top + at.y < clip.y1; ++line_at) {
        for (const Segment& segment : line_at->segments) {
            const Rect rect{at.x + segment.x, at.y + line_at->top,
                            at.x + segment.x + std::ceil(segment.width) + 2,
                            at.y + line_at->top + line_at->height};
            TextStyle style;
            style.face = segment.face;
            style.zoom = zoom;
            if (segment.head) style.colour = &theme.on_soft;
            if (segment.sentence >= 0 && segment.sentence == body_->highlighted)
                style.highlights = {{0, segment.words.size()}};
            line(ui, rect, segment.words, style);
        }
    }
}

const std::vector<std::string>& Markdown::sentences() const { return body_->parsed.sentences; }

void Markdown::highlight(int sentence) { body_->highlighted = sentence; }

Markdown::Place Markdown::place_of(int sentence) const
{
    Place place;
    bool found = false;
    for (const LaidLine& line : body_->laid.lines) {
        const bool here = std::any_of(line.segments.begin(), line.segments.end(),
                                      [sentence](const Segment& s) { return s.sentence == sentence; });
        if (!here) continue;
        if (!found) place.top = line.top;
        place.bottom = std::max(place.bottom, line.top + line.height);
        found = true;
    }
    return place;
}

bool Markdown::empty() const { return body_->parsed.blocks.empty(); }

}  // namespace kiosk
