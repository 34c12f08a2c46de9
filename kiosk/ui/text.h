#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kiosk/ui/icons.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

enum class Align { Left, Centre, Right };

/// Bytes [from, to) of a text.
struct Range {
    std::size_t from = 0;
    std::size_t to = 0;
    friend bool operator==(const Range&, const Range&) = default;
};

struct TextStyle {
    Face face = Face::Body;
    Align align = Align::Left;
    bool quiet = false;     ///< second ink
    bool rich = false;      ///< **bold** stands for itself; only for our own strings
    int max_lines = 0;      ///< 0: as many as it takes; the last one ends in "…" when there is more
    float leading = 1.45F;  ///< line height over em; titles may use 1.3
    int zoom = 0;           ///< document zoom steps
    const Colour* colour = nullptr;   ///< default: ink or quiet ink of the theme
    std::vector<Range> highlights{};  ///< drawn on the theme's highlight
};

/// Draws wrapped text from the upper left of `rect` (its height does not matter, nothing is cut) and
/// returns the height used. '\n' breaks the line. A word wider than the line is broken.
float text(Ui& ui, const Rect& rect, std::string_view words, const TextStyle& style = {});
/// What text() would use.
[[nodiscard]] float text_height(Ui& ui, float width, std::string_view words, const TextStyle& style = {});
/// Width on one line.
[[nodiscard]] float text_width(Ui& ui, std::string_view words, Face face = Face::Body, int zoom = 0);
[[nodiscard]] float line_height(const Ui& ui, Face face, float leading = 1.45F, int zoom = 0);
/// One line, upright in the middle of `rect`, shortened by "…" if it must.
void line(Ui& ui, const Rect& rect, std::string_view words, const TextStyle& style = {});
/// A picture in the middle of `rect`; `size` is its side in px.
void icon(Ui& ui, const Rect& rect, Icon which, float size, Colour colour);

/// Draws text and takes its height off the top of `area`, `gap` apart: a page of paragraphs in a few lines.
void paragraph(Ui& ui, Rect& area, std::string_view words, const TextStyle& style, float gap);

/// The words of `query` found in `words` without regard to marks and case, for search results.
[[nodiscard]] std::vector<Range> find_words(std::string_view words, std::string_view query);

}  // namespace kiosk
