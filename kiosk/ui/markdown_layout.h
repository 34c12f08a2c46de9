#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/markdown_blocks.h"

namespace kiosk {

/// Words of one weight on one line.
struct Segment {
    float x = 0;  ///< px from the body's left edge
    float width = 0;
    std::string words;
    Face face = Face::Body;
    bool head = false;  ///< in a table's head
    int sentence = -1;
};

struct LaidLine {
    float top = 0;  ///< px from the body's upper edge
    float height = 0;
    std::vector<Segment> segments;
};

/// What lies under the words.
struct Backing {
    enum class Kind { Head, Stripe, Rule, QuoteBar, Card };
    Kind kind = Kind::Rule;
    Rect rect;  ///< from the body's upper left corner
};

/// A body at one width and size. Lines and backings go down the page.
struct LaidBody {
    float height = 0;
    std::vector<LaidLine> lines;
    std::vector<Backing> backings;
};

/// Sets the blocks in `width` px. A table whose columns do not fit becomes one card a row, each cell behind
/// its column's name: nothing is ever beside the screen.
[[nodiscard]] LaidBody lay_out(Ui& ui, const Parsed& body, float width, int zoom);

}  // namespace kiosk
