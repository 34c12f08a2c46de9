#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kiosk/ui/fonts.h"

namespace kiosk {

/// Lines of a text that is being typed: unlike break_lines() every byte, spaces too, has its place. Holds
/// offsets only, never letters: nothing of what a person types is copied.
struct FieldLines {
    struct Piece {
        std::size_t from = 0;
        std::size_t to = 0;  ///< without the line break
    };
    std::vector<Piece> lines;

    [[nodiscard]] std::size_t line_of(std::size_t byte) const;
};

[[nodiscard]] FieldLines field_lines(Fonts& fonts, const FontSize& size, std::string_view text, float width);
/// Byte whose left edge is nearest to `x` px from the start of the piece.
[[nodiscard]] std::size_t byte_at(Fonts& fonts, const FontSize& size, std::string_view text,
                                  const FieldLines::Piece& piece, float x);

}  // namespace kiosk
