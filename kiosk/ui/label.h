#pragma once

#include <string_view>

#include "kiosk/ui/text.h"
#include "kiosk/ui/ui.h"

/// Words that must fit into a given place: on buttons, tiles, chips, tools.
namespace kiosk {

struct Label {
    Face face = Face::BodyBold;  ///< the wanted one; smaller faces follow when it does not fit
    int max_lines = 2;
    Align align = Align::Centre;
    Colour colour{};
    float leading = 1.25F;
    float most_mm = 100;  ///< capitals no higher than this, so that labels side by side look alike
};

struct FittedLabel {
    Face face = Face::BodyBold;
    int zoom = 0;      ///< smaller steps of the face
    float cap_mm = 0;  ///< its capital height
    int lines = 1;
    float width = 0;
    float height = 0;
    bool cut = false;
};

/// The biggest face, not under 4.8 mm, with which the words fit into width × height without breaking a word.
[[nodiscard]] FittedLabel fit_label(Ui& ui, float width, float height, std::string_view words,
                                    const Label& label);
/// Draws them in the middle of the rectangle's height; the result is where they stand.
Rect draw_label(Ui& ui, const Rect& rect, std::string_view words, const Label& label,
                const FittedLabel& fitted);

}  // namespace kiosk
