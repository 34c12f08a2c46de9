#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/screens/frame.h"
#include "kiosk/ui/icons.h"
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
/// Something to be said in full where `most` px are left for it, else in fewer words: never in smaller
/// letters. Takes its height off the top of `area`.
void draw_said(Ui& ui, Rect& area, Icon icon, std::string_view full, std::string_view brief, float most);
/// Height that it takes off an area of this width, without the gap below it.
[[nodiscard]] float said_height(Ui& ui, float width, std::string_view full, std::string_view brief,
                                float most);
/// Who runs the machine, who reads, what is kept and for how long: before anything is typed (kiosk.md §4).
/// In full where `most` px of `area` are left for it. Takes its height off `area`.
void draw_promise(const State& state, Ui& ui, Rect& area, float most);
[[nodiscard]] float promise_height(const State& state, Ui& ui, float width, float most);
/// One answer a row, the chosen one marked; those that do not fit scroll. The result: the one that was
/// touched. Targets are `name` and the row's number from 1.
[[nodiscard]] std::optional<std::size_t> draw_choices(Ui& ui, const Rect& area, std::string_view name,
                                                      std::uint64_t key,
                                                      const std::vector<std::string_view>& labels,
                                                      std::optional<std::size_t> chosen);
/// "Tiếp tục →". Capitals no higher than `most_mm`.
void draw_next(const State& state, Ui& ui, const Rect& place, Action& action, float most_mm = 100);
/// Capital height that its words get there.
[[nodiscard]] float next_label_mm(Ui& ui, const Rect& place);

/// Room the keyboard wants at the bottom of an area of this width.
[[nodiscard]] float typing_height(const State& state, const Ui& ui, float width, bool one_line);
/// The keyboard for the field in focus.
void draw_keyboard(const State& state, Ui& ui, const Rect& rect, bool one_line, Action& action);
/// The keyboard at the foot of `body`. On a wide page it stands at the left, and the result is the place
/// right of it for what is done with the text, so that the field above gets the whole width; else it is
/// empty.
Rect draw_keys_at_foot(const State& state, Ui& ui, Rect& body, bool one_line, Action& action);
/// Buttons one above the other, at the foot of `place`, no higher than they look like buttons.
[[nodiscard]] std::vector<Rect> stacked_buttons(const Ui& ui, Rect& place, int count);
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
