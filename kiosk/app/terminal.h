#pragma once

#include <filesystem>

#include "protocol/base/result.h"

namespace kiosk {

/// What the technician measured at this screen. Kept in `terminal.toml` of the data folder, where the program
/// may write; it wins over kiosk.toml, which belongs to the administrator.
struct Terminal {
    double px_per_mm = 0;  ///< 0: not measured
    double reach_mm =
        0;  ///< from the lower edge of the screen to what a seated person reaches; 0: two thirds
    friend bool operator==(const Terminal&, const Terminal&) = default;
};

/// A bank card (ISO/IEC 7810 ID-1), what everyone has in the pocket.
inline constexpr double kCardWidthMm = 85.60;
inline constexpr double kCardHeightMm = 53.98;

/// Pixels of a millimetre that a screen of this size may have: pages are laid out for a short side of 190 mm
/// (15.6" landscape) and more; 900 mm is a 75" screen.
[[nodiscard]] double within_scale(double px_per_mm, int width_px, int height_px);
/// The least that the pages' targets need is two thirds of the smallest screen; the most is the whole screen.
[[nodiscard]] double within_reach(double reach_mm, double width_mm, double height_mm);

/// NotFound: nothing was measured yet. Malformed: the file says something else.
protocol::Result<Terminal> load_terminal(const std::filesystem::path& file);
/// On the disk when it returns; a power cut leaves the old file or the new one.
protocol::Result<void> save_terminal(const std::filesystem::path& file, const Terminal& terminal);

}  // namespace kiosk
