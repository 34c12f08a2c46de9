#include <algorithm>
#include <cmath>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// Clock and date at the right; takes their room from `rect`.
void draw_clock(Ui& ui, Rect& rect, std::string_view clock, std::string_view date)
{
    if (clock.empty() && date.empty()) return;
    const SpokenAs last{ui, SpokenPlace::Tools};
    const float width = std::max(text_width(ui, clock, Face::Title), text_width(ui, date, Face::Small)) + 2;
    // A long date gives way before the title does, and where two lines would not stand clear of the page.
    const bool room = width < rect.width() * 0.42F && ui.text_scale() < 1.5F;
    Rect place = rect.cut_right(room ? width : text_width(ui, clock, Face::Title) + 2, ui.mm(4));
    const float top = line_height(ui, Face::Title, 1.25F);
    const float below = room ? line_height(ui, Face::Small, 1.3F) : 0;
    place = place.centred(place.width(), top + below);
    TextStyle style;
    style.align = Align::Right;
    style.face = Face::Title;
    line(ui, place.cut_top(top), clock, style);
    if (!room) return;
    style.face = Face::Small;
    style.quiet = true;
    line(ui, place, date, style);
}

}  // namespace

float header_back_width(Ui& ui, std::string_view back)
{
    return std::max(ui.mm(24), text_width(ui, back, Face::SmallBold) + 2 * ui.mm(2));
}

HeaderAsk header(Ui& ui, const Rect& rect, const HeaderText& words)
{
    HeaderAsk ask = HeaderAsk::None;
    Rect rest = rect;
    if (!words.back.empty()) {
        ButtonStyle style;
        style.kind = ButtonKind::Plain;
        style.icon = Icon::Back;
        style.stacked = true;
        const SpokenAs last{ui, SpokenPlace::Tools};
        const float width = header_back_width(ui, words.back);
        if (button(ui, rest.cut_left(width, ui.mm(4)), "back", words.back, style)) ask = HeaderAsk::Back;
    }
    const Label wanted{Face::Title, 2, Align::Left, ui.theme().ink, 1.25F};
    // On an upright page the largest letters need the clock's room before the title becomes smaller.
    const float beside = rest.width() - text_width(ui, words.clock, Face::Title) - ui.mm(4);
    const bool clock = !ui.portrait() || ui.text_scale() < 1.5F ||
                       fit_label(ui, beside, rest.height(), words.title, wanted).face == Face::Title;
    if (clock) draw_clock(ui, rest, words.clock, words.date);
    const SpokenAs first{ui, SpokenPlace::Title};
    const FittedLabel fitted = fit_label(ui, rest.width(), rest.height(), words.title, wanted);
    draw_label(ui, rest, words.title, wanted, fitted);
    return ask;
}

void home_header(Ui& ui, const Rect& rect, std::string_view commune, std::string_view line_below,
                 std::string_view clock, std::string_view date)
{
    const Theme& t = ui.theme();
    Rect rest = rect;
    const float crest = std::min(rect.height(), ui.mm(21));
    const Rect place = rest.cut_left(crest, ui.mm(5)).centred(crest, crest);
    paint::fill(ui, place, t.primary, ui.mm(4));
    icon(ui, place, Icon::Hall, std::round(crest * 0.62F), t.on_primary);
    draw_clock(ui, rest, clock, date);
    const SpokenAs first{ui, SpokenPlace::Title};
    const Label wanted{Face::Title, 1, Align::Left, t.ink, 1.3F};
    if (ui.text_scale() > 1.5F) line_below = {};
    const float small = line_below.empty() ? 0 : line_height(ui, Face::Small, 1.35F);
    const FittedLabel fitted =
        fit_label(ui, rest.width(), line_height(ui, Face::Title, 1.3F), commune, wanted);
    Rect words = rest.centred(rest.width(), fitted.height + small);
    draw_label(ui, words.cut_top(fitted.height), commune, wanted, fitted);
    const Label second{Face::Small, 1, Align::Left, t.quiet, 1.35F};
    draw_label(ui, words, line_below, second,
               fit_label(ui, words.width(), words.height(), line_below, second));
}

float header_height(const Ui& ui) { return ui.mm(std::max(22.0F, 12.0F + 10.0F * ui.text_scale())); }

}  // namespace kiosk
