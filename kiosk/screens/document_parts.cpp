#include "kiosk/screens/document_parts.h"

namespace kiosk {

namespace {

constexpr float kNoEnd = 1.0e6F;

}  // namespace

Flow::Flow(Ui& ui, const Rect& column) : ui_(ui), area_(column), top_(column.y0)
{
    area_.y1 = area_.y0 + kNoEnd;
}

Rect Flow::place(float height, float gap_mm) { return area_.cut_top(height, ui_.mm(gap_mm)); }

void Flow::gap(float millimetres) { (void)area_.cut_top(ui_.mm(millimetres)); }

void Flow::words(std::string_view text, const TextStyle& style, float gap_mm)
{
    if (text.empty()) return;
    const Rect rect = place(text_height(ui_, area_.width(), text, style), gap_mm);
    if (seen(rect)) (void)kiosk::text(ui_, rect, text, style);
}

void Flow::heading(std::string_view text, Icon icon)
{
    gap(3);
    const Rect rect = place(line_height(ui_, Face::Title, 1.4F), 3);
    if (seen(rect)) (void)kiosk::heading(ui_, rect, text, icon);
}

void Flow::fact(std::string_view what, std::string_view value)
{
    if (value.empty()) return;
    const Rect rect = place(fact_height(ui_, area_.width(), what, value), 2);
    if (seen(rect)) (void)kiosk::fact(ui_, rect, what, value);
}

void Flow::note(Icon icon, std::string_view text, Tone tone)
{
    const Rect rect = place(note_height(ui_, area_.width(), text));
    if (seen(rect)) (void)kiosk::note(ui_, rect, icon, text, tone);
}

void Flow::banner(Tone tone, Icon icon, std::string_view text)
{
    const Rect rect = place(banner_height(ui_, area_.width(), text));
    if (seen(rect)) (void)kiosk::banner(ui_, rect, tone, icon, text);
}

void Flow::entry(Icon picture, std::string_view text, Tone tone)
{
    const float side = ui_.mm(9) * ui_.text_scale();
    const float gap = ui_.mm(3);
    const float height = text_height(ui_, area_.width() - side - gap, text, {.rich = true});
    Rect rect = place(height, 3);
    if (!seen(rect)) return;
    const Rect mark = rect.cut_left(side, gap).with_height(line_height(ui_, Face::Body));
    icon(ui_, mark, picture, side, tone_ink(ui_.theme(), tone == Tone::Plain ? Tone::Primary : tone));
    (void)kiosk::text(ui_, rect, text, {.rich = true});
}

void Flow::bar(float share, Tone tone)
{
    const Rect rect = place(ui_.mm(8));
    if (seen(rect)) progress_bar(ui_, rect, share, tone);
}

Bodies& bodies_of(const std::shared_ptr<const offline_cache::Document>& document)
{
    // Only what everybody may read: the one document on screen, parsed when it came.
    static std::weak_ptr<const offline_cache::Document> of;
    static Bodies bodies;
    if (of.lock() != document) {
        of = document;
        bodies.body = Markdown{document->body};
        bodies.minutes = Markdown{document->minutes};
        bodies.body.set_name("body");
        bodies.minutes.set_name("minutes");
    }
    return bodies;
}

void draw_markdown(Flow& flow, Markdown& markdown, int zoom)
{
    if (markdown.empty()) return;
    const float height = markdown.layout(flow.ui(), flow.width(), zoom);
    const Rect rect = flow.place(height);
    if (flow.seen(rect)) markdown.draw(flow.ui(), {rect.x0, rect.y0}, flow.width(), zoom);
}

}  // namespace kiosk
