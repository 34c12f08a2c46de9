#pragma once

#include "kiosk/ui/markdown_layout.h"

namespace kiosk {

/// Sets a table from `top` and returns the top of what comes after. Columns of numbers stand to the right
/// even when the author did not say so. Tries the body face, then the small one; then a table of amounts is
/// set wider than the body, and one of sentences as one card a row.
float lay_out_table(Ui& ui, const Block& table, float width, int zoom, float top, LaidBody& laid);

}  // namespace kiosk
