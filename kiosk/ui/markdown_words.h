#pragma once

#include <string_view>
#include <vector>

#include "kiosk/ui/markdown_layout.h"

namespace kiosk {

/// How a stretch of words is set.
struct Setting {
    Face face = Face::Body;
    int zoom = 0;
    Align align = Align::Left;
    float left = 0;  ///< px from the body's left edge
    float width = 0;
    bool head = false;
};

/// Breaks the runs into lines no wider than the setting and appends them; a word wider than a line is broken.
/// Returns the top of what comes after.
float set_words(Ui& ui, const std::vector<WordRun>& runs, const Setting& setting, float top,
                std::vector<LaidLine>& lines);

[[nodiscard]] float words_width(Ui& ui, std::string_view words, Face face, int zoom);

/// Width of the longest word, and of all words on one line.
struct Extent {
    float least = 0;
    float most = 0;
};
[[nodiscard]] Extent extent(Ui& ui, const std::vector<WordRun>& runs, Face face, int zoom);

/// Bold sister of a face.
[[nodiscard]] Face strong_face(Face face);

}  // namespace kiosk
