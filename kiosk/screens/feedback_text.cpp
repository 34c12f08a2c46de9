#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

std::string about_line(const Draft& draft, const Ui& ui)
{
    std::string line = topic_name(ui, draft.category);
    if (draft.about) line = draft.about->title;
    return line;
}

std::string_view readers_key(Lane lane)
{
    return lane == Lane::Official ? "feedback.readers.official" : "feedback.readers.normal";
}

void draw_clear(Ui& ui, const Rect& place, Action& action)
{
    if (button(ui, place, "feedback.clear", ui.tr("feedback.clear"), {.icon = Icon::Trash}))
        action = act::ClearField{Field::Feedback};
}

void draw_next(const State& state, Ui& ui, const Rect& place, Action& action)
{
    if (button(ui, place, "feedback.next", ui.tr("feedback.next"),
               {.kind = ButtonKind::Primary,
                .icon = Icon::Forward,
                .icon_after = true,
                .enabled = page_complete(state)}))
        action = act::NextPage{};
}

/// Largest letters on a low screen: the keyboard leaves room for one line and the question only.
bool tight(const Ui& ui) { return !ui.portrait() && !ui.lowered() && ui.text_scale() > 1.5F; }

std::string_view question_key(Lane lane)
{
    if (lane == Lane::Opinion) return "feedback.ask.opinion";
    if (lane == Lane::WrongInfo) return "feedback.ask.wrong";
    return "feedback.ask.text";
}

void draw_head(const State& state, Ui& ui, Rect& area)
{
    steps(ui, area.cut_top(ui.mm(3), part_gap(ui)), 2, 4);
    if (tight(ui)) return;
    paragraph(ui, area, ui.tr(question_key(state.draft->lane)),
              {.face = Face::Title, .max_lines = 2, .leading = 1.3F}, ui.mm(2));
    const std::string about = about_line(*state.draft, ui);
    if (!about.empty())
        paragraph(ui, area, about,
                  {.face = Face::SmallBold, .quiet = true, .max_lines = ui.portrait() ? 2 : 1}, ui.mm(3));
}

void draw_readers(const State& state, Ui& ui, Rect& area)
{
    const std::string_view words = ui.tr(readers_key(state.draft->lane));
    const float height = note_height(ui, area.width(), words);
    if (height > area.height()) return;
    note(ui, area.cut_bottom(height, part_gap(ui)), Icon::Lock, words);
}

}  // namespace

Action draw_feedback_text(const State& state, Ui& ui)
{
    Action action;
    const bool question = state.draft && tight(ui);
    const std::string_view title = ui.tr(question ? question_key(state.draft->lane) : "feedback.title.2");
    Page page = frame(state, ui, {.title = title}, action);
    if (!state.draft) return action;
    Rect& body = page.body;
    const bool wide = !ui.portrait();
    Rect buttons = wide ? Rect{} : body.cut_bottom(button_height(ui), part_gap(ui));
    const float keys = typing_height(state, ui, body.width(), false);
    draw_keyboard(state, ui, body.cut_bottom(keys, part_gap(ui)), false, action);
    if (wide) {
        // Beside the field, one over the other where there is the height for it.
        const bool stacked = body.height() >= 2 * ui.mm(20) + part_gap(ui);
        buttons = body.cut_right(body.width() * (stacked ? 0.26F : 0.45F), ui.mm(6));
        draw_head(state, ui, page.words());
        if (!page.upper.empty())
            draw_readers(state, ui, page.upper);
        else if (body.height() > ui.mm(60))
            draw_readers(state, ui, body);
        const auto two = stacked ? rows(buttons, 2, part_gap(ui)) : columns(buttons, 2, part_gap(ui));
        draw_clear(ui, two[0], action);
        draw_next(state, ui, two[1], action);
    } else {
        const auto two = columns(buttons, {1.0F, 1.4F}, part_gap(ui));
        draw_clear(ui, two[0], action);
        draw_next(state, ui, two[1], action);
        draw_head(state, ui, page.words());
        draw_readers(state, ui, page.upper.empty() ? body : page.upper);
    }
    draw_field(state, ui, body, Field::Feedback, "feedback.field", ui.tr("feedback.placeholder"), true,
               action);
    return action;
}

}  // namespace kiosk
