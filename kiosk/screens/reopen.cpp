#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kQuestion = "reopen.question";

/// What the page says: of an answer that did not end the matter, or of an office that asks.
struct Words {
    std::string_view title, ask, placeholder;
    std::string how, brief;
};
Words words_for(const State& state, const Ui& ui, bool asked)
{
    return {ui.tr(asked ? "reply.title" : "reopen.title"), ui.tr(asked ? "reply.ask" : "reopen.ask"),
            ui.tr(asked ? "feedback.placeholder" : "reopen.placeholder"),
            ui.tr(asked ? "reply.words" : "reopen.words", {{"commune", commune_inside(state, ui)}}),
            ui.tr("reopen.words.short", {{"commune", commune_inside(state, ui)}})};
}

/// An answer is no longer than one line of the title here: what the office asks stands beside Back, and the
/// field has all the room there is.
bool tight(const Ui& ui) { return !ui.portrait() && !ui.lowered() && (ui.text_scale() > 1.5F || is_low(ui)); }

/// What the office asked, as large as it fits into the room it is given; a long one scrolls there.
struct QuestionForm {
    bool from = true;  ///< who asks stands above it
    Face face = Face::Body;
    float height = 0;
};

std::string from_words(const Reply& reply, const Ui& ui)
{
    return ui.tr("reply.from", {{"office", office_name(ui, reply.office)}});
}

QuestionForm question_form(const Reply& reply, Ui& ui, float width, float most)
{
    const float room = width - 2 * card_padding(ui) - ui.mm(4);  // the scroll bar's
    QuestionForm form;
    for (const auto& [from, face] :
         {std::pair{true, Face::Body}, std::pair{false, Face::Body}, std::pair{false, Face::Small}}) {
        form = {from, face, 2 * card_padding(ui)};
        if (from)
            form.height += text_height(ui, room, from_words(reply, ui), {.face = Face::SmallBold}) + ui.mm(2);
        form.height += text_height(ui, room, reply.text->view(), {.face = face});
        if (form.height <= most) return form;
    }
    form.height = most;
    return form;
}

void draw_question(const State& state, const Reply& reply, Ui& ui, const Rect& room, const QuestionForm& form)
{
    const Rect inside = card(ui, room, {.soft = true});
    ScrollArea scroll{ui, inside, kQuestion, state.visit().number};
    const Rect all = scroll.content();
    Rect column = all;
    (void)column.cut_right(ui.mm(4));  // the scroll bar's
    if (form.from)
        paragraph(ui, column, from_words(reply, ui), {.face = Face::SmallBold, .quiet = true}, ui.mm(2));
    const OwnWords own{ui};
    paragraph(ui, column, reply.text->view(), {.face = form.face}, 0);
    scroll.set_content_height(column.y0 - all.y0);
}

/// In the place of the title.
void draw_question_beside_back(const State& state, const Reply& reply, Ui& ui, const Rect& room)
{
    ScrollArea scroll{ui, room, kQuestion, state.visit().number};
    const Rect all = scroll.content();
    Rect column = all;
    (void)column.cut_right(ui.mm(4));
    const OwnWords own{ui};
    paragraph(ui, column, reply.text->view(), {.face = Face::SmallBold, .leading = 1.3F}, 0);
    scroll.set_content_height(column.y0 - all.y0);
}

void draw_buttons(const Lookup& lookup, Ui& ui, const std::vector<Rect>& two, Action& action)
{
    const std::string_view clear_words = ui.tr("feedback.clear");
    const std::string_view send_words = ui.tr(lookup.reopening ? "review.sending" : "review.send");
    ButtonStyle clear{.icon = Icon::Trash, .enabled = !lookup.reopening};
    ButtonStyle send{.kind = ButtonKind::Primary,
                     .icon = Icon::Lock,
                     .enabled = !lookup.reopening && word_complete(lookup)};
    // The main thing of a page is not said in the smaller words.
    clear.most_mm = button_label_mm(ui, two[1], send_words, send);
    if (button(ui, two[0], "reopen.clear", clear_words, clear)) action = act::ClearField{Field::Reopen};
    if (button(ui, two[1], "reopen.send", send_words, send)) action = act::SendReopen{};
}

/// What went wrong, else who runs the machine, who reads and what is kept (kiosk.md §4).
void draw_promise(const Lookup& lookup, const Words& words, Ui& ui, Rect& area, float most)
{
    if (!lookup.reopen_failed) return draw_said(ui, area, Icon::Lock, words.how, words.brief, most);
    const std::string_view failed = ui.tr("reopen.failed");
    banner(ui, area.cut_top(banner_height(ui, area.width(), failed), part_gap(ui)), Tone::Danger, Icon::Error,
           failed);
}

}  // namespace

Action draw_reopen(const State& state, Ui& ui)
{
    Action action;
    const Reply* reply = state.lookup && state.lookup->found ? reopenable(*state.lookup->found) : nullptr;
    const bool asked = reply != nullptr && reply->text && asks(*reply);
    const Words words = words_for(state, ui, asked);
    const bool wide = !ui.portrait();
    const bool seated = ui.lowered();
    Page page = frame(state, ui,
                      {.title = wide ? words.ask : words.title,
                       .own_head = asked && tight(ui),
                       .own = asked ? "tool.own.question" : "tool.own.words"},
                      action);
    if (reply == nullptr) return action;
    const Lookup& lookup = *state.lookup;
    Rect& body = page.body;
    const Rect foot = wide ? Rect{} : body.cut_bottom(button_height(ui), part_gap(ui));
    Rect beside = draw_keys_at_foot(state, ui, body, false, action);
    if (!wide)
        paragraph(ui, page.words(), words.ask, {.face = Face::Title, .max_lines = 2, .leading = 1.3F},
                  ui.mm(2));
    Rect room = page.reading();
    if (wide && !seated)
        draw_promise(lookup, words, ui, beside, beside.height() - 2 * ui.mm(20) - 2 * part_gap(ui));
    else
        draw_promise(lookup, words, ui, wide ? room : page.words(), page.words().height() * 0.2F);
    draw_buttons(lookup, ui,
                 wide ? stacked_buttons(ui, beside, 2) : columns(foot, {1.0F, 1.4F}, part_gap(ui)), action);
    if (!wide) room = page.reading();
    if (asked && tight(ui)) {
        draw_question_beside_back(state, *reply, ui, page.head);
    } else if (asked && wide && !seated) {
        const Rect left = room.cut_left(room.width() * 0.48F, ui.mm(6));
        draw_question(state, *reply, ui, left, question_form(*reply, ui, left.width(), left.height()));
    } else if (asked) {
        const QuestionForm form = question_form(*reply, ui, room.width(), room.height() * 0.6F);
        draw_question(state, *reply, ui, room.cut_top(form.height, part_gap(ui)), form);
    }
    draw_field(state, ui, room, Field::Reopen, "reopen.field", words.placeholder, true, action);
    return action;
}

}  // namespace kiosk
