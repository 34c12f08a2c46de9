#include "kiosk/ui/fonts.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "kiosk/ui/icons.h"
#include "protocol/base/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"

using kiosk::Fonts;
using kiosk::FontSize;

namespace {

Fonts open_fonts(const std::string& cache = {})
{
    auto fonts = Fonts::open(cache);
    REQUIRE(fonts);
    return std::move(*fonts);
}

void check_drawable(const Fonts& fonts, const std::string& text, const std::string& where)
{
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = protocol::next_code_point(text, at);
        if (c < 0x20) continue;
        for (const auto file : {FontSize::File::Regular, FontSize::File::Bold}) {
            if (!fonts.has(file, c))
                FAIL(where << " has no letter for U+" << std::hex << static_cast<unsigned>(c));
        }
    }
}

}  // namespace

TEST_CASE("every letter of our texts can be drawn", "[kiosk][ui][fonts]")
{
    const Fonts fonts = open_fonts();
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{places::assets() + "/text"}) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream in{entry.path()};
        std::ostringstream text;
        text << in.rdbuf();
        check_drawable(fonts, text.str(), entry.path().filename().string());
        ++files;
    }
    CHECK(files >= 2);
}

TEST_CASE("Vietnamese, typographic signs and the đồng can be drawn", "[kiosk][ui][fonts]")
{
    const Fonts fonts = open_fonts();
    check_drawable(fonts, "–—‘’“”…‰‹›€₫×÷°²³½•·«»§¶©®™", "signs");
    std::string letters;
    for (char32_t c = 0x20; c < 0x7F; ++c) protocol::append_utf8(letters, c);
    for (char32_t c = 0xC0; c < 0x180; ++c) protocol::append_utf8(letters, c);
    for (const char32_t c : {U'Ơ', U'ơ', U'Ư', U'ư'}) protocol::append_utf8(letters, c);
    for (char32_t c = 0x1EA0; c <= 0x1EF9; ++c) protocol::append_utf8(letters, c);
    check_drawable(fonts, letters, "Vietnamese");
}

TEST_CASE("every picture is in the icon font", "[kiosk][ui][fonts]")
{
    const Fonts fonts = open_fonts();
    for (int i = 1; i <= static_cast<int>(kiosk::Icon::QrCode); ++i) {
        const std::string text{kiosk::icon_text(static_cast<kiosk::Icon>(i))};
        std::size_t at = 0;
        INFO("icon " << i);
        REQUIRE_FALSE(text.empty());
        CHECK(fonts.has(FontSize::File::Icons, protocol::next_code_point(text, at)));
    }
    CHECK(kiosk::icon_named("land") == kiosk::Icon::Land);
    CHECK(kiosk::icon_named("read_aloud") == kiosk::Icon::ReadAloud);
    CHECK(kiosk::icon_named("unheard of") == kiosk::Icon::More);
}

TEST_CASE("letters keep their place and their pixels through the cache file", "[kiosk][ui][fonts]")
{
    const TempDir folder;
    const FontSize size{FontSize::File::Bold, 40};
    std::string drawn;
    kiosk::Glyph before;
    {
        Fonts fonts = open_fonts(folder.path().string());
        before = fonts.glyph(size, U'ế');
        for (int y = 0; y < before.h; ++y) {
            drawn.append(
                reinterpret_cast<const char*>(fonts.pixels()) + (before.v + y) * fonts.width() + before.u,
                before.w);
        }
    }
    Fonts fonts = open_fonts(folder.path().string());
    const std::uint64_t revision = fonts.revision();
    const kiosk::Glyph after = fonts.glyph(size, U'ế');
    CHECK(fonts.revision() == revision);
    CHECK(after.u == before.u);
    CHECK(after.v == before.v);
    std::string again;
    for (int y = 0; y < after.h; ++y) {
        again.append(reinterpret_cast<const char*>(fonts.pixels()) + (after.v + y) * fonts.width() + after.u,
                     after.w);
    }
    CHECK(again == drawn);
}

TEST_CASE("a damaged cache file is as good as none", "[kiosk][ui][fonts]")
{
    const TempDir folder;
    const std::string path = (folder.path() / "letters.bin").string();
    {
        Fonts fonts = open_fonts(folder.path().string());
        (void)fonts.glyph({FontSize::File::Regular, 30}, U'a');
    }
    std::string whole;
    {
        std::ifstream in{path, std::ios::binary};
        std::ostringstream bytes;
        bytes << in.rdbuf();
        whole = bytes.str();
    }
    REQUIRE(whole.size() > 100);
    for (std::size_t keep :
         {std::size_t{0}, std::size_t{10}, std::size_t{60}, whole.size() / 2, whole.size() - 1}) {
        std::ofstream{path, std::ios::binary | std::ios::trunc} << whole.substr(0, keep);
        Fonts fonts = open_fonts(folder.path().string());
        CHECK(fonts.glyph({FontSize::File::Regular, 30}, U'a').w > 0);
    }
}

TEST_CASE("a full sheet starts anew instead of drawing wrong letters", "[kiosk][ui][fonts]")
{
    Fonts fonts = open_fonts();
    const std::uint64_t first = fonts.generation();
    for (int em = 60; em < 160; ++em) {
        for (char32_t c = U'A'; c <= U'Z'; ++c) {
            (void)fonts.glyph({FontSize::File::Bold, static_cast<float>(em)}, c);
        }
        fonts.between_frames();
    }
    CHECK(fonts.height() <= 4096);
    CHECK(fonts.generation() > first);
    fonts.between_frames();
    CHECK(fonts.glyph({FontSize::File::Bold, 40}, U'x').w > 0);
}
