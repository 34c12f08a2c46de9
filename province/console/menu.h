#pragma once

#include <vector>

#include "province/console/visit.h"

namespace province::console {

/// The menu of somebody who is signed in: what their routes let them open, with how much waits for them
/// there.
std::vector<Fields> menu_of(const Visit& visit);

}  // namespace province::console
