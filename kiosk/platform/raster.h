#pragma once

#include <cstdint>
#include <span>

#include "kiosk/platform/area.h"

struct ImDrawData;

namespace kiosk {

/// 32-bit pixels 0x00RRGGBB in memory somebody else owns.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;  ///< pixels from one row to the next
};

/// The letters: one byte a pixel; texture coordinates 0…1 stand for `unit_width` × `unit_height` pixels.
struct LetterSheet {
    const std::uint8_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    float unit_width = 1;
    float unit_height = 1;
};

/// Draws what Dear ImGui left behind, on the processor: whole-pixel rectangles, letters and pictures as
/// copies, everything else as triangles (top-left rule, colours of the corners blended). Same bits on every
/// machine and version, and the same bits whether a frame is drawn whole or in `parts`, which must not
/// overlap.
///
/// SDL's own software renderer takes 13 ms for a page of 5,600 letters and loads a graphics stack of 85 MB
/// where there is no graphics card; this takes about a tenth of that and loads nothing.
void rasterise(const ImDrawData& frame, const LetterSheet& letters, const Canvas& canvas,
               std::span<const Area> parts);

}  // namespace kiosk
