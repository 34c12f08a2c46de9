#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kHelp = "help";

/// Only what really happened is said: a bell nobody can hear is no call.
void draw_bell(const State& state, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (state.bell == Bell::Rang) flow.banner(Tone::Good, Icon::Bell, ui.tr("help.rang"));
    if (state.bell == Bell::Mute) flow.banner(Tone::Warn, Icon::Bell, ui.tr("help.mute"));
}

}  // namespace

Action draw_help(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("help.title")}, action);
    const std::uint64_t key = state.visit().number;
    const bool ringing = state.bell == Bell::Ringing;
    const bool mute = state.bell == Bell::Mute;  // nobody is asked to try again what cannot be heard
    const bool turns = scrolls(ui, kHelp, key);
    if (turns || !mute) {
        Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
        if (turns) page_buttons(ui, foot.cut_left(foot.width() * 0.4F, part_gap(ui)), kHelp, key);
        if (!mute && button(ui, foot, "help.ring", ui.tr(ringing ? "help.ringing" : "help.ring"),
                            {.kind = ButtonKind::Primary, .icon = Icon::Bell, .enabled = !ringing}))
            action = act::RingBell{};
    }
    const Rect inside = card(ui, page.reading());
    ScrollArea scroll{ui, inside, kHelp, key};
    Flow flow{ui, reading_column(ui, scroll)};
    draw_bell(state, flow);
    flow.words(ui.tr("help.head"), {.face = Face::Title, .leading = 1.3F});
    if (!mute) flow.words(ui.tr("help.words"), {.rich = true});
    for (const HelpOffice& office : state.help) draw_office(office, flow);
    if (state.help.empty()) flow.entry(Icon::Staff, ui.tr("help.nobody"));
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
