#include "province/kiosk_api/container_shape.h"

#include <cstddef>

#include "protocol/base/encoding.h"

namespace province {

bool has_container_shape(std::string_view bytes)
{
    constexpr std::string_view kMagic = "CVF1";
    constexpr std::size_t kSlots = 3 * 80;
    constexpr std::size_t kStreamHeader = 24;
    constexpr std::size_t kFrameOverhead = 17;
    constexpr std::size_t kLargestFrame = 128 * 1024;  // later frames hold 64 KiB of a file

    if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kSlots + kStreamHeader) return false;
    bytes.remove_prefix(kMagic.size() + kSlots + kStreamHeader);
    if (bytes.empty()) return false;
    while (!bytes.empty()) {
        if (bytes.size() < 4) return false;
        const std::size_t length = protocol::read_u32be(bytes.substr(0, 4));
        bytes.remove_prefix(4);
        if (length < kFrameOverhead || length > kLargestFrame || length > bytes.size()) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

}  // namespace province
