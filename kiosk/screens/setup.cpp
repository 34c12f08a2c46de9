#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/speech_bar.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// This page has no tools; it can be read aloud all the same.
void draw_listen(const State& state, Ui& ui, Rect place, Action& action)
{
    if (!state.health.sound) return;
    if (state.speech) return speech_bar(state, ui, place, action);
    const SpokenAs last{ui, SpokenPlace::Tools};
    const ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::ReadAloud};
    const std::string_view label = ui.tr("tool.read");
    if (button(ui, place.cut_left(button_width(ui, label, style)), "frame.read", label, style))
        action = act::ReadAloud{};
}

}  // namespace

Action draw_setup(const State& state, Ui& ui)
{
    Action action;
    Rect whole = ui.safe();
    draw_listen(state, ui, whole.cut_bottom(tool_bar_height(ui), ui.mm(4)), action);
    Rect area = whole.measure(ui.mm(260));
    const bool store = state.setup.problem == SetupProblem::NoStore;
    const bool bad = state.setup.problem == SetupProblem::BadConfiguration;
    const std::string_view title = ui.tr(store ? "setup.store" : bad ? "setup.bad" : "setup.none");
    (void)area.cut_top(ui.mm(ui.portrait() ? 40 : 4));
    const float height = statement(ui, area, Icon::Settings, Tone::Primary, title, ui.tr("setup.words"));
    (void)area.cut_top(height, ui.mm(10));
    Flow flow{ui, area};
    const Setup& setup = state.setup;
    if (!setup.refusal.empty()) {
        const std::string line = std::to_string(setup.line);
        flow.entry(Icon::Warning,
                   ui.tr(setup.refusal,
                         {{"line", line}, {"key", setup.key}, {"least", setup.least}, {"most", setup.most}}),
                   Tone::Warn);
    }
    if (!store) {
        flow.entry(Icon::Staff, ui.tr("setup.do.file"));
        flow.entry(Icon::Sync, ui.tr("setup.do.restart"));
    } else {
        flow.entry(Icon::Storage, ui.tr("setup.do.disk"));
    }
    // The file's name is for technicians: it stands where the steps leave room.
    if (flow.used() + 2 * line_height(ui, Face::Small) < area.height())
        flow.words(setup.detail, {.face = Face::Small, .quiet = true});
    return action;
}

}  // namespace kiosk
