#include <array>
#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kComplaint = "complaint";

/// Name, address and signature are written by hand: what is not typed here cannot be seen from behind.
struct Question {
    Field field;
    std::string_view key;
    std::string_view name;
};
constexpr std::array<Question, kComplaintQuestions> kQuestions{{
    {Field::ComplaintDecision, "complaint.ask.decision", "complaint.field.decision"},
    {Field::ComplaintReason, "complaint.ask.reason", "complaint.field.reason"},
    {Field::ComplaintWish, "complaint.ask.wish", "complaint.field.wish"},
}};

void draw_buttons(const State& state, Ui& ui, const Rect& place, Field field, Action& action)
{
    const bool stacked = place.height() > 2 * ui.mm(20);
    const auto two = stacked ? rows(place, 2, part_gap(ui)) : columns(place, {1.0F, 1.4F}, part_gap(ui));
    if (button(ui, two[0], "complaint.clear", ui.tr("feedback.clear"), {.icon = Icon::Trash}))
        action = act::ClearField{field};
    if (button(ui, two[1], "complaint.next", ui.tr("feedback.next"),
               {.kind = ButtonKind::Primary,
                .icon = Icon::Forward,
                .icon_after = true,
                .enabled = page_complete(state)}))
        action = act::NextPage{};
}

void draw_question(const State& state, Ui& ui, Page& page, int step, Action& action)
{
    const Question& question = kQuestions[static_cast<std::size_t>(step)];
    const bool tight = !ui.portrait() && !ui.lowered() && ui.text_scale() > 1.5F;
    Rect& body = page.body;
    Rect buttons = ui.portrait() ? body.cut_bottom(button_height(ui), part_gap(ui)) : Rect{};
    draw_keyboard(state, ui, body.cut_bottom(typing_height(state, ui, body.width(), false), part_gap(ui)),
                  false, action);
    if (!ui.portrait()) {
        const bool stacked = body.height() >= 2 * ui.mm(20) + part_gap(ui);
        buttons = body.cut_right(body.width() * (stacked ? 0.26F : 0.45F), ui.mm(6));
    }
    draw_buttons(state, ui, buttons, question.field, action);
    Rect& words = page.words();
    steps(ui, words.cut_top(ui.mm(3), part_gap(ui)), step + 1, kComplaintQuestions + 1);
    if (!tight)
        paragraph(ui, words, ui.tr(question.key), {.face = Face::Title, .max_lines = 2, .leading = 1.3F},
                  ui.mm(3));
    const std::string_view promise = ui.tr("complaint.promise");
    const float promised = note_height(ui, words.width(), promise);
    if (words.height() - promised > ui.mm(40) || !page.upper.empty())
        note(ui, words.cut_bottom(std::min(promised, words.height()), part_gap(ui)), Icon::Lock, promise);
    draw_field(state, ui, body, question.field, question.name, ui.tr("feedback.placeholder"), true, action);
}

void draw_review(const State& state, Ui& ui, Page& page, Action& action)
{
    const std::uint64_t key = state.visit().number;
    steps(ui, page.words().cut_top(ui.mm(3), part_gap(ui)), kComplaintQuestions + 1, kComplaintQuestions + 1);
    Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kComplaint, key))
        page_buttons(ui, foot.cut_left(foot.width() * 0.4F, part_gap(ui)), kComplaint, key);
    if (button(ui, foot, "complaint.print", ui.tr("complaint.print"),
               {.kind = ButtonKind::Primary, .icon = Icon::Print}))
        action = act::Print{PrintWhat::Complaint};
    const Rect inside = card(ui, page.body);
    ScrollArea scroll{ui, inside, kComplaint, key};
    Flow flow{ui, scroll.content().measure(ui.mm(300))};
    flow.words(ui.tr("complaint.read_back"), {.face = Face::Title, .leading = 1.3F});
    flow.entry(Icon::Write, ui.tr("complaint.by_hand"));
    for (const Question& question : kQuestions) {
        const TextEdit* typed = state.field(question.field);
        flow.words(ui.tr(question.key), {.face = Face::SmallBold, .quiet = true}, 1);
        const OwnWords own{flow.ui()};
        if (typed != nullptr) flow.words(typed->text(), {}, 6);
    }
    flow.note(Icon::Lock, ui.tr("complaint.promise"), Tone::Good);
    scroll.set_content_height(flow.used());
}

}  // namespace

Action draw_complaint(const State& state, Ui& ui)
{
    Action action;
    const int step = state.view<ComplaintView>().step;
    const bool asks = step < kComplaintQuestions;
    const bool tight = asks && !ui.portrait() && !ui.lowered() && ui.text_scale() > 1.5F;
    const std::string title =
        tight ? std::string{ui.tr(kQuestions[static_cast<std::size_t>(step)].key)}
              : ui.tr("complaint.step",
                      {{"n", std::to_string(step + 1)}, {"all", std::to_string(kComplaintQuestions + 1)}});
    Page page = frame(state, ui, {.title = title}, action);
    if (!state.complaint) return action;
    if (asks)
        draw_question(state, ui, page, step, action);
    else
        draw_review(state, ui, page, action);
    return action;
}

}  // namespace kiosk
