#include "kiosk/ui/fonts.h"

#include <cmath>
#include <utility>

#include "kiosk/ui/font_files.h"
#include "kiosk/ui/glyph_sheet.h"

namespace kiosk {

/// Cached glyphs by font, size and letter.
struct Fonts::Store {
    FontFiles files;
    GlyphSheet sheet;
    std::string cache;
    std::size_t kept = 0;  ///< letters in the cache file
    int frames = 0;
};

Fonts::Fonts(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;
Fonts::~Fonts()
{
    if (store_) save_cache();
}

protocol::Result<Fonts> Fonts::open(std::string cache_folder)
{
    auto files = FontFiles::open();
    if (!files) return tl::unexpected{files.error()};
    auto store = std::make_unique<Store>(Store{std::move(*files), GlyphSheet{}, {}, 0, 0});
    if (!cache_folder.empty()) {
        store->cache = std::move(cache_folder) + "/letters.bin";
        if (store->sheet.load(store->cache, store->files.identity())) store->kept = store->sheet.count();
    }
    return Fonts{std::move(store)};
}

const Glyph& Fonts::glyph(const FontSize& size, char32_t code_point)
{
    const std::uint64_t key = GlyphSheet::key(size, code_point);
    if (const Glyph* known = store_->sheet.find(key)) return *known;
    return store_->sheet.add(key, store_->files.draw(size, code_point));
}

float Fonts::advance(const FontSize& size, char32_t code_point)
{
    return store_->files.advance(size.file, code_point) * size.em;
}

float Fonts::cap_ratio() { return 0.714F; }
bool Fonts::has(FontSize::File file, char32_t code_point) const
{
    return store_->files.has(file, code_point);
}
int Fonts::width() const { return GlyphSheet::kWidth; }
int Fonts::height() const { return store_->sheet.height(); }
const std::uint8_t* Fonts::pixels() const { return store_->sheet.pixels(); }
std::uint64_t Fonts::revision() const { return store_->sheet.revision(); }
std::uint64_t Fonts::generation() const { return store_->sheet.generation(); }

Fonts::Rows Fonts::take_changed_rows()
{
    const auto [first, last] = store_->sheet.take_changed_rows();
    return {first, last};
}

void Fonts::between_frames()
{
    store_->sheet.make_room();
    constexpr int kQuiet = 300;
    constexpr std::size_t kWorthIt = 64;
    if (++store_->frames % kQuiet == 0 && store_->sheet.count() > store_->kept + kWorthIt) save_cache();
}

void Fonts::save_cache()
{
    if (store_->cache.empty() || store_->sheet.count() <= store_->kept) return;
    // A cache that cannot be written costs the next start a few milliseconds, nothing else.
    if (store_->sheet.save(store_->cache, store_->files.identity())) store_->kept = store_->sheet.count();
}

}  // namespace kiosk
