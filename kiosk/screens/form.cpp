#include "kiosk/screens/form.h"

#include <variant>

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
    style.capital = !one_line && sentence_begins(state.field(state.focus));
    return style;
}

}  // namespace

float typing_height(const State& state, const Ui& ui, float width, bool one_line)
{
    return keyboard_height(ui, width, style_of(state, ui, one_line));
}

void draw_keyboard(const State& state, Ui& ui, const Rect& rect, bool one_line, Action& action)
{
    KeyboardAsk asked = keyboard(ui, rect, style_of(state, ui, one_line));
    if (auto* key = std::get_if<Key>(&asked)) action = act::Press{std::move(*key)};
    if (const auto* method = std::get_if<InputMethod>(&asked)) action = act::UseMethod{*method};
}

bool scrolls(Ui& ui, std::string_view name, std::uint64_t key)
{
    const ScrollPlace place = scroll_place(ui, name, key);
    return place.can_up || place.can_down;
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
    if (const auto byte = text_field(ui, rect, name, *edit, style)) action = act::PlaceCaret{field, *byte};
}

}  // namespace kiosk
