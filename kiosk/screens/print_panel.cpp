#include "kiosk/screens/print_panel.h"

#include <algorithm>
#include <string>

#include "kiosk/screens/frame.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

struct Said {
    Icon icon;
    Tone tone;
    std::string_view title;
    std::string_view words;
};

Said said(const PrintState& print)
{
    if (print.working) return {Icon::Print, Tone::Primary, "print.working", "print.working.words"};
    switch (print.trouble) {
        case PrintTrouble::NoPaper:
            return {Icon::Warning, Tone::Warn, "print.no_paper", "print.trouble.words"};
        case PrintTrouble::Stopped:
            return {Icon::Warning, Tone::Warn, "print.stopped", "print.trouble.words"};
        case PrintTrouble::Failed:
            return {Icon::Warning, Tone::Warn, "print.failed", "print.trouble.words"};
        case PrintTrouble::None:
            break;
    }
    switch (print.what) {
        case PrintWhat::Receipt:
            return {Icon::Check, Tone::Good, "print.done", "print.done.receipt"};
        case PrintWhat::Complaint:
            return {Icon::Check, Tone::Good, "print.done", "print.done.complaint"};
        default:
            return {Icon::Check, Tone::Good, "print.done", "print.done.words"};
    }
}

}  // namespace

Action draw_print_panel(const State& state, Ui& ui)
{
    const Said what = said(*state.print);
    const float foot = button_height(ui);
    const float width = std::min(ui.reach().width(), ui.mm(190)) - ui.mm(16);
    const float picture = ui.mm(35);
    const float wanted =
        picture + text_height(ui, width, ui.tr(what.title), {.face = Face::Display, .leading = 1.25F}) +
        text_height(ui, width, ui.tr(what.words), {.rich = true}) + foot + ui.mm(36);
    const bool fits = wanted <= ui.reach().height();
    Rect box = question(ui, std::min(fits ? wanted : wanted - picture, ui.reach().height()));
    const Rect close = box.cut_bottom(foot, ui.mm(6));
    if (fits) {
        statement(ui, box, what.icon, what.tone, ui.tr(what.title), ui.tr(what.words));
    } else {
        paragraph(ui, box, ui.tr(what.title), {.face = Face::Title, .align = Align::Centre, .leading = 1.25F},
                  ui.mm(3));
        paragraph(ui, box, ui.tr(what.words), {.align = Align::Centre, .rich = true}, 0);
    }
    if (button(ui, close, "print.close", ui.tr(state.print->working ? "print.hide" : "print.close"),
               {.kind = ButtonKind::Primary}))
        return act::ClosePrint{};
    return {};
}

}  // namespace kiosk
