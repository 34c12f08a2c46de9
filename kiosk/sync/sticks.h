#pragma once

#include <filesystem>
#include <functional>
#include <optional>

namespace kiosk {

/// The first file or folder below `mounts`, where USB sticks are mounted up to two folders deep
/// ("/media/STICK", "/media/user/STICK"), that `is_it` takes. Links are not followed.
[[nodiscard]] std::optional<std::filesystem::path> find_on_sticks(
    const std::filesystem::path& mounts,
    const std::function<bool(const std::filesystem::directory_entry&)>& is_it);

}  // namespace kiosk
