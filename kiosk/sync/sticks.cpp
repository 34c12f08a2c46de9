#include "kiosk/sync/sticks.h"

namespace kiosk {

namespace fs = std::filesystem;

std::optional<fs::path> find_on_sticks(const fs::path& mounts,
                                       const std::function<bool(const fs::directory_entry&)>& is_it)
{
    constexpr int kDeepest = 2;
    std::error_code error;
    auto at = fs::recursive_directory_iterator(mounts, fs::directory_options::skip_permission_denied, error);
    for (; !error && at != fs::recursive_directory_iterator{}; at.increment(error)) {
        if (is_it(*at)) return at->path();
        if (at.depth() >= kDeepest) at.disable_recursion_pending();
    }
    return std::nullopt;
}

}  // namespace kiosk
