#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/input/key.h"
#include "kiosk/input/telex.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

struct KeyboardStyle {
    InputMethod method = InputMethod::Telex;
    bool methods = true;  ///< show the switch Telex / VNI / Dấu (Dấu is InputMethod::Off with the mark row)
    bool enter = true;    ///< the key types a new line; otherwise it is Done
    bool capital = false;                        ///< the next letter begins a sentence: shift is on by itself
    std::span<const std::string> suggestions{};  ///< at most three are shown
    std::string_view space_label{};              ///< "dấu cách"
};

/// Nothing, a key, or another typing method.
using KeyboardAsk = std::variant<std::monostate, Key, InputMethod>;

/// The keyboard on the screen: methods and suggestions, numbers, QWERTY, space, signs; with Dấu a row of
/// marks. Keys are ≥ 16 mm at every supported size; names "key.a", "key.space", "key.done", "key.backspace",
/// "key.shift", "key.signs", "key.mark.s", "key.word.0", "method.telex", "method.vni", "method.marks".
[[nodiscard]] KeyboardAsk keyboard(Ui& ui, const Rect& rect, const KeyboardStyle& style);
[[nodiscard]] float keyboard_height(const Ui& ui, float width, const KeyboardStyle& style);

/// Ten digits in two rows, and backspace; names "key.0" … "key.9", "key.backspace". Labels are the digits.
[[nodiscard]] std::variant<std::monostate, Key> number_pad(Ui& ui, const Rect& rect);
[[nodiscard]] float number_pad_height(const Ui& ui, float width);

/// Words of `list` that begin like `typed` without regard to marks; exact marks first; at most `most`.
[[nodiscard]] std::vector<std::string> suggest(std::span<const std::string> list, std::string_view typed,
                                               std::size_t most = 3);

}  // namespace kiosk
