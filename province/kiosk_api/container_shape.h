#pragma once

#include <string_view>

namespace province {

/// Whether the bytes are built like a CVF1 container (protocol.md §5.2): what a server without any key can
/// check. Frames must end exactly where the bytes end.
bool has_container_shape(std::string_view bytes);

}  // namespace province
