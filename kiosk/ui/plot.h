#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/ui/ui.h"

/// Numbers as pictures for people who never read a chart: squares to count, bars to compare. No colour
/// stands alone: each part has a fill of its own and its words in the key.
namespace kiosk {

enum class PlotFill { Solid, Striped, Hollow };

struct PlotPart {
    std::string_view words{};  ///< of the key: "đúng hạn 195"
    std::int64_t n = 0;        ///< ≥ 0
    Tone tone = Tone::Primary;
    PlotFill fill = PlotFill::Solid;
};

/// What one square stands for, so that no picture has more than 250: 1, 10, 100 …
[[nodiscard]] std::int64_t square_worth(std::int64_t total);
/// One square a case, in tens, part after part.
void squares(Ui& ui, const Rect& rect, std::span<const PlotPart> parts);
[[nodiscard]] float squares_height(const Ui& ui, float width, std::int64_t total);

/// The parts end to end; `most` is what the whole width stands for.
void plot_bar(Ui& ui, const Rect& rect, std::span<const PlotPart> parts, std::int64_t most);
/// A count too small to be told: a short stub of no length in particular.
void plot_stub(Ui& ui, const Rect& rect);
[[nodiscard]] float plot_bar_height(const Ui& ui);

/// A little square of each part beside its words, as many on a line as fit. Returns the height used.
float plot_key(Ui& ui, const Rect& rect, std::span<const PlotPart> parts);
[[nodiscard]] float plot_key_height(Ui& ui, float width, std::span<const PlotPart> parts);

/// "195" big, with its words right of it: "trên 203 phản ánh được trả lời đúng hạn" (rich).
float big_number(Ui& ui, const Rect& rect, std::string_view number, std::string_view words,
                 Tone tone = Tone::Primary);
[[nodiscard]] float big_number_height(Ui& ui, float width, std::string_view number, std::string_view words);

/// A number on a soft card over a line of words: "4 ngày" / "thường trả lời trong". Capitals of the number no
/// higher than `most_mm`, so that numbers side by side look alike.
void figure(Ui& ui, const Rect& rect, std::string_view number, std::string_view words, float most_mm = 100);
/// Capital height that the number gets there.
[[nodiscard]] float figure_number_mm(Ui& ui, float width, std::string_view number);
[[nodiscard]] float figure_height(Ui& ui, float width, std::string_view number, std::string_view words);

}  // namespace kiosk
