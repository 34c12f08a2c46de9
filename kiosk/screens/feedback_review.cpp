#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kReview = "review";

void draw_read_back(const State& state, Flow& flow)
{
    const Draft& draft = *state.draft;
    const Ui& ui = flow.ui();
    const std::string topic = topic_name(ui, draft.category);
    flow.fact(ui.tr("review.about"),
              draft.about ? std::string_view{draft.about->title} : std::string_view{topic});
    flow.fact(ui.tr("review.option"), draft.chosen());
    flow.gap(2);
    if (draft.shoulder) {
        flow.note(Icon::Hidden, ui.tr("review.covered"), Tone::Plain);
    } else {
        const OwnWords own{flow.ui()};
        flow.words(draft.text.text(), {}, 6);
    }
    flow.fact(ui.tr("review.readers"),
              ui.tr(draft.lane == Lane::Official ? "review.readers.official" : "review.readers.normal"));
    if (draft.contact == Contact::Anonymous) flow.fact(ui.tr("review.contact"), ui.tr("review.anonymous"));
    {
        const OwnWords own{flow.ui()};
        flow.fact(ui.tr("feedback.name"), draft.name.text());
        flow.fact(ui.tr("feedback.phone"), draft.phone.text());
    }
    const std::string term = correction_words(state, ui);
    if (!term.empty()) flow.note(Icon::Clock, term, Tone::Plain);
    flow.fact(ui.tr("review.public"), ui.tr(draft.public_answer ? "review.public.yes" : "review.public.no"));
}

}  // namespace

Action draw_feedback_review(const State& state, Ui& ui)
{
    Action action;
    const std::string title = state.draft ? form_title(*state.draft, ui, 4) : std::string{};
    Page page = frame(state, ui, {.title = title, .own = "tool.own.words"}, action);
    if (!state.draft) return action;
    const Draft& draft = *state.draft;
    draw_form_steps(ui, page.words(), 4);
    Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kReview, state.visit().number))
        page_buttons(ui, foot.cut_left(foot.width() * 0.36F, part_gap(ui)), kReview, state.visit().number);
    if (draft.shoulder) {
        // Whoever reads back uncovers it, and may cover it again on the page before.
        if (button(ui, foot.cut_left(foot.width() * 0.4F, part_gap(ui)), "feedback.shoulder",
                   ui.tr("feedback.uncover"), {.icon = Icon::Hidden, .enabled = !draft.sending}))
            action = act::ToggleShoulder{};
    }
    const std::string_view send = ui.tr(draft.sending ? "review.sending" : "review.send");
    if (button(ui, foot, "feedback.send", send,
               {.kind = ButtonKind::Primary,
                .icon = Icon::Lock,
                .enabled = !draft.sending && page_complete(state)}))
        action = act::HandIn{};
    if (draft.failed) {
        const std::string_view words = ui.tr("review.failed");
        Rect& place = page.words();
        const float height = banner_height(ui, place.width(), words);
        banner(ui, place.cut_top(height, part_gap(ui)), Tone::Danger, Icon::Error, words);
    } else {
        paragraph(ui, page.words(), ui.tr("review.words"), {.face = Face::BodyBold, .max_lines = 2},
                  ui.mm(3));
    }
    const Rect inside = fitting_card(ui, page.reading(), kReview, state.visit().number);
    ScrollArea scroll{ui, inside, kReview, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    draw_read_back(state, flow);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
