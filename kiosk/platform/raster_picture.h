#pragma once

#include "kiosk/documents/picture.h"
#include "kiosk/platform/raster.h"

namespace kiosk {

/// Where a picture lies on the canvas, px; it is stretched to fill this.
struct Placing {
    float x0 = 0;
    float y0 = 0;
    float x1 = 0;
    float y1 = 0;
};

/// Copies the picture onto the canvas. Of its own size and on whole pixels it is copied row by row, bit for
/// bit; otherwise each pixel is blended from the four nearest. Nothing outside of `window` changes.
/// `dark`: light and dark change places and hues stay, so that a page of black on white is white on black and
/// the red of its seal is red.
void draw_picture(const Picture& picture, const Placing& placing, const Area& window, const Canvas& canvas,
                  bool dark = false);

}  // namespace kiosk
