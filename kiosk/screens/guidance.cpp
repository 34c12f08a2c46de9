#include <algorithm>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kGuidance = "guidance";

void draw_denunciation(Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.words(ui.tr("denunciation.head"), {.face = Face::Title, .leading = 1.3F});
    flow.words(ui.tr("denunciation.why"), {.rich = true});
    flow.entry(Icon::Person, ui.tr("denunciation.in_person"));
    flow.entry(Icon::Write, ui.tr("denunciation.in_writing"));
    flow.entry(Icon::Lock, ui.tr("denunciation.secret"));
    flow.entry(Icon::Clock, ui.tr("denunciation.terms"));
    flow.entry(Icon::Hall, ui.tr("denunciation.above"));
}

void draw_complaint(Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.words(ui.tr("complaint.head"), {.face = Face::Title, .leading = 1.3F});
    flow.words(ui.tr("complaint.why"), {.rich = true});
    flow.entry(Icon::Document, ui.tr("complaint.holds"));
    flow.entry(Icon::Calendar, ui.tr("complaint.within"));
    flow.entry(Icon::Clock, ui.tr("complaint.terms"));
    flow.entry(Icon::Staff, ui.tr("complaint.help"));
}

/// With a printer a complaint becomes a draft to sign, a denunciation a sheet that says where to go.
void draw_foot(const State& state, Ui& ui, const Rect& foot, bool denunciation, Action& action)
{
    Rect done = foot;
    const bool paper = printable(state, denunciation ? PrintWhat::Guidance : PrintWhat::Complaint);
    ButtonStyle style{.kind = paper ? ButtonKind::Secondary : ButtonKind::Primary, .icon = Icon::Check};
    if (paper) {
        const auto two = columns(foot, {1.0F, 1.3F}, part_gap(ui));
        done = two[0];
        const std::string_view words = ui.tr(denunciation ? "guidance.print" : "complaint.begin");
        ButtonStyle print{.kind = ButtonKind::Primary, .icon = denunciation ? Icon::Print : Icon::Write};
        print.most_mm = style.most_mm = std::min(button_label_mm(ui, two[1], words, print),
                                                 button_label_mm(ui, done, ui.tr("guidance.done"), style));
        if (button(ui, two[1], denunciation ? "guidance.print" : "guidance.complaint", words, print)) {
            if (denunciation)
                action = act::Print{PrintWhat::Guidance};
            else
                action = act::OpenComplaint{};
        }
    }
    if (button(ui, done, "guidance.done", ui.tr("guidance.done"), style)) action = act::GoHome{};
}

}  // namespace

Action draw_guidance(const State& state, Ui& ui)
{
    Action action;
    const bool denunciation = state.view<GuidanceView>().guidance == Guidance::Denunciation;
    Page page =
        frame(state, ui, {.title = ui.tr(denunciation ? "denunciation.title" : "complaint.title")}, action);
    Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kGuidance, state.visit().number))
        page_buttons(ui, foot.cut_left(foot.width() * 0.4F, part_gap(ui)), kGuidance, state.visit().number);
    draw_foot(state, ui, foot, denunciation, action);
    const Rect inside = fitting_card(ui, page.reading(), kGuidance, state.visit().number);
    ScrollArea scroll{ui, inside, kGuidance, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    if (denunciation)
        draw_denunciation(flow);
    else
        draw_complaint(flow);
    flow.note(Icon::Lock, ui.tr("guidance.nothing_kept"), Tone::Good);
    if (!state.help.empty()) flow.heading(ui.tr("paper.guidance.where"), Icon::Place);
    for (const HelpOffice& office : state.help) draw_office(office, flow);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
