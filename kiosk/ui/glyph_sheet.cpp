#include "kiosk/ui/glyph_sheet.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <type_traits>

namespace kiosk {

namespace {

constexpr int kFirstHeight = 256;
constexpr int kWhite = 4;  ///< side of the opaque corner
constexpr char kMagic[] = "commune letters 2";

template <class T>
void put(std::ostream& out, const T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    out.write(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
bool get(std::istream& in, T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    return static_cast<bool>(in.read(reinterpret_cast<char*>(&value), sizeof value));
}

}  // namespace

GlyphSheet::GlyphSheet() { reset(); }

std::uint64_t GlyphSheet::key(const FontSize& size, char32_t code_point)
{
    const auto em = static_cast<std::uint64_t>(std::lround(size.em * 4));
    return (static_cast<std::uint64_t>(size.file) << 60U) | (em << 24U) | code_point;
}

void GlyphSheet::reset()
{
    height_ = 0;
    used_ = kWhite;
    pixels_.clear();
    shelves_.clear();
    glyphs_.clear();
    full_ = false;
    grow_to(kFirstHeight);
    for (int y = 0; y < kWhite - 1; ++y) {
        std::fill_n(pixels_.begin() + static_cast<std::ptrdiff_t>(y) * kWidth, kWhite - 1, std::uint8_t{255});
    }
}

void GlyphSheet::grow_to(int rows)
{
    int height = std::max(height_, kFirstHeight);
    while (height < rows) height *= 2;
    height_ = height;
    pixels_.resize(static_cast<std::size_t>(height_) * kWidth, 0);
    ++generation_;
    ++revision_;
    changed_first_ = 0;
    changed_last_ = height_;
}

const Glyph* GlyphSheet::find(std::uint64_t key) const
{
    const auto at = glyphs_.find(key);
    return at == glyphs_.end() ? nullptr : &at->second;
}

GlyphSheet::Shelf* GlyphSheet::shelf_for(int w, int h)
{
    for (Shelf& shelf : shelves_) {
        if (shelf.height >= h && shelf.height <= h + 6 && shelf.x + w <= kWidth) return &shelf;
    }
    const int height = (h + 3) / 4 * 4;
    if (w > kWidth || used_ + height > kMostHeight) return nullptr;
    if (used_ + height > height_) grow_to(used_ + height);
    shelves_.push_back({used_, height, 0});
    used_ += height;
    return &shelves_.back();
}

const Glyph& GlyphSheet::add(std::uint64_t key, const DrawnGlyph& drawn)
{
    Glyph glyph = drawn.glyph;
    // One empty pixel on each side, so that scaled pictures do not take in their neighbours.
    Shelf* shelf = glyph.w == 0 ? nullptr : shelf_for(glyph.w + 2, glyph.h + 2);
    if (shelf != nullptr) {
        glyph.u = static_cast<std::uint16_t>(shelf->x + 1);
        glyph.v = static_cast<std::uint16_t>(shelf->y + 1);
        for (int row = 0; row < glyph.h; ++row) {
            std::copy_n(drawn.pixels.begin() + static_cast<std::ptrdiff_t>(row) * glyph.w, glyph.w,
                        pixels_.begin() + static_cast<std::ptrdiff_t>(glyph.v + row) * kWidth + glyph.u);
        }
        shelf->x += glyph.w + 2;
        const bool none = changed_first_ >= changed_last_;
        changed_first_ = none ? shelf->y : std::min(changed_first_, shelf->y);
        changed_last_ = std::max(none ? 0 : changed_last_, shelf->y + shelf->height);
        ++revision_;
    } else if (glyph.w != 0) {
        glyph.w = glyph.h = 0;
        full_ = true;
    }
    return glyphs_.insert_or_assign(key, glyph).first->second;
}

void GlyphSheet::make_room()
{
    if (full_) reset();
}

std::pair<int, int> GlyphSheet::take_changed_rows()
{
    const std::pair rows{changed_first_, std::min(changed_last_, height_)};
    changed_first_ = changed_last_ = 0;
    return rows;
}

bool GlyphSheet::save(const std::string& path, const std::string& identity) const
{
    const std::string fresh = path + ".new";
    {
        std::ofstream out{fresh, std::ios::binary | std::ios::trunc};
        if (!out) return false;
        out.write(kMagic, sizeof kMagic);
        put(out, static_cast<std::uint32_t>(identity.size()));
        out.write(identity.data(), static_cast<std::streamsize>(identity.size()));
        put(out, used_);
        put(out, static_cast<std::uint32_t>(shelves_.size()));
        for (const Shelf& shelf : shelves_) put(out, shelf);
        put(out, static_cast<std::uint32_t>(glyphs_.size()));
        for (const auto& [key, glyph] : glyphs_) {
            put(out, key);
            put(out, glyph);
        }
        out.write(reinterpret_cast<const char*>(pixels_.data()),
                  static_cast<std::streamsize>(used_) * kWidth);
        if (!out.flush()) return false;
    }
    return std::rename(fresh.c_str(), path.c_str()) == 0;
}

bool GlyphSheet::load(const std::string& path, const std::string& identity)
{
    std::ifstream in{path, std::ios::binary};
    char magic[sizeof kMagic];
    std::uint32_t size = 0;
    if (!in.read(magic, sizeof magic) || std::memcmp(magic, kMagic, sizeof magic) != 0) return false;
    if (!get(in, size) || size != identity.size()) return false;
    std::string found(size, '\0');
    if (!in.read(found.data(), static_cast<std::streamsize>(size)) || found != identity) return false;

    int used = 0;
    std::uint32_t shelf_count = 0;
    if (!get(in, used) || used < kWhite || used > kMostHeight || !get(in, shelf_count) ||
        shelf_count > 4096) {
        return false;
    }
    std::vector<Shelf> shelves(shelf_count);
    for (Shelf& shelf : shelves) {
        if (!get(in, shelf) || shelf.y < kWhite || shelf.height < 0 || shelf.y + shelf.height > used ||
            shelf.x < 0 || shelf.x > kWidth) {
            return false;
        }
    }
    std::uint32_t count = 0;
    if (!get(in, count) || count > 100'000) return false;
    std::unordered_map<std::uint64_t, Glyph> glyphs;
    glyphs.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint64_t key = 0;
        Glyph glyph;
        if (!get(in, key) || !get(in, glyph) || glyph.u + glyph.w > kWidth || glyph.v + glyph.h > used)
            return false;
        glyphs.emplace(key, glyph);
    }
    reset();
    grow_to(used);
    if (!in.read(reinterpret_cast<char*>(pixels_.data()), static_cast<std::streamsize>(used) * kWidth)) {
        reset();
        return false;
    }
    used_ = used;
    shelves_ = std::move(shelves);
    glyphs_ = std::move(glyphs);
    return true;
}

}  // namespace kiosk
