#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

const TextStyle kQuestion{.face = Face::Title, .max_lines = 2, .leading = 1.3F};
const TextStyle kAbout{.face = Face::SmallBold, .quiet = true, .max_lines = 2};

std::string about_line(const Draft& draft, const Ui& ui)
{
    std::string line = topic_name(ui, draft.category);
    if (draft.about) line = draft.about->title;
    if (!draft.chosen().empty()) line = ui.tr("feedback.chosen", {{"option", draft.chosen()}});
    return line;
}

std::string_view readers_key(Lane lane)
{
    return lane == Lane::Official ? "feedback.readers.official" : "feedback.readers.normal";
}

/// Cover, clear, go on: each one touch, together, where the hands are, in letters of one size.
void draw_buttons(const State& state, Ui& ui, const std::vector<Rect>& places, Action& action)
{
    const bool covered = state.draft->shoulder;
    ButtonStyle cover{.icon = Icon::Hidden, .selected = covered};
    ButtonStyle clear{.icon = Icon::Trash};
    const std::string_view cover_words = ui.tr(covered ? "feedback.uncover" : "feedback.cover");
    const std::string_view clear_words = ui.tr("feedback.clear");
    cover.most_mm = clear.most_mm =
        std::min({button_label_mm(ui, places[0], cover_words, cover),
                  button_label_mm(ui, places[1], clear_words, clear), next_label_mm(ui, places[2])});
    if (button(ui, places[0], "feedback.shoulder", cover_words, cover)) action = act::ToggleShoulder{};
    if (button(ui, places[1], "feedback.clear", clear_words, clear))
        action = act::ClearField{Field::Feedback};
    draw_next(state, ui, places[2], action, cover.most_mm);
}

/// Largest letters, or a low screen: the keyboard leaves room for one line and the question only.
bool tight(const Ui& ui)
{
    return !ui.portrait() && (ui.text_scale() > 1.5F || (is_low(ui) && !ui.lowered()));
}

std::string_view question_key(Lane lane)
{
    if (lane == Lane::Opinion) return "feedback.ask.opinion";
    if (lane == Lane::WrongInfo) return "feedback.ask.wrong";
    return "feedback.ask.text";
}

/// What the law promises to one who says that something published is wrong. False: there is no room, or
/// nothing to say.
bool draw_term(const State& state, Ui& ui, Rect& area, bool above)
{
    const std::string words = correction_words(state, ui);
    if (words.empty()) return false;
    const float height = note_height(ui, area.width(), words);
    if (area.height() - height - part_gap(ui) < field_height(ui)) return false;  // the typed text comes first
    note(ui, above ? area.cut_top(height, part_gap(ui)) : area.cut_bottom(height, part_gap(ui)), Icon::Clock,
         words);
    return true;
}

/// The question and what it is about; beside it, where the width is, what the law promises. True: it is told.
bool draw_head(const State& state, Ui& ui, Rect& area)
{
    if (tight(ui)) return false;
    const std::string term = correction_words(state, ui);
    const std::string about = about_line(*state.draft, ui);
    const float height =
        line_height(ui, Face::Title, 1.3F) + ui.mm(2) + line_height(ui, Face::SmallBold) + ui.mm(3);
    const float wide = area.width() * 0.55F;
    const bool beside = !ui.portrait() && !term.empty() && note_height(ui, wide, term) <= height &&
                        text_width(ui, about, Face::SmallBold) < area.width() - wide - ui.mm(6);
    Rect words = area;
    if (beside) note(ui, words.cut_right(wide, ui.mm(6)).with_height(height), Icon::Clock, term);
    paragraph(ui, words, ui.tr(question_key(state.draft->lane)), kQuestion, ui.mm(2));
    if (!about.empty()) paragraph(ui, words, about, kAbout, ui.mm(3));
    area.y0 = words.y0;
    return beside;
}

/// Who can read it, on every page where it is typed (kiosk.md §5): below the text, or above it where `area`
/// is a strip of its own or holds buttons as well.
void draw_readers(const State& state, Ui& ui, Rect& area, bool above, float most)
{
    const std::string key{readers_key(state.draft->lane)};
    const std::string_view full = ui.tr(key);
    if (above) return draw_said(ui, area, Icon::Lock, full, ui.tr(key + ".short"), most);
    note(ui, area.cut_bottom(note_height(ui, area.width(), full), part_gap(ui)), Icon::Lock, full);
}

/// Of the question, what it is about, who reads it and what the law promises, one below the other.
float words_height(const State& state, Ui& ui, float width)
{
    const std::string about = about_line(*state.draft, ui);
    const std::string term = correction_words(state, ui);
    float height = text_height(ui, width, ui.tr(question_key(state.draft->lane)), kQuestion) + ui.mm(2) +
                   note_height(ui, width, ui.tr(readers_key(state.draft->lane)));
    if (!about.empty()) height += text_height(ui, width, about, kAbout) + ui.mm(3);
    if (!term.empty()) height += part_gap(ui) + note_height(ui, width, term);
    return height;
}

/// Shoulder mode (kiosk.md §4): a few letters round the caret, and why there is no more to see.
void draw_covered(const State& state, Ui& ui, Rect area, Action& action)
{
    const Rect band = area.cut_top(std::min(field_height(ui), area.height()), part_gap(ui));
    draw_field(state, ui, band.measure(ui.mm(110) * ui.text_scale()), Field::Feedback, "feedback.field",
               ui.tr("feedback.covered"), true, action);
    const std::string_view words = ui.tr("feedback.covered.words");
    if (area.height() >= note_height(ui, area.width(), words)) note(ui, area, Icon::Hidden, words);
}

/// A wide page: who reads it and the buttons stand beside the keys.
void draw_wide(const State& state, Ui& ui, Page& page, bool& term_told, Action& action)
{
    Rect beside = draw_keys_at_foot(state, ui, page.body, false, action);
    draw_form_steps(ui, page.words(), 2);
    term_told = draw_head(state, ui, page.words());
    const bool seated = !page.upper.empty();
    const float buttons = 3 * ui.mm(20) + 3 * part_gap(ui);
    if (seated)
        draw_readers(state, ui, page.upper, true, page.upper.height() * 0.6F);
    else
        draw_readers(state, ui, beside, true, beside.height() - buttons);
    if (!term_told) term_told = draw_term(state, ui, seated ? page.upper : page.body, seated);
    draw_buttons(state, ui, stacked_buttons(ui, beside, 3), action);
}

}  // namespace

Action draw_feedback_text(const State& state, Ui& ui)
{
    Action action;
    const bool question = state.draft && tight(ui);
    const std::string title = !state.draft ? std::string{}
                              : question   ? std::string{ui.tr(question_key(state.draft->lane))}
                                           : form_title(*state.draft, ui, 2);
    Page page = frame(state, ui, {.title = title}, action);
    if (!state.draft) return action;
    Rect& body = page.body;
    bool term_told = false;
    if (ui.portrait()) {
        const Rect buttons = body.cut_bottom(button_height(ui), part_gap(ui));
        (void)draw_keys_at_foot(state, ui, body, false, action);
        draw_buttons(state, ui, columns(buttons, {1.0F, 1.0F, 1.25F}, part_gap(ui)), action);
        const bool seated = !page.upper.empty();
        Rect& room = page.words();
        draw_form_steps(ui, room, 2);
        if (state.draft->shoulder) page.sink(words_height(state, ui, room.width()));
        (void)draw_head(state, ui, room);
        draw_readers(state, ui, room, seated, room.height());
        term_told = draw_term(state, ui, room, seated);
    } else {
        draw_wide(state, ui, page, term_told, action);
    }
    if (state.draft->shoulder) return draw_covered(state, ui, body, action), action;
    const bool chosen = !state.draft->chosen().empty();
    // Where nothing else has room for it, the promise stands in the field until it is typed over.
    const std::string term = term_told ? std::string{} : correction_words(state, ui);
    const std::string_view usual = ui.tr(chosen ? "feedback.placeholder.more" : "feedback.placeholder");
    draw_field(state, ui, page.reading(), Field::Feedback, "feedback.field",
               term.empty() ? usual : std::string_view{term}, true, action);
    return action;
}

}  // namespace kiosk
