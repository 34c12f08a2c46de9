#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/platform/area.h"

struct ImDrawData;

namespace kiosk {

/// What stands in each square of a frame, as a number: two frames with the same number in a square have the
/// same pixels there. Tells what has to be drawn again; it is exact one way only, a square may differ in
/// number and yet look the same.
class FrameTiles {
public:
    static constexpr int kSide = 64;  ///< px

    FrameTiles() = default;
    /// `letters`: generation of the sheet of letters; another one makes every square another.
    FrameTiles(const ImDrawData& frame, std::uint64_t letters, int width, int height);

    /// Areas that hold all that differs from `before`: few, and none overlaps another. The whole frame when
    /// `before` is of another size; empty when nothing differs.
    [[nodiscard]] std::vector<Area> differing_from(const FrameTiles& before) const;

private:
    int width_ = 0;
    int height_ = 0;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::uint64_t> numbers_;
};

}  // namespace kiosk
