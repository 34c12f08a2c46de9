#pragma once

#include "kiosk/app/event.h"
#include "kiosk/sync/events.h"

namespace kiosk {

/// What the sync thread tells, in the words of update().
[[nodiscard]] Event as_event(const SyncEvent& news);

}  // namespace kiosk
