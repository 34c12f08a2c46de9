#include <array>
#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
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

void draw_buttons(const State& state, Ui& ui, const std::vector<Rect>& two, Field field, Action& action)
{
    if (button(ui, two[0], "complaint.clear", ui.tr("feedback.clear"), {.icon = Icon::Trash}))
        action = act::ClearField{field};
    if (button(ui, two[1], "complaint.next", ui.tr("feedback.next"),
               {.kind = ButtonKind::Primary,
                .icon = Icon::Forward,
                .icon_after = true,
                .enabled = page_complete(state)}))
        action = act::NextPage{};
}

/// The largest letters, or a low screen: the question is the title of the page.
bool tight(const Ui& ui)
{
    return !ui.portrait() && (ui.text_scale() > 1.5F || (is_low(ui) && !ui.lowered()));
}

/// Who runs the machine and what becomes of the draft, on every page where it is typed (kiosk.md §4).
void draw_kept(const State& state, Ui& ui, Rect& area, float most)
{
    const std::string commune = commune_inside(state, ui);
    draw_said(ui, area, Icon::Lock, ui.tr("complaint.promise", {{"commune", commune}}),
              ui.tr("complaint.promise.short", {{"commune", commune}}), most);
}

void draw_question(const State& state, Ui& ui, Page& page, int step, Action& action)
{
    const Question& question = kQuestions[static_cast<std::size_t>(step)];
    Rect& body = page.body;
    Rect& words = page.words();
    const Rect foot = ui.portrait() ? body.cut_bottom(button_height(ui), part_gap(ui)) : Rect{};
    Rect beside = draw_keys_at_foot(state, ui, body, false, action);
    steps(ui, words.cut_top(ui.mm(3), part_gap(ui)), step + 1, kComplaintQuestions + 1);
    if (!tight(ui))
        paragraph(ui, words, ui.tr(question.key), {.face = Face::Title, .max_lines = 2, .leading = 1.3F},
                  ui.mm(3));
    if (page.upper.empty() && !ui.portrait())
        draw_kept(state, ui, beside, beside.height() - 2 * ui.mm(20) - 2 * part_gap(ui));
    else
        draw_kept(state, ui, words, words.height() - ui.mm(40));
    draw_buttons(state, ui,
                 ui.portrait() ? columns(foot, {1.0F, 1.4F}, part_gap(ui)) : stacked_buttons(ui, beside, 2),
                 question.field, action);
    draw_field(state, ui, page.reading(), question.field, question.name, ui.tr("feedback.placeholder"), true,
               action);
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
    const Rect inside = card(ui, page.reading());
    ScrollArea scroll{ui, inside, kComplaint, key};
    Flow flow{ui, reading_column(ui, scroll)};
    flow.words(ui.tr("complaint.read_back"), {.face = Face::Title, .leading = 1.3F});
    flow.entry(Icon::Write, ui.tr("complaint.by_hand"));
    for (const Question& question : kQuestions) {
        const TextEdit* typed = state.field(question.field);
        flow.words(ui.tr(question.key), {.face = Face::SmallBold, .quiet = true}, 1);
        const OwnWords own{flow.ui()};
        if (typed != nullptr) flow.words(typed->text(), {}, 6);
    }
    flow.note(Icon::Lock, ui.tr("complaint.promise", {{"commune", commune_inside(state, ui)}}), Tone::Good);
    scroll.set_content_height(flow.used());
}

}  // namespace

Action draw_complaint(const State& state, Ui& ui)
{
    Action action;
    const int step = state.view<ComplaintView>().step;
    const bool asks = step < kComplaintQuestions;
    const std::string title =
        asks && tight(ui) ? std::string{ui.tr(kQuestions[static_cast<std::size_t>(step)].key)}
                          : ui.tr("complaint.step", {{"n", std::to_string(step + 1)},
                                                     {"all", std::to_string(kComplaintQuestions + 1)}});
    // Who cannot see reads back what he wrote by ear.
    Page page = frame(state, ui, {.title = title, .own = asks ? "" : "tool.own.words"}, action);
    if (!state.complaint) return action;
    if (asks)
        draw_question(state, ui, page, step, action);
    else
        draw_review(state, ui, page, action);
    return action;
}

}  // namespace kiosk
