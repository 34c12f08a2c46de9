#pragma once

#include <span>

#include "offline_cache/sqlite/migrate.h"

namespace province {

/// publish/schema/*.sql, compiled in.
std::span<const offline_cache::sqlite::Schema> log_schema();

}  // namespace province
