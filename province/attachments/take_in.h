#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

namespace province {

/// A file as it may be published.
struct TakenIn {
    std::string bytes;
    std::string ending;  ///< ".pdf", ".png", ".jpg"
    std::string media_type;
    std::uint32_t pages = 1;
    std::string words;  ///< of a PDF: what stands in it, a page after the other, at most kMostWords bytes
};

/// Why a file is not taken; texts "console.attach.<name>".
enum class NotTaken {
    Kind,         ///< neither PDF nor PNG nor JPEG, whatever its name says
    Broken,       ///< cannot be opened
    Locked,       ///< wants a password
    TooLarge,     ///< too many bytes, pages or pixels, or it swells when it is opened
    TooSlow,      ///< not opened within `time`
    Unavailable,  ///< commune-page is missing or cannot be started
};
std::string_view name_of(NotTaken why);

inline constexpr std::size_t kMostWords = 512 * 1024;

/// What a file is, by its content, and the file as it may be published: a PDF stays as it is, of a picture a
/// new file is made, turned as the camera was held and no larger than a kiosk shows it, without EXIF. The
/// file is opened in `program` (commune-page) only, in its sandbox, never in this process. Any thread.
std::variant<TakenIn, NotTaken> take_in(const std::filesystem::path& program, std::string bytes,
                                        std::chrono::milliseconds time = std::chrono::seconds{45});

}  // namespace province
