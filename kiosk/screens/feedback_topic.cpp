#include <algorithm>
#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

void draw_topics(const Draft& draft, Ui& ui, const Rect& area, int across, Action& action)
{
    const int down = static_cast<int>(topics().size()) / across;
    const auto places = grid(area, across, down, part_gap(ui));
    float alike = 100;  // mm: the words of all six are as high as those of the longest
    for (std::size_t i = 0; i < topics().size(); ++i)
        alike = std::min(alike, choice_tile_label_mm(ui, places[i], ui.tr(topics()[i].text_key)));
    for (std::size_t i = 0; i < topics().size(); ++i) {
        const Topic& topic = topics()[i];
        if (choice_tile(ui, places[i], topic.text_key, ui.tr(topic.text_key), topic_icon(topic.text_key),
                        draft.category == topic.category, alike))
            action = act::ChooseTopic{std::string{topic.category}};
    }
}

/// Begun on a page: what it is about stands there instead of the six pictures.
void draw_about(const About& about, Ui& ui, const Rect& area)
{
    const TextStyle title{.face = Face::BodyBold, .max_lines = 3, .leading = 1.3F};
    const float wide = area.width() - 2 * card_padding(ui);
    const float number = about.number.empty() ? 0 : line_height(ui, Face::Small) + ui.mm(1);
    const float height = text_height(ui, wide, about.title, title) + number + 2 * card_padding(ui);
    Rect inside = card(ui, area.with_height(std::min(height, area.height())), {.soft = true});
    paragraph(ui, inside, about.title, title, ui.mm(1));
    if (number > 0)
        paragraph(ui, inside, ui.tr("row.number", {{"number", about.number}}),
                  {.face = Face::Small, .quiet = true, .max_lines = 1}, 0);
}

void draw_official(const State& state, Ui& ui, Rect& area, Action& action)
{
    const Draft& draft = *state.draft;
    // An opinion and a word about a mistake have their readers already.
    if (draft.lane != Lane::Normal && draft.lane != Lane::Official) return;
    if (state.feedback_closed == FeedbackClosed::Official) {
        const std::string_view words = ui.tr("feedback.official.closed");
        const TextStyle style{.face = Face::Small, .quiet = true};
        Rect place = area.cut_bottom(text_height(ui, area.width(), words, style), part_gap(ui));
        return paragraph(ui, place, words, style, 0);
    }
    const bool official = draft.lane == Lane::Official;
    const std::string_view label = ui.tr("feedback.official");
    const bool room = ui.portrait() || (ui.text_scale() < 1.5F && !is_low(ui));
    const std::string_view detail = room ? ui.tr("feedback.official.detail") : std::string_view{};
    const float height = choice_height(ui, area.width(), label, detail);
    if (choice(ui, area.cut_bottom(height, part_gap(ui)), "feedback.official", label, detail, official,
               false))
        action = act::SetOfficial{!official};
}

/// Denunciations and complaints have ways of their own by law; the kiosk explains them.
void draw_guidance_buttons(Ui& ui, const Rect& place, Action& action)
{
    const auto two = columns(place, 2, part_gap(ui));
    if (button(ui, two[0], "feedback.denunciation", ui.tr("feedback.denunciation"),
               {.kind = ButtonKind::Quiet, .icon = Icon::Help}))
        action = act::OpenGuidance{Guidance::Denunciation};
    if (button(ui, two[1], "feedback.complaint", ui.tr("feedback.complaint"),
               {.kind = ButtonKind::Quiet, .icon = Icon::Help}))
        action = act::OpenGuidance{Guidance::Complaint};
}

/// A low screen: the pictures left, what is promised beside them, the ways on in one row.
void draw_low(const State& state, Ui& ui, Rect body, Action& action)
{
    const Draft& draft = *state.draft;
    const auto foot = columns(body.cut_bottom(button_height(ui), part_gap(ui)), {2.0F, 1.0F}, part_gap(ui));
    draw_guidance_buttons(ui, foot[0], action);
    draw_next(state, ui, foot[1], action);
    const auto halves = columns(body, {1.5F, 1.0F}, ui.mm(6));
    Rect side = halves[1];
    draw_official(state, ui, side, action);
    draw_promise(state, ui, side, side.height());
    if (draft.about)
        draw_about(*draft.about, ui, halves[0]);
    else
        draw_topics(draft, ui, halves[0], 2, action);
}

std::string_view question_key(const Draft& draft)
{
    return draft.about ? "feedback.ask.about" : "feedback.ask.topic";
}

}  // namespace

Action draw_feedback_topic(const State& state, Ui& ui)
{
    Action action;
    const bool low = is_low(ui) && !ui.lowered();
    // Where height is dear the question is the title of the page.
    const bool titled = low || (!ui.portrait() && ui.lowered() && ui.text_scale() > 1.5F);
    std::string title;
    if (state.draft)
        title = titled ? std::string{ui.tr(question_key(*state.draft))} : form_title(*state.draft, ui, 1);
    Page page = frame(state, ui, {.title = title}, action);
    if (!state.draft) return action;
    Rect& words = page.words();
    draw_form_steps(ui, words, 1);
    if (low) return draw_low(state, ui, page.body, action), action;
    const auto& about = state.draft->about;
    const TextStyle title_style{.face = Face::Title, .leading = 1.3F};
    const std::string_view ask = titled ? std::string_view{} : ui.tr(question_key(*state.draft));
    const float asked = ask.empty() ? 0 : text_height(ui, words.width(), ask, title_style) + ui.mm(3);
    const float most = ui.portrait() && ui.text_scale() > 1.5F ? 0 : words.height() - asked;
    page.sink(asked + promise_height(state, ui, words.width(), most));
    if (!ask.empty()) paragraph(ui, words, ask, title_style, ui.mm(3));
    if (ui.portrait()) {
        draw_promise(state, ui, words, most);
        draw_next(state, ui, page.body.cut_bottom(button_height(ui), part_gap(ui)), action);
        draw_guidance_buttons(ui, page.body.cut_bottom(button_height(ui), part_gap(ui)), action);
        draw_official(state, ui, page.body, action);
        if (about) return draw_about(*about, ui, page.body), action;
        const float tall = 3 * ui.mm(84) * ui.text_scale();
        draw_topics(*state.draft, ui, page.body.with_height(std::min(page.body.height(), tall)), 2, action);
        return action;
    }
    const bool large = ui.text_scale() > 1.5F;
    if (large && page.upper.empty()) draw_promise(state, ui, page.body, 0);
    const auto halves = columns(page.body, {large ? 1.8F : 1.5F, 1.0F}, ui.mm(6));
    Rect side = halves[1];
    draw_next(state, ui, side.cut_bottom(button_height(ui), part_gap(ui)), action);
    draw_guidance_buttons(ui, side.cut_bottom(button_height(ui), part_gap(ui)), action);
    draw_official(state, ui, side, action);
    if (!page.upper.empty())
        draw_promise(state, ui, page.upper, most);
    else if (!large)
        draw_promise(state, ui, side, side.height());
    if (about)
        draw_about(*about, ui, halves[0]);
    else
        draw_topics(*state.draft, ui, halves[0], large ? 2 : 3, action);
    return action;
}

Action draw_feedback_closed(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("feedback.title.closed")}, action);
    const bool storage = state.feedback_closed == FeedbackClosed::Storage;
    statement(ui, page.body.measure(ui.mm(ui.portrait() ? 200 : 360)), storage ? Icon::Storage : Icon::Sync,
              Tone::Warn, ui.tr(storage ? "feedback.closed.storage" : "feedback.closed.not_ready"),
              ui.tr("feedback.closed.words"));
    return action;
}

}  // namespace kiosk
