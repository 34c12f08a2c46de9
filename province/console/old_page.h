#pragma once

#include <string_view>

#include "province/console/visit.h"

namespace province::console {

/// 403 for what a page sent that is too old: texts console.refused.<why>. It shows the texts that were
/// written there, to be copied: nothing of them was kept. Other fields, passwords among them, are not shown.
http::Response old_page(const Visit& visit, std::string_view why, const Form& sent);

}  // namespace province::console
