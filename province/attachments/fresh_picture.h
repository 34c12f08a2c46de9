#pragma once

#include <optional>
#include <string>

#include "protocol/pages/messages.h"

namespace province {

/// A picture file made anew from pixels: nothing of the file they came from is in it (no EXIF, no place, no
/// camera). Nothing where memory ran out.
[[nodiscard]] std::optional<std::string> fresh_jpeg(const protocol::pages::Drawn& drawn);
[[nodiscard]] std::optional<std::string> fresh_png(const protocol::pages::Drawn& drawn);

}  // namespace province
