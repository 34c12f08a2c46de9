#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"
#include "protocol/base/encoding.h"

namespace kiosk {

namespace {

constexpr std::string_view kProof = "proof";

/// Fingerprint in groups of four, so that two people can compare it aloud.
std::string fingerprint(const protocol::Hash& leaf)
{
    const std::string all = protocol::to_hex({reinterpret_cast<const char*>(leaf.data()), leaf.size()});
    std::string out;
    for (std::size_t i = 0; i < 32 && i < all.size(); i += 4) out += (i > 0 ? " " : "") + all.substr(i, 4);
    return out;
}

void draw_words(const State& state, const DocumentView& view, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.words(ui.tr("proof.head"), {.face = Face::Title, .leading = 1.3F});
    if (view.document) flow.words(view.document->row.title, {.face = Face::BodyBold}, 5);
    flow.entry(Icon::Write, ui.tr("proof.signed"));
    flow.entry(Icon::History, ui.tr("proof.log"));
    flow.entry(Icon::Verified, ui.tr("proof.checked"), Tone::Good);
    flow.entry(Icon::Withdrawn, ui.tr("proof.withdrawn"));
    if (!view.document) return;
    flow.heading(ui.tr("proof.numbers"), Icon::Key);
    flow.fact(ui.tr("proof.record"), view.document->row.id);
    flow.fact(ui.tr("proof.place"), std::to_string(view.document->row.index));
    flow.fact(ui.tr("proof.fingerprint"), fingerprint(view.document->leaf));
    flow.fact(ui.tr("proof.posted"), short_date(ui, view.document->row.from));
    if (state.health.information) flow.fact(ui.tr("proof.asked"), date_time(ui, *state.health.information));
}

}  // namespace

Action draw_proof(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("proof.title")}, action);
    if (scrolls(ui, kProof, state.visit().number))
        page_buttons(ui, page.body.cut_bottom(button_height(ui), part_gap(ui)), kProof, state.visit().number);
    const Rect inside = fitting_card(ui, page.reading(), kProof, state.visit().number);
    ScrollArea scroll{ui, inside, kProof, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    draw_words(state, state.view<DocumentView>(), flow);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
