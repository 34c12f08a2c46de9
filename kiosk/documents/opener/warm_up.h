#pragma once

namespace kiosk::opener {

/// Lets Poppler read what it needs of the disk (fonts, encodings) while it still can, by opening a page of
/// our own. Before close_sandbox(), and before a byte of anybody's file is looked at.
void warm_up();

}  // namespace kiosk::opener
