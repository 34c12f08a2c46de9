#include "kiosk/screens/document_parts.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

namespace {

constexpr float kNoEnd = 1.0e6F;

/// Width of some 65 letters: from the end of a longer line the eye does not find the next one (kiosk.md §2).
float line_measure(const Ui& ui, Face face, int zoom = 0) { return std::round(31 * ui.font(face, zoom).em); }

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
    const float width = std::min(area_.width(), line_measure(ui_, style.face, style.zoom));
    const Rect rect = place(text_height(ui_, width, text, style), gap_mm);
    if (seen(rect)) (void)kiosk::text(ui_, {rect.x0, rect.y0, rect.x0 + width, rect.y1}, text, style);
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
    const float width = std::min(area_.width(), line_measure(ui_, Face::Small));
    const Rect rect = place(note_height(ui_, width, text));
    if (seen(rect)) (void)kiosk::note(ui_, {rect.x0, rect.y0, rect.x0 + width, rect.y1}, icon, text, tone);
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

void Flow::step(const TimelineStep& one)
{
    const Rect rect = place(timeline_step_height(ui_, area_.width(), one), 0);
    if (seen(rect)) (void)timeline_step(ui_, rect, one);
}

float words_height(Ui& ui, float width, std::string_view text, const TextStyle& style)
{
    return text_height(ui, std::min(width, line_measure(ui, style.face, style.zoom)), text, style);
}

Rect beside_bar(const Ui& ui, const ScrollArea& scroll)
{
    Rect column = scroll.content();
    column.x1 -= ui.mm(4);
    return column;
}

Rect reading_column(const Ui& ui, const ScrollArea& scroll)
{
    return beside_bar(ui, scroll).measure(line_measure(ui, Face::Body));
}

void draw_bar(Flow& flow, std::string_view name, std::string_view number, std::span<const PlotPart> parts,
              std::int64_t most)
{
    Ui& ui = flow.ui();
    const TextStyle bold{.face = Face::BodyBold, .align = Align::Right, .leading = 1.35F};
    const TextStyle plain{.rich = true};
    const float right = std::ceil(text_width(ui, number, Face::BodyBold)) + ui.mm(1);
    // A long number goes below its name.
    const bool beside = right < flow.width() * 0.45F;
    const float room = beside ? flow.width() - right - ui.mm(3) : flow.width();
    const float words = text_height(ui, room, name, plain);
    const float below = beside ? 0 : line_height(ui, Face::BodyBold, 1.35F);
    Rect place = flow.place(words + below + ui.mm(1) + plot_bar_height(ui), 5);
    if (!flow.seen(place)) return;
    Rect top = place.cut_top(words + below, ui.mm(1));
    if (beside) {
        line(ui, top.cut_right(right).with_height(line_height(ui, Face::BodyBold, 1.35F)), number, bold);
        top.cut_right(ui.mm(3));
    } else {
        line(ui, top.cut_bottom(below), number, {.face = Face::BodyBold, .leading = 1.35F});
    }
    (void)text(ui, top, name, plain);
    if (parts.empty())
        plot_stub(ui, place);
    else
        plot_bar(ui, place, parts, most);
}

void draw_figures(Flow& flow, std::span<const Figure> figures)
{
    if (figures.empty()) return;
    Ui& ui = flow.ui();
    const float gap = ui.mm(4);
    const auto widest = static_cast<int>((flow.width() + gap) / (ui.mm(58) * ui.text_scale() + gap));
    const int across = std::clamp(widest, 1, static_cast<int>(figures.size()));
    for (std::size_t i = 0; i < figures.size(); i += static_cast<std::size_t>(across)) {
        const auto many = std::min<std::size_t>(static_cast<std::size_t>(across), figures.size() - i);
        const auto places = columns({0, 0, flow.width(), 1}, static_cast<int>(many), gap);
        float height = 0;
        for (std::size_t k = 0; k < many; ++k)
            height = std::max(
                height, figure_height(ui, places[k].width(), figures[i + k].number, figures[i + k].words));
        const Rect row = flow.place(height, 4);
        if (!flow.seen(row)) continue;
        const auto cells = columns(row, static_cast<int>(many), gap);
        float alike = 100;
        for (std::size_t k = 0; k < many; ++k)
            alike = std::min(alike, figure_number_mm(ui, cells[k].width(), figures[i + k].number));
        for (std::size_t k = 0; k < many; ++k)
            figure(ui, cells[k], figures[i + k].number, figures[i + k].words, alike);
    }
}

void draw_soft_card(Flow& flow, std::string_view heading, std::span<const std::string> paragraphs, Tone tone)
{
    Ui& ui = flow.ui();
    const float pad = card_padding(ui);
    const float width = flow.width() - 2 * pad;
    const TextStyle style{.rich = true};
    const TextStyle bold{.face = Face::BodyBold, .leading = 1.35F};
    float height = 2 * pad;
    if (!heading.empty()) height += text_height(ui, width, heading, bold) + ui.mm(2);
    for (const std::string& words : paragraphs) height += text_height(ui, width, words, style) + ui.mm(2);
    const Rect place = flow.place(height - ui.mm(2), 6);
    if (!flow.seen(place)) return;
    Rect inside = card(ui, place, {.soft = true, .tone = tone});
    const Colour ink = tone_ink(ui.theme(), tone);
    TextStyle coloured = bold;
    coloured.colour = &ink;
    paragraph(ui, inside, heading, coloured, ui.mm(2));
    for (const std::string& words : paragraphs) paragraph(ui, inside, words, style, ui.mm(2));
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

void draw_office(const HelpOffice& office, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.gap(3);
    flow.words(office.office, {.face = Face::Title, .leading = 1.3F}, 2);
    if (!office.role.empty()) flow.words(office.role, {.quiet = true});
    if (!office.room.empty()) flow.entry(Icon::Place, office.room);
    for (const std::string& hours : office.hours) flow.entry(Icon::Clock, hours);
    if (!office.reception_day.empty())
        flow.entry(Icon::Calendar, ui.tr("contact.reception", {{"when", office.reception_day}}));
    if (!office.phone.empty()) flow.entry(Icon::Phone, office.phone);
}

}  // namespace kiosk
