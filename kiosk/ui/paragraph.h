#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"

/// Breaking text into lines, and putting letters on the frame: below text.h and markdown.h.
namespace kiosk {

/// Text of one weight.
struct Span {
    std::string_view words;
    bool bold = false;
};

/// A piece of a span on one line.
struct Run {
    std::uint32_t span = 0;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    float x = 0;
    float width = 0;
    bool ellipsis = false;  ///< "…" stands behind it
};

struct Line {
    std::vector<Run> runs;
    float width = 0;
};

struct Fit {
    FontSize regular;
    FontSize bold;
    float width = 0;
    int max_lines = 0;  ///< 0: any number
};

struct Broken {
    std::vector<Line> lines;
    bool cut = false;
    bool split_word = false;  ///< a word was wider than the line
    [[nodiscard]] float widest() const;
};

[[nodiscard]] Broken break_lines(Fonts& fonts, std::span<const Span> spans, const Fit& fit);
/// Splits at ** into spans of both weights.
[[nodiscard]] std::vector<Span> rich_spans(std::string_view words, bool rich, bool all_bold);
[[nodiscard]] float run_width(Fonts& fonts, const FontSize& size, std::string_view words);

/// From the top of a line to its baseline.
[[nodiscard]] float baseline_of(const FontSize& size, float line_height);
/// Puts letters on the frame; `y` is the baseline. What lies outside the clip costs nothing.
void draw_run(Ui& ui, float x, float y, std::string_view words, const FontSize& size, Colour colour);

}  // namespace kiosk
