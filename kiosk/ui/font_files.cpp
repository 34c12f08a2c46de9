#include "kiosk/ui/font_files.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <sys/stat.h>

#include <array>
#include <cmath>
#include <utility>

namespace kiosk {

namespace {

constexpr std::array<const char*, 3> kPaths = {
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf",
};
constexpr std::array<const char*, 3> kPackages = {"fonts-noto-core", "fonts-noto-core",
                                                  "fonts-material-design-icons-iconfont"};
/// Advances below this are looked up in a table: Latin, Vietnamese, punctuation, ₫.
constexpr char32_t kTable = 0x2200;

std::size_t index(FontSize::File file) { return static_cast<std::size_t>(file); }

}  // namespace

struct FontFiles::Faces {
    FT_Library library = nullptr;
    std::array<FT_Face, 3> faces{};
    std::array<float, 3> em{};  ///< size the face is set to
    std::array<std::vector<float>, 3> advances;
    std::string identity;

    Faces() = default;
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;
    ~Faces()
    {
        for (FT_Face face : faces) {
            if (face != nullptr) FT_Done_Face(face);
        }
        if (library != nullptr) FT_Done_FreeType(library);
    }
};

FontFiles::FontFiles(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
FontFiles::FontFiles(FontFiles&&) noexcept = default;
FontFiles& FontFiles::operator=(FontFiles&&) noexcept = default;
FontFiles::~FontFiles() = default;

protocol::Result<FontFiles> FontFiles::open()
{
    auto faces = std::make_unique<Faces>();
    if (FT_Init_FreeType(&faces->library) != 0) {
        return protocol::fail(protocol::Fault::Storage, "FreeType does not start");
    }
    for (std::size_t i = 0; i < kPaths.size(); ++i) {
        struct stat status {};
        if (stat(kPaths[i], &status) != 0 ||
            FT_New_Face(faces->library, kPaths[i], 0, &faces->faces[i]) != 0) {
            return protocol::fail(protocol::Fault::NotFound,
                                  std::string{"no font "} + kPaths[i] + ": install package " + kPackages[i]);
        }
        faces->identity += std::to_string(status.st_size) + ":" + std::to_string(status.st_mtime) + ";";
        faces->advances[i].assign(kTable, -1.0F);
    }
    return FontFiles{std::move(faces)};
}

std::string FontFiles::identity() const { return faces_->identity; }

bool FontFiles::has(FontSize::File file, char32_t code_point) const
{
    return FT_Get_Char_Index(faces_->faces[index(file)], code_point) != 0;
}

float FontFiles::advance(FontSize::File file, char32_t code_point)
{
    const std::size_t i = index(file);
    if (code_point < kTable && faces_->advances[i][code_point] >= 0) return faces_->advances[i][code_point];
    FT_Face face = faces_->faces[i];
    float result = 0;
    if (FT_Load_Glyph(face, FT_Get_Char_Index(face, code_point), FT_LOAD_NO_SCALE) == 0) {
        result =
            static_cast<float>(face->glyph->metrics.horiAdvance) / static_cast<float>(face->units_per_EM);
    }
    if (code_point < kTable) faces_->advances[i][code_point] = result;
    return result;
}

DrawnGlyph FontFiles::draw(const FontSize& size, char32_t code_point)
{
    const std::size_t i = index(size.file);
    FT_Face face = faces_->faces[i];
    DrawnGlyph drawn;
    if (faces_->em[i] != size.em) {
        FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(std::lround(size.em * 64)), 72, 72);
        faces_->em[i] = size.em;
    }
    const FT_UInt glyph = FT_Get_Char_Index(face, code_point);
    drawn.glyph.missing = glyph == 0;
    drawn.glyph.advance = advance(size.file, code_point) * size.em;
    const FT_Int32 flags =
        FT_LOAD_RENDER | (size.file == FontSize::File::Icons ? FT_LOAD_NO_HINTING : FT_LOAD_TARGET_LIGHT);
    if (FT_Load_Glyph(face, glyph, flags) != 0) return drawn;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    drawn.glyph.x = static_cast<float>(face->glyph->bitmap_left);
    drawn.glyph.y = static_cast<float>(-face->glyph->bitmap_top);
    drawn.glyph.w = static_cast<std::uint16_t>(bitmap.width);
    drawn.glyph.h = static_cast<std::uint16_t>(bitmap.rows);
    drawn.pixels.reserve(static_cast<std::size_t>(bitmap.width) * bitmap.rows);
    for (unsigned row = 0; row < bitmap.rows; ++row) {
        const std::uint8_t* line = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
        drawn.pixels.insert(drawn.pixels.end(), line, line + bitmap.width);
    }
    return drawn;
}

}  // namespace kiosk
