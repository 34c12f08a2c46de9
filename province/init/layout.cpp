#include "province/init/layout.h"

namespace province {

std::filesystem::path DataFolder::offices() const
{
    const auto absolute = std::filesystem::absolute(root).lexically_normal();
    const auto own = absolute.has_filename() ? absolute : absolute.parent_path();
    return own.parent_path() / "offices";
}

}  // namespace province
