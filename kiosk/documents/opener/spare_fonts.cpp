#include "kiosk/documents/opener/spare_fonts.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace kiosk::opener {

namespace {

/// A configuration of our own: one folder, three families, no file of /etc. The cache is the system's, made
/// when the package was installed.
constexpr const char* kConfiguration = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/croscore</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <alias binding="same"><family>Arial</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="same"><family>Helvetica</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="same"><family>Tahoma</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="same"><family>Calibri</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="same"><family>Verdana</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="same"><family>Courier</family><prefer><family>Cousine</family></prefer></alias>
  <alias binding="same"><family>Courier New</family><prefer><family>Cousine</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>Cousine</family></prefer></alias>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Tinos</string></edit>
  </match>
</fontconfig>)";

struct SpareFont {
    char path[256] = {};
    int descriptor = -1;
};
constexpr std::size_t kMostFonts = 48;
// Written before the sandbox closes, only read afterwards: a signal handler looks here.
SpareFont fonts[kMostFonts];
std::size_t font_count = 0;

void keep_open(const char* path)
{
    if (font_count == kMostFonts || std::strlen(path) >= sizeof fonts[0].path) return;
    const int descriptor = ::open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    std::strcpy(fonts[font_count].path, path);
    fonts[font_count].descriptor = descriptor;
    ++font_count;
}

}  // namespace

void open_spare_fonts()
{
    FcConfig* config = FcConfigCreate();
    if (config == nullptr) return;
    const auto* words = reinterpret_cast<const FcChar8*>(kConfiguration);
    if (!FcConfigParseAndLoadFromMemory(config, words, FcFalse) || !FcConfigBuildFonts(config) ||
        !FcConfigSetCurrent(config)) {
        FcConfigDestroy(config);
        return;
    }
    const FcFontSet* found = FcConfigGetFonts(config, FcSetSystem);
    for (int i = 0; found != nullptr && i < found->nfont; ++i) {
        FcChar8* path = nullptr;
        if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &path) == FcResultMatch)
            keep_open(reinterpret_cast<const char*>(path));
    }
    FcConfigDestroy(config);  // the library keeps its own hold on it
}

int spare_font(const char* path)
{
    for (std::size_t i = 0; i < font_count; ++i) {
        if (std::strcmp(fonts[i].path, path) != 0) continue;
        const int copy = ::dup(fonts[i].descriptor);
        // Both descriptors share one place in the file; whoever opens it begins at its head.
        if (copy >= 0) ::lseek(copy, 0, SEEK_SET);
        return copy;
    }
    return -1;
}

}  // namespace kiosk::opener
