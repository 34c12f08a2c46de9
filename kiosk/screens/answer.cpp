#include <algorithm>
#include <string>

#include "kiosk/screens/answer_way.h"
#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kAnswer = "answer";

Tone status_tone(std::string_view status)
{
    if (status == "answered") return Tone::Good;
    if (status == "rejected") return Tone::Warn;
    return Tone::Primary;
}

/// A tick stands for what is done.
Icon status_sign(std::string_view status)
{
    if (status == "in_progress") return Icon::Clock;
    if (status == "forwarded") return Icon::Forward;
    if (status == "rejected") return Icon::Info;
    return Icon::Check;
}

/// One answer of an office: what became of the report, when, who signed, and the words themselves.
void draw_reply(const Reply& reply, std::size_t n, bool contested, Flow& flow)
{
    Ui& ui = flow.ui();
    // What a resident said is not done stands as an earlier answer, not as done.
    const std::string status =
        contested ? std::string{ui.tr("answer.last_time")} : status_name(ui, reply.status);
    const Tone tone = contested ? Tone::Plain : status_tone(reply.status);
    const Icon sign = contested ? Icon::History : status_sign(reply.status);
    const Rect head = flow.place(chip_height(ui), 3);
    if (flow.seen(head)) {
        const float width = chip(ui, head, status, tone, sign);
        const Rect place = Rect{head.x0, head.y0, head.x0 + width, head.y1};
        const float k = ui.look().px_per_mm;
        ui.items().note({"answer.reply." + std::to_string(n),
                         status,
                         place,
                         place,
                         {place.x0 / k, place.y0 / k, place.x1 / k, place.y1 / k},
                         true,
                         ui.cap_mm(Face::SmallBold),
                         ItemKind::Scroll});
    }
    flow.words(ui.tr("answer.signed",
                     {{"office", office_name(ui, reply.office)}, {"when", date_time(ui, reply.at)}}),
               {.face = Face::Small, .quiet = true}, 3);
    if (reply.doubtful) flow.banner(Tone::Warn, Icon::Warning, ui.tr("answer.doubtful"));
    if (!reply.text) return;
    const OwnWords own{flow.ui()};
    flow.words(reply.text->view(), {}, 8);
}

/// How the matter stands after the newest reply, and after what the resident said of it.
std::string_view answered_key(const Case& found)
{
    const Reply& newest = found.replies.front();
    const auto said = [&](bool agrees) {
        return std::any_of(found.reopenings.begin(), found.reopenings.end(), [&](const Reopening& word) {
            return word.reply >= newest.n && word.agrees == agrees;
        });
    };
    if (asks(newest)) return said(false) ? "answer.stage.replied" : "answer.stage.at_work";
    if (said(false)) return "answer.stage.reopened";
    return said(true) ? "answer.stage.agreed" : "answer.stage.answered";
}

void draw_case(const State& state, Flow& flow)
{
    const Ui& ui = flow.ui();
    const Lookup& lookup = *state.lookup;
    const Case& found = *lookup.found;
    switch (found.stage) {
        case CaseStage::Waiting:
            flow.words(ui.tr("answer.stage.waiting"), {.face = Face::Title, .leading = 1.3F});
            break;
        case CaseStage::Parked:
            flow.words(ui.tr("answer.stage.parked"), {.face = Face::Title, .leading = 1.3F});
            flow.banner(Tone::Warn, Icon::Warning, ui.tr("answer.parked.words"));
            break;
        case CaseStage::Sent:
            flow.words(ui.tr("answer.stage.sent"), {.face = Face::Title, .leading = 1.3F});
            break;
        case CaseStage::Answered:
            flow.words(ui.tr(answered_key(found)), {.face = Face::Title, .leading = 1.3F});
            break;
    }
    if (lookup.refreshing)
        flow.note(Icon::Sync, ui.tr("answer.refreshing"), Tone::Plain);
    else if (lookup.offline)
        flow.note(Icon::Offline, ui.tr("answer.offline"), Tone::Plain);
    const bool contested =
        found.stage == CaseStage::Answered && answered_key(found) == "answer.stage.reopened";
    for (std::size_t i = 0; i < found.replies.size(); ++i)
        draw_reply(found.replies[i], i, contested && i == 0, flow);
    draw_way(state, found, flow);
    // What becomes of a word is said before one begins it.
    if (const Reply* reply = reopenable(found); reply != nullptr)
        flow.note(
            Icon::Lock,
            ui.tr(asks(*reply) ? "reply.words" : "reopen.words", {{"commune", commune_inside(state, ui)}}),
            Tone::Plain);
    flow.gap(6);
}

bool has_answer(const State& state)
{
    return state.lookup && state.lookup->found && !state.lookup->found->replies.empty();
}

/// What can be said of the newest reply, side by side; the result is the place that is left.
Rect draw_words(const Case& found, Ui& ui, const Rect& foot, Action& action)
{
    const Reply* reply = reopenable(found);
    const bool asked = asks(*reply);
    const bool ended = rateable(found) != nullptr;
    const float gap = part_gap(ui);
    const auto places = ended ? columns(foot, {1.0F, 1.0F, 1.0F}, gap) : columns(foot, {1.2F, 1.0F}, gap);
    const ButtonStyle style{.kind = asked ? ButtonKind::Primary : ButtonKind::Secondary,
                            .icon = asked ? Icon::Write : Icon::History};
    if (button(ui, places[0], "answer.reopen", ui.tr(asked ? "answer.reply" : "answer.reopen"), style))
        action = act::OpenReopen{};
    if (ended && button(ui, places[1], "answer.rate", ui.tr("answer.rate"), {.icon = Icon::Star}))
        action = act::OpenRate{};
    return places.back();
}

}  // namespace

Action draw_answer(const State& state, Ui& ui)
{
    Action action;
    Page page =
        frame(state, ui, {.title = ui.tr("answer.title"), .own = has_answer(state) ? "tool.own.answer" : ""},
              action);
    if (!state.lookup || !state.lookup->found) return action;
    Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kAnswer, state.visit().number)) {
        const Rect pages = ui.portrait() ? page.body.cut_bottom(tool_bar_height(ui), part_gap(ui))
                                         : foot.cut_left(foot.width() * 0.3F, part_gap(ui));
        page_buttons(ui, pages, kAnswer, state.visit().number);
    }
    const Reply* reply = reopenable(*state.lookup->found);
    const bool asked = reply != nullptr && asks(*reply);
    if (reply != nullptr) {
        foot = draw_words(*state.lookup->found, ui, foot, action);
    }
    if (button(ui, foot, "answer.done", ui.tr("answer.done"),
               {.kind = asked ? ButtonKind::Secondary : ButtonKind::Primary, .icon = Icon::Check}))
        action = act::GoHome{};
    note(ui,
         page.words().cut_top(note_height(ui, page.words().width(), ui.tr("answer.private")), part_gap(ui)),
         Icon::Lock, ui.tr("answer.private"));
    const Rect inside = fitting_card(ui, page.reading(), kAnswer, state.visit().number);
    ScrollArea scroll{ui, inside, kAnswer, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    draw_case(state, flow);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk
