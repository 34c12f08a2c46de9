#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "protocol/base/result.h"

namespace kiosk {

/// Roles of type. Capital heights at the three text sizes, in mm (kiosk.md §2: body 6 / 7.3 / 10, none
/// under 4.8):
enum class Face {
    Small,      ///< 4.8 / 5.8 / 8   second lines, dates
    SmallBold,  ///< the same, bold: chips, tools
    Body,       ///< 6 / 7.3 / 10
    BodyBold,   ///< the same, bold: buttons, emphasis
    Title,      ///< 7.6 / 9 / 12    bold: page and card titles
    Display,    ///< 10 / 11.5 / 14  bold: the one big thing of a page
    Huge,       ///< 15 / 15 / 15    bold: receipt digits
    Least,      ///< 4.8 at every text size, bold: a label that fits in no other way
};
inline constexpr int kFaceCount = 8;

/// Where a glyph lies in the picture and how it is placed.
struct Glyph {
    float advance = 0;  ///< px, unrounded
    float x = 0;        ///< left edge from the pen, px
    float y = 0;        ///< top edge from the baseline, px (negative: above)
    std::uint16_t w = 0, h = 0;
    std::uint16_t u = 0, v = 0;  ///< place in the picture, px
    bool missing = false;        ///< the font has no such letter: a box is shown
};

/// A font at one size.
struct FontSize {
    enum class File { Regular, Bold, Icons };
    File file = File::Regular;
    float em = 0;  ///< px
    friend bool operator==(const FontSize&, const FontSize&) = default;
};

/// Noto Sans and Material Icons, read from the system's packages (fonts/README.md), drawn into one 8-bit
/// picture letter by letter as they are first needed. What a start needed is kept in a cache file, so that
/// the next one draws no letter at all. Not thread-safe; ui thread only.
class Fonts {
public:
    /// `cache_folder` may be empty: nothing is kept. Fails with NotFound naming the missing package.
    static protocol::Result<Fonts> open(std::string cache_folder);
    Fonts(Fonts&&) noexcept;
    Fonts& operator=(Fonts&&) noexcept;
    ~Fonts();

    [[nodiscard]] const Glyph& glyph(const FontSize& size, char32_t code_point);
    [[nodiscard]] float advance(const FontSize& size, char32_t code_point);
    /// Capital height over em: 0.714 for Noto Sans.
    [[nodiscard]] static float cap_ratio();
    [[nodiscard]] bool has(FontSize::File file, char32_t code_point) const;

    /// The picture: rows of one byte a pixel, width() × height(). Pixel (0,0)…(2,2) is opaque, for plain
    /// shapes.
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    [[nodiscard]] const std::uint8_t* pixels() const;
    /// Grows with every change of the picture; `generation` changes when places moved and all must be
    /// uploaded anew.
    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] std::uint64_t generation() const;
    /// Rows changed since the last call, {first, last}; empty when first ≥ last.
    struct Rows {
        int first = 0;
        int last = 0;
    };
    [[nodiscard]] Rows take_changed_rows();

    /// Call between frames: makes room when the picture is full (places move), keeps the cache file when it
    /// became poorer than what is known.
    void between_frames();
    void save_cache();

private:
    struct Store;
    explicit Fonts(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

}  // namespace kiosk
