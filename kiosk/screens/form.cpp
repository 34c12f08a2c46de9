#include "kiosk/screens/form.h"

#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/fields.h"
#include "kiosk/input/word_list.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// Where even the keys hardly fit, the switch between typing methods gives way; first on a single line.
bool room_for_methods(const Ui& ui, bool one_line)
{
    if (one_line && is_low(ui) && ui.lowered()) return false;
    return ui.portrait() || !ui.lowered() || ui.text_scale() < 1.5F;
}

constexpr int kPages = 4;

bool sentence_begins(const TextEdit* edit)
{
    if (edit == nullptr) return false;
    std::string_view before = edit->text().substr(0, edit->caret());
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.empty()) return true;
    const char last = before.back();
    return (last == '.' || last == '!' || last == '?' || last == '\n') && before.size() < edit->caret();
}

KeyboardStyle style_of(const State& state, const Ui& ui, bool one_line)
{
    KeyboardStyle style;
    style.method = state.method;
    style.methods = room_for_methods(ui, one_line) && !flow::plain_letters(state.focus);
    style.enter = !one_line;
    style.space_label = ui.tr("key.space");
    const TextEdit* edit = state.field(state.focus);
    style.capital = !one_line && sentence_begins(edit);
    if (edit == nullptr || !style.methods) return style;
    using WordBar = KeyboardStyle::WordBar;
    if (!edit->selection().empty())
        style.word_bar = WordBar::Selected;
    else if (edit->placed() && !edit->word_at_caret().empty())
        style.word_bar = WordBar::InWord;
    return style;
}

}  // namespace

std::string form_title(const Draft& draft, const Ui& ui, int page)
{
    const std::string_view key = draft.lane == Lane::Opinion     ? "feedback.title.opinion"
                                 : draft.lane == Lane::WrongInfo ? "feedback.title.wrong"
                                                                 : "feedback.title";
    return ui.tr(key, {{"n", std::to_string(page)}, {"all", std::to_string(kPages)}});
}

void draw_form_steps(Ui& ui, Rect& area, int page)
{
    steps(ui, area.cut_top(ui.mm(3), part_gap(ui)), page, kPages);
}

void draw_promise(const State& state, Ui& ui, Rect& area)
{
    const bool official = state.draft && state.draft->lane == Lane::Official;
    const std::string words = ui.tr(official ? "feedback.promise.official" : "feedback.promise.normal",
                                    {{"commune", commune_inside(state, ui)}});
    const float height = note_height(ui, area.width(), words);
    if (height > area.height() || (!ui.portrait() && ui.text_scale() > 1.5F)) {
        TextStyle style{.face = Face::Small, .quiet = true, .rich = true, .leading = 1.3F};
        if (ui.text_scale() > 1.5F || text_height(ui, area.width(), words, style) > area.height())
            style.face = Face::Least;
        paragraph(ui, area, words, style, part_gap(ui));
        return;
    }
    note(ui, area.cut_top(height, part_gap(ui)), Icon::Lock, words);
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

float typing_height(const State& state, const Ui& ui, float width, bool one_line)
{
    return keyboard_height(ui, width, style_of(state, ui, one_line));
}

void draw_keyboard(const State& state, Ui& ui, const Rect& rect, bool one_line, Action& action)
{
    KeyboardStyle style = style_of(state, ui, one_line);
    std::vector<std::string> words;
    const TextEdit* edit = state.field(state.focus);
    // A person's own name is nothing to guess at, and what is covered must not be told by its endings.
    const bool covered = state.focus == Field::Feedback && state.draft->shoulder;
    if (edit != nullptr && style.methods && state.focus != Field::Name && !covered)
        words = suggest({&state.villages, state.common_words.get()}, edit->before_caret());
    style.suggestions = words;
    KeyboardAsk asked = keyboard(ui, rect, style);
    if (auto* key = std::get_if<Key>(&asked)) action = act::Press{std::move(*key)};
    if (const auto* method = std::get_if<InputMethod>(&asked)) action = act::UseMethod{*method};
    if (auto* held = std::get_if<HeldKey>(&asked);
        held != nullptr && state.focus == Field::Search && std::holds_alternative<std::monostate>(action))
        action = act::Foresee{std::move(held->key)};
}

bool scrolls(Ui& ui, std::string_view name, std::uint64_t key)
{
    const ScrollPlace place = scroll_place(ui, name, key);
    return place.can_up || place.can_down;
}

std::string correction_words(const State& state, const Ui& ui)
{
    const protocol::Term* term = correction_term(state);
    if (!state.draft || state.draft->lane != Lane::WrongInfo || term == nullptr) return {};
    const std::string& law = ui.look().english ? term->law_en : term->law;
    return ui.tr(term->working ? "wrong_info.working_days" : "wrong_info.days",
                 {{"law", law}, {"n", std::to_string(term->days)}});
}

Rect fitting_card(Ui& ui, const Rect& room, std::string_view name, std::uint64_t key)
{
    const float content = scroll_content_height(ui, name, key);
    const float height = content > 0 ? content + 2 * card_padding(ui) : room.height();
    return card(ui, room.with_height(std::min(room.height(), std::max(height, ui.mm(40)))));
}

void draw_digits(Ui& ui, const Rect& rect, Action& action)
{
    auto asked = number_pad(ui, rect);
    if (auto* key = std::get_if<Key>(&asked)) action = act::Press{std::move(*key)};
}

void draw_field(const State& state, Ui& ui, const Rect& rect, Field field, std::string_view name,
                std::string_view placeholder, bool multiline, Action& action)
{
    const TextEdit* edit = state.field(field);
    if (edit == nullptr) return;
    FieldStyle style;
    style.placeholder = placeholder;
    style.icon = field == Field::Search ? Icon::Search : Icon::None;
    style.focused = state.focus == field;
    style.multiline = multiline;
    style.band = field == Field::Feedback && state.draft->shoulder;
    if (const auto byte = text_field(ui, rect, name, *edit, style)) action = act::PlaceCaret{field, *byte};
}

}  // namespace kiosk
