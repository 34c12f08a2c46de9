#pragma once

#include <string_view>
#include <vector>

#include "province/console/fields.h"
#include "province/registry/accounts.h"

namespace province::console {

/// The menu's lines for somebody with these roles; the one that leads to `path` is marked.
std::vector<Fields> menu_of(Roles roles, std::string_view path);

}  // namespace province::console
