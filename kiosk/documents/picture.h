#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "protocol/pages/messages.h"

namespace kiosk {

/// Pixels of a page or a photo, ready to be shown: 0x00RRGGBB, row after row without gaps. Never changes
/// once it is made; shared between the threads.
class Picture {
public:
    /// `pixels` holds width × height of them.
    Picture(int width, int height, std::vector<std::uint32_t> pixels)
        : width_(width), height_(height), pixels_(std::move(pixels)), number_(next_number())
    {
    }

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] const std::uint32_t* pixels() const { return pixels_.data(); }
    [[nodiscard]] std::size_t bytes() const { return pixels_.size() * sizeof(std::uint32_t); }
    /// No other picture of this run has it: equal numbers, equal pixels.
    [[nodiscard]] std::uint64_t number() const { return number_; }

private:
    static std::uint64_t next_number()
    {
        static std::atomic<std::uint64_t> last{0};
        return ++last;
    }

    int width_;
    int height_;
    std::vector<std::uint32_t> pixels_;
    std::uint64_t number_;
};
using SharedPicture = std::shared_ptr<const Picture>;

/// Pixels as the screen takes them.
[[nodiscard]] SharedPicture picture_of(const protocol::pages::Drawn& drawn);

}  // namespace kiosk
