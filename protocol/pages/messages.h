#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/limits.h"

// The pipe to commune-page. Both ends stand on one machine; numbers are 32 bits, little-endian.
//
//     frame   = length of the rest (4 bytes) ‖ kind (1 byte) ‖ fields
//     Open  1 = the whole file                       → Opened 1 = (width, height) of each page
//     Draw  2 = page, width, x, y, wide, tall        → Drawn  2 = wide, tall, wide × tall pixels of 4 bytes
//     Read  3 = page                                 → Words  3 = UTF-8
//                                         to all three: Refused 4 = why (1 byte)
//
// One file a process, Open first; a question is answered before the next one is read. Either side ends the
// talk at a frame that is not exactly this.

namespace protocol::pages {

inline constexpr std::size_t kPrefix = 4;
inline constexpr std::size_t kMostFile = limits::kAttachment;
inline constexpr std::uint32_t kMostPages = 5000;
/// Of a page at the zoom asked for; what is drawn of it at once is bounded by kMostPixels.
inline constexpr std::uint32_t kWidest = 16'384;
inline constexpr std::uint32_t kTallest = 32'768;
inline constexpr std::size_t kMostPixels = 6 * limits::kMiB;
inline constexpr std::size_t kMostWords = limits::kMiB;
/// Taller or wider than this is no page of a document.
inline constexpr std::uint32_t kLeanest = 20;

struct Open {
    std::string file;  ///< PDF, PNG or JPEG; its first bytes say which
};
/// The piece (x, y, wide, tall) of the page when the whole page is `width` px wide.
struct Draw {
    std::uint32_t page = 0;
    std::uint32_t width = 0;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    std::uint32_t wide = 0;
    std::uint32_t tall = 0;
    friend bool operator==(const Draw&, const Draw&) = default;
};
/// The words of a page in reading order.
struct Read {
    std::uint32_t page = 0;
};
using Request = std::variant<Open, Draw, Read>;

/// Size of a page in its own measure: only the ratio counts. Neither is 0.
struct Shape {
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    friend bool operator==(const Shape&, const Shape&) = default;
};
/// Height of the page in px when it is `width` px wide; at least 1.
[[nodiscard]] std::uint32_t height_at(const Shape& shape, std::uint32_t width);

struct Opened {
    std::vector<Shape> pages;  ///< at least one
};
struct Drawn {
    std::uint32_t wide = 0;
    std::uint32_t tall = 0;
    std::string pixels;  ///< B, G, R and a byte without meaning
};
struct Words {
    std::string words;
};
enum class Refusal : std::uint8_t {
    NotReadable = 1,  ///< no PDF, PNG or JPEG, or a broken one
    Locked = 2,       ///< wants a password
    TooLarge = 3,     ///< more pages or pixels than are taken
    NoSuchPage = 4,   ///< or one that cannot be drawn
};
struct Refused {
    Refusal why = Refusal::NotReadable;
};
using Answer = std::variant<Opened, Drawn, Words, Refused>;

inline constexpr std::size_t kMostRequest = 1 + kMostFile;
inline constexpr std::size_t kMostAnswer = 1 + 8 + 4 * kMostPixels;

/// Whole frames, length included.
[[nodiscard]] std::string encode(const Request& request);
[[nodiscard]] std::string encode(const Answer& answer);

/// Length of the frame that begins with these four bytes; nullopt when it is 0 or above `most`.
[[nodiscard]] std::optional<std::size_t> frame_length(std::string_view prefix, std::size_t most);
/// A frame without its length. Malformed when it is not exactly one message within the bounds above.
Result<Request> decode_request(std::string_view frame);
Result<Answer> decode_answer(std::string_view frame);

}  // namespace protocol::pages
