#include <algorithm>
#include <string>

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
    std::string how;
};
Words words_for(const State& state, const Ui& ui, bool asked)
{
    return {ui.tr(asked ? "reply.title" : "reopen.title"), ui.tr(asked ? "reply.ask" : "reopen.ask"),
            ui.tr(asked ? "feedback.placeholder" : "reopen.placeholder"),
            ui.tr(asked ? "reply.words" : "reopen.words", {{"commune", commune_inside(state, ui)}})};
}

/// A low screen: the title of the page asks the question, the keyboard leaves little else.
bool low(const Ui& ui) { return !ui.portrait() && !ui.lowered(); }

void draw_head(const Lookup& lookup, const Words& words, Ui& ui, Rect& area)
{
    if (!low(ui))
        paragraph(ui, area, words.ask, {.face = Face::Title, .max_lines = 2, .leading = 1.3F}, ui.mm(2));
    if (lookup.reopen_failed) {
        const std::string_view failed = ui.tr("reopen.failed");
        banner(ui, area.cut_top(banner_height(ui, area.width(), failed), part_gap(ui)), Tone::Danger,
               Icon::Error, failed);
        return;
    }
    const bool small = low(ui) || ui.text_scale() > 1.5F;  // the question and its answer need the room
    const TextStyle style{.face = small ? Face::Least : Face::Small, .quiet = true, .leading = 1.3F};
    // Where they hardly fit the field goes first.
    if (area.height() >= text_height(ui, area.width(), words.how, style) + ui.mm(23))
        paragraph(ui, area, words.how, style, ui.mm(3));
}

/// The least height there is: what was asked stands beside Back, the field below has all that is left.
bool least(const Ui& ui) { return is_low(ui) && !ui.lowered(); }

/// What the office asked, in sight while it is answered; a long question scrolls in the room it is given.
void draw_question(const State& state, const Reply& reply, Ui& ui, const Rect& room)
{
    if (!reply.text) return;
    const auto key = state.visit().number;
    const Rect inside = least(ui) ? room : card(ui, room, {.soft = true});
    ScrollArea scroll{ui, inside, kQuestion, key};
    const Rect all = scroll.content();
    Rect column = all;
    (void)column.cut_right(ui.mm(4));  // the scroll bar's
    if (least(ui)) {
        const OwnWords own{ui};
        paragraph(ui, column, reply.text->view(), {.face = Face::SmallBold, .leading = 1.3F}, 0);
        scroll.set_content_height(column.y0 - all.y0);
        return;
    }
    paragraph(ui, column, ui.tr("reply.from", {{"office", office_name(ui, reply.office)}}),
              {.face = Face::SmallBold, .quiet = true}, ui.mm(2));
    const OwnWords own{ui};
    paragraph(ui, column, reply.text->view(), {}, 0);
    scroll.set_content_height(column.y0 - all.y0);
}

/// As tall as the question is, and no taller than `most`.
float question_height(const State& state, Ui& ui, float most)
{
    const float content = scroll_content_height(ui, kQuestion, state.visit().number);
    return content > 0 ? std::min(content + 2 * card_padding(ui), most) : most;
}

void draw_send(const Lookup& lookup, Ui& ui, const Rect& place, Action& action)
{
    if (button(ui, place, "reopen.send", ui.tr(lookup.reopening ? "review.sending" : "review.send"),
               {.kind = ButtonKind::Primary,
                .icon = Icon::Lock,
                .enabled = !lookup.reopening && word_complete(lookup)}))
        action = act::SendReopen{};
}

void draw_clear(const Lookup& lookup, Ui& ui, const Rect& place, Action& action)
{
    if (button(ui, place, "reopen.clear", ui.tr("feedback.clear"),
               {.icon = Icon::Trash, .enabled = !lookup.reopening}))
        action = act::ClearField{Field::Reopen};
}

}  // namespace

Action draw_reopen(const State& state, Ui& ui)
{
    Action action;
    const Reply* reply = state.lookup && state.lookup->found ? reopenable(*state.lookup->found) : nullptr;
    const bool asked = reply != nullptr && asks(*reply);
    const Words words = words_for(state, ui, asked);
    Page page = frame(state, ui,
                      {.title = low(ui) ? words.ask : words.title,
                       .own_head = asked && least(ui),
                       .own = asked ? "tool.own.question" : ""},
                      action);
    if (reply == nullptr) return action;
    const Lookup& lookup = *state.lookup;
    Rect& body = page.body;
    const bool wide = !ui.portrait();
    Rect buttons = wide ? Rect{} : body.cut_bottom(button_height(ui), part_gap(ui));
    const float keys = typing_height(state, ui, body.width(), false);
    draw_keyboard(state, ui, body.cut_bottom(keys, part_gap(ui)), false, action);
    if (wide) {
        const bool stacked = body.height() >= 2 * ui.mm(20) + part_gap(ui);
        buttons = body.cut_right(body.width() * (stacked ? 0.26F : 0.45F), ui.mm(6));
        const auto two = stacked ? rows(buttons, 2, part_gap(ui)) : columns(buttons, 2, part_gap(ui));
        draw_clear(lookup, ui, two[0], action);
        draw_send(lookup, ui, two[1], action);
    } else {
        const auto two = columns(buttons, {1.0F, 1.4F}, part_gap(ui));
        draw_clear(lookup, ui, two[0], action);
        draw_send(lookup, ui, two[1], action);
    }
    if (asked && least(ui))
        draw_question(state, *reply, ui, page.head);
    else if (asked && wide && page.upper.empty())
        draw_question(state, *reply, ui, body.cut_left(body.width() * 0.48F, ui.mm(4)));
    draw_head(lookup, words, ui, page.words());
    if (asked && !(wide && page.upper.empty())) {
        Rect& room = page.words();
        const float most = page.upper.empty() ? room.height() * 0.4F : room.height();
        draw_question(state, *reply, ui, room.cut_top(question_height(state, ui, most), part_gap(ui)));
    }
    draw_field(state, ui, body, Field::Reopen, "reopen.field", words.placeholder, true, action);
    return action;
}

}  // namespace kiosk
