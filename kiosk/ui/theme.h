#pragma once

#include <cstdint>
#include <string_view>

namespace kiosk {

struct Colour {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    friend bool operator==(const Colour&, const Colour&) = default;
};

/// What a banner, chip or card says by colour; never by colour alone (kiosk.md §2).
enum class Tone { Plain, Primary, Good, Warn, Danger };

/// Every colour of the program (kiosk.md §2). Semantic: screens name a meaning, never a colour.
struct Theme {
    std::string_view name;
    bool dark = false;

    Colour paper;         ///< page
    Colour surface;       ///< cards, keys
    Colour sunken;        ///< every second table row, rails
    Colour line;          ///< borders and rules
    Colour ink;           ///< text
    Colour quiet;         ///< second text
    Colour primary;       ///< tím Huế: main buttons, tile bars, links
    Colour primary_down;  ///< pressed
    Colour on_primary;    ///< text on primary
    Colour soft;          ///< primary at a whisper: chips, the household box, pressed secondary
    Colour on_soft;       ///< text on soft
    Colour gold;          ///< thin accents, never text
    Colour good, good_soft;
    Colour warn, warn_soft;
    Colour danger, danger_soft;
    Colour on_danger;  ///< text on danger, for the few red buttons
    Colour highlight;  ///< behind the sentence being read, behind search words; text on it is ink
    Colour shadow;     ///< of the one elevation; alpha 0 in high contrast, where cards have a line instead
    Colour veil;       ///< over the page, under a question
    Colour disabled, on_disabled;
};

[[nodiscard]] const Theme& light_theme();
[[nodiscard]] const Theme& contrast_theme();

/// Foreground of a tone on its soft background or on surface.
[[nodiscard]] Colour tone_ink(const Theme& theme, Tone tone);
[[nodiscard]] Colour tone_soft(const Theme& theme, Tone tone);

/// WCAG 2.2 contrast ratio, 1 … 21.
[[nodiscard]] double contrast_ratio(Colour a, Colour b);

}  // namespace kiosk
