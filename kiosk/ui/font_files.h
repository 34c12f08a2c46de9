#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/ui/fonts.h"
#include "protocol/base/result.h"

namespace kiosk {

/// A letter drawn: where it stands and its pixels, one byte each, row by row.
struct DrawnGlyph {
    Glyph glyph;
    std::vector<std::uint8_t> pixels;
};

/// The font files of the system, opened by FreeType.
class FontFiles {
public:
    static protocol::Result<FontFiles> open();
    FontFiles(FontFiles&&) noexcept;
    FontFiles& operator=(FontFiles&&) noexcept;
    ~FontFiles();

    [[nodiscard]] DrawnGlyph draw(const FontSize& size, char32_t code_point);
    /// In em.
    [[nodiscard]] float advance(FontSize::File file, char32_t code_point);
    [[nodiscard]] bool has(FontSize::File file, char32_t code_point) const;
    /// Changes when a package brings other fonts.
    [[nodiscard]] std::string identity() const;

private:
    struct Faces;
    explicit FontFiles(std::unique_ptr<Faces> faces);
    std::unique_ptr<Faces> faces_;
};

}  // namespace kiosk
