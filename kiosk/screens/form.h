#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

// What the pages with typing share.

namespace kiosk {

/// Digits of a receipt code, and of one of its groups (protocol.md §5.3).
inline constexpr std::size_t kCodeLength = 20;
inline constexpr std::size_t kGroupLength = 4;

/// "Gửi phản ánh · bước 2/4", "Góp ý · bước 1/4", "Báo chỗ sai · bước 1/4" for page 1 … 4 of the form.
[[nodiscard]] std::string form_title(const Draft& draft, const Ui& ui, int page);
/// The same as bars. Takes its height off `area`.
void draw_form_steps(Ui& ui, Rect& area, int page);
/// Who runs the machine, who reads, what is kept and for how long: before anything is typed (kiosk.md §4).
/// Takes its height off `area`; with little room it is smaller, never less.
void draw_promise(const State& state, Ui& ui, Rect& area);
/// "Tiếp tục →".
void draw_next(const State& state, Ui& ui, const Rect& place, Action& action);

/// Room the keyboard wants at the bottom of an area of this width.
[[nodiscard]] float typing_height(const State& state, const Ui& ui, float width, bool one_line);
/// The keyboard for the field in focus.
void draw_keyboard(const State& state, Ui& ui, const Rect& rect, bool one_line, Action& action);
/// There is more of this area than one sees: page buttons make sense.
[[nodiscard]] bool scrolls(Ui& ui, std::string_view name, std::uint64_t key);
/// A card no taller than what scrolls in it; the result is the room inside.
Rect fitting_card(Ui& ui, const Rect& room, std::string_view name, std::uint64_t key);
/// The ten digits.
void draw_digits(Ui& ui, const Rect& rect, Action& action);
/// How long the law gives the publisher to answer "this is wrong", said in words; empty: the rule book names
/// no term, or the report is of another kind.
[[nodiscard]] std::string correction_words(const State& state, const Ui& ui);
/// A field that is being typed into, with its caret.
void draw_field(const State& state, Ui& ui, const Rect& rect, Field field, std::string_view name,
                std::string_view placeholder, bool multiline, Action& action);

}  // namespace kiosk
