#pragma once

namespace kiosk::opener {

/// Fonts for PDFs that bring none of their own (fonts/README.md): Tinos, Arimo and Cousine, as wide as Times
/// New Roman, Arial and Courier New and with every Vietnamese letter (Liberation has none of those). Opened
/// here, before the sandbox closes; nothing else is ever substituted.
void open_spare_fonts();

/// A descriptor of its own for one of these fonts, or −1: the file is none of them. Async-signal-safe: this
/// is what answers an open() inside of the sandbox.
[[nodiscard]] int spare_font(const char* path);

}  // namespace kiosk::opener
