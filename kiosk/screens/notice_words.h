#pragma once

#include <string>

#include "kiosk/screens/document_parts.h"
#include "offline_cache/hall_book.h"

// How a notice written at this machine looks: always with the line that says so.

namespace kiosk {

/// "20/11 – 26/11/2026"; one day: "20/11/2026".
[[nodiscard]] std::string notice_days(const Ui& ui, const offline_cache::LocalNotice& notice);

void draw_notice(Flow& flow, const offline_cache::LocalNotice& notice);

}  // namespace kiosk
