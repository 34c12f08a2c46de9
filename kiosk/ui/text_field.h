#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "kiosk/input/text_edit.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

struct FieldStyle {
    std::string_view placeholder{};
    Icon icon = Icon::None;
    bool focused = false;
    bool multiline = false;
    bool band = false;  ///< shoulder mode: one narrow line round the caret instead of the whole text
};

/// A text being typed, with its caret. Touched: the byte where the caret should go (focus it too).
/// A long text scrolls so that the caret stays in sight; one line gets smaller letters first.
[[nodiscard]] std::optional<std::size_t> text_field(Ui& ui, const Rect& rect, std::string_view name,
                                                    const TextEdit& edit, const FieldStyle& style);
/// Height of a one-line field: 20 mm, more at larger text.
[[nodiscard]] float field_height(const Ui& ui);

}  // namespace kiosk
