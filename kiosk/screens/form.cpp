#include "kiosk/screens/form.h"

#include <string>
#include <variant>
#include <vector>

#include "kiosk/input/word_list.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"

namespace kiosk {

namespace {

/// Where even the keys hardly fit, the switch between typing methods gives way.
bool room_for_methods(const Ui& ui) { return ui.portrait() || !ui.lowered() || ui.text_scale() < 1.5F; }

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
    style.methods = room_for_methods(ui);
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
}

bool scrolls(Ui& ui, std::string_view name, std::uint64_t key)
{
    const ScrollPlace place = scroll_place(ui, name, key);
    return place.can_up || place.can_down;
}

std::string correction_words(const State& state, const Ui& ui)
{
    const CorrectionRule* rule = correction_rule(state);
    if (!state.draft || state.draft->lane != Lane::WrongInfo || rule == nullptr) return {};
    const std::string& law = ui.look().english ? rule->law_en : rule->law;
    return ui.tr(rule->working_days ? "wrong_info.working_days" : "wrong_info.days",
                 {{"law", law}, {"n", std::to_string(rule->days)}});
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
