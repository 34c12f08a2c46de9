#pragma once

#include <string_view>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// A QR code in the middle of `rect`, as large as whole pixels allow: dark on white with its quiet zone in
/// every theme, because phones read nothing else surely. Nothing is drawn where the text is too long for one.
void qr_panel(Ui& ui, const Rect& rect, std::string_view text);

}  // namespace kiosk
