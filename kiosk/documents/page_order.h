#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/documents/picture.h"
#include "protocol/pages/messages.h"

namespace kiosk {

/// An attachment: log index of its record and its number there (offline_cache::Attachment::n).
struct FileName {
    std::int64_t index = 0;
    int n = 0;
    friend bool operator==(const FileName&, const FileName&) = default;
};

/// A piece of a page that is wanted, or the words of one; neither: only how many pages there are and of what
/// shape.
struct PageOrder {
    FileName file;
    std::optional<protocol::pages::Draw> piece{};
    std::optional<std::uint32_t> words{};  ///< page
    friend bool operator==(const PageOrder&, const PageOrder&) = default;
};

/// Why a whole file is not shown. A page that alone cannot be drawn comes as paged::Failed.
enum class FileTrouble {
    NotReadable,  ///< broken, or no PDF and no picture
    Locked,       ///< wants a password
    TooLarge,
    NotHere,  ///< its bytes are not in this kiosk
};

// What the page thread tells.
namespace paged {

struct Opened {
    FileName file;
    std::vector<protocol::pages::Shape> pages;  ///< at least one
};
struct Refused {
    FileName file;
    FileTrouble why = FileTrouble::NotReadable;
};
struct Drawn {
    FileName file;
    protocol::pages::Draw piece;
    SharedPicture picture;
};
/// What stands on a page, as it is read aloud: valid UTF-8, one paragraph a line; empty when no words can be
/// found on it, as on a scan.
struct Worded {
    FileName file;
    std::uint32_t page = 0;
    std::shared_ptr<const std::string> words;  ///< never nullptr
};
/// Neither this page nor any piece of it can be drawn; others can be asked for.
struct Failed {
    FileName file;
    std::uint32_t page = 0;
};

}  // namespace paged

}  // namespace kiosk
