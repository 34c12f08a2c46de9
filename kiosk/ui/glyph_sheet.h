#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kiosk/ui/font_files.h"
#include "kiosk/ui/fonts.h"

namespace kiosk {

/// The one picture all letters lie in: shelves of one height each, filled from left to right; it grows
/// downwards. Holds: a glyph's place never moves within a generation.
class GlyphSheet {
public:
    static constexpr int kWidth = 1024;
    /// Texture coordinates count this as 1, whatever the height is at the moment.
    static constexpr int kMostHeight = 4096;

    GlyphSheet();
    [[nodiscard]] static std::uint64_t key(const FontSize& size, char32_t code_point);
    [[nodiscard]] const Glyph* find(std::uint64_t key) const;
    /// A glyph for which there is no room is there, but empty, until make_room().
    const Glyph& add(std::uint64_t key, const DrawnGlyph& drawn);
    /// Starts anew when something did not fit.
    void make_room();

    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] const std::uint8_t* pixels() const { return pixels_.data(); }
    [[nodiscard]] std::size_t count() const { return glyphs_.size(); }
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    [[nodiscard]] std::uint64_t generation() const { return generation_; }
    [[nodiscard]] std::pair<int, int> take_changed_rows();

    /// `identity` of the font files: another one makes the file worthless. False: nothing was loaded or
    /// written.
    [[nodiscard]] bool load(const std::string& path, const std::string& identity);
    [[nodiscard]] bool save(const std::string& path, const std::string& identity) const;

private:
    struct Shelf {
        int y = 0;
        int height = 0;
        int x = 0;
    };
    void reset();
    void grow_to(int rows);
    [[nodiscard]] Shelf* shelf_for(int w, int h);

    std::vector<std::uint8_t> pixels_;
    int height_ = 0;
    int used_ = 0;  ///< rows given to shelves
    std::vector<Shelf> shelves_;
    std::unordered_map<std::uint64_t, Glyph> glyphs_;
    std::uint64_t revision_ = 1;
    std::uint64_t generation_ = 1;
    int changed_first_ = 0;
    int changed_last_ = 0;
    bool full_ = false;
};

}  // namespace kiosk
