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
    /// The caret was put into a word: what can be done with it stands where suggestions else do. Nobody has
    /// to know a double tap or a long press for it (kiosk.md §3).
    enum class WordBar { None, InWord, Selected };
    WordBar word_bar = WordBar::None;
    std::string_view space_label{};  ///< "dấu cách"
};

/// A finger rests on this key. It types when it is lifted there, and not at all when it slides off.
struct HeldKey {
    Key key;
};

/// Nothing, a key, or another typing method.
using KeyboardAsk = std::variant<std::monostate, Key, InputMethod, HeldKey>;

/// The keyboard on the screen: methods and suggestions, numbers, QWERTY, space, signs, the caret's arrows;
/// with Dấu a row of marks. Keys are ≥ 16 mm at every supported size; names "key.a", "key.space", "key.done",
/// "key.backspace", "key.shift", "key.signs", "key.left", "key.right", "key.mark.s", "key.word.0",
/// "key.select_word", "key.erase_word", "method.telex", "method.vni", "method.marks".
[[nodiscard]] KeyboardAsk keyboard(Ui& ui, const Rect& rect, const KeyboardStyle& style);
[[nodiscard]] float keyboard_height(const Ui& ui, float width, const KeyboardStyle& style);

/// Ten digits in two rows, and backspace; names "key.0" … "key.9", "key.backspace". Labels are the digits.
[[nodiscard]] std::variant<std::monostate, Key> number_pad(Ui& ui, const Rect& rect);
[[nodiscard]] float number_pad_height(const Ui& ui, float width);

}  // namespace kiosk
