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

/// A table. Its head stays in sight as long as a row is; one that is wider than the body is moved sideways
/// while its first column stands still. Lines, backings and columns are told from its upper left corner.
struct LaidTable {
    Rect rect;        ///< from the body's upper left corner; as wide as the body
    float wide = 0;   ///< of all columns; more than rect's: it moves
    float head = 0;   ///< height of the first row
    float first = 0;  ///< width of the first column
    Rect buttons;     ///< of a table that moves: room for them above it, from the body's corner
    std::vector<LaidLine> lines;
    std::vector<Backing> backings;

    [[nodiscard]] bool moves() const { return wide > rect.width(); }
};

/// Room for a picture, its words below included.
struct LaidPicture {
    Rect rect;  ///< from the body's upper left corner
    std::string source;
    std::string words;
};

/// A body at one width and size. Lines, backings, tables and pictures go down the page.
struct LaidBody {
    float height = 0;
    std::vector<LaidLine> lines;
    std::vector<Backing> backings;
    std::vector<LaidTable> tables;
    std::vector<LaidPicture> pictures;
};

/// Sets the blocks in `width` px. `pictures`: heights of the picture blocks in their order, 0 for one that is
/// not there: then its words are set.
[[nodiscard]] LaidBody lay_out(Ui& ui, const Parsed& body, float width, int zoom,
                               const std::vector<float>& pictures = {});

}  // namespace kiosk
