#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/documents/page_order.h"

namespace kiosk {

/// What the screen needs of one attachment: a piece of a page, the words of one, or (neither) only its pages'
/// shapes.
struct PageWish {
    int n = 0;  ///< offline_cache::Attachment::n
    std::optional<protocol::pages::Draw> piece{};
    std::optional<std::uint32_t> words{};  ///< page
    friend bool operator==(const PageWish&, const PageWish&) = default;
};

/// A picture that is here, and which piece of its page it is.
struct Piece {
    protocol::pages::Draw place;
    SharedPicture picture;
};

/// An attachment of the record on screen, as far as it has been opened.
struct PaperFile {
    std::vector<protocol::pages::Shape> pages;  ///< empty: not opened yet
    std::optional<FileTrouble> trouble;         ///< it will not be
    /// Of each page that is near: the whole page first, then a sharper piece of it.
    std::map<std::uint32_t, std::vector<Piece>> pieces;
    std::map<std::uint32_t, bool> failed;  ///< pages that cannot be drawn
    /// Of pages that are read aloud or may be next; empty words: there are none on the page.
    std::map<std::uint32_t, std::shared_ptr<const std::string>> words;

    [[nodiscard]] bool opened() const { return !pages.empty(); }
};

/// Pages and pictures of the page on screen. They live as long as it stands and within kMostPaperBytes:
/// what is no longer wished for goes when new wishes come.
struct Papers {
    std::uint32_t visit = 0;  ///< whose they are
    std::int64_t index = 0;   ///< the record
    std::vector<PageWish> wishes;
    std::vector<PageOrder> ordered;  ///< what the page thread was told last
    std::map<int, PaperFile> files;

    [[nodiscard]] const PaperFile* file(int n) const
    {
        const auto at = files.find(n);
        return at == files.end() ? nullptr : &at->second;
    }
};

/// Two visible pages, a neighbour each way and the sharp pieces of a zoomed one; see papers.cpp.
inline constexpr std::size_t kMostPaperBytes = std::size_t{48} << 20;

}  // namespace kiosk
