#pragma once

#include <string_view>

#include "protocol/base/result.h"

struct sqlite3;

namespace offline_cache::sqlite {

/// SQLITE_BUSY and SQLITE_LOCKED → Busy; everything else → Storage. `what` and SQLite's words go to `detail`.
tl::unexpected<protocol::Error> sqlite_fault(sqlite3* handle, int code, std::string_view what);

}  // namespace offline_cache::sqlite
