#include "province/text/texts.h"

#include <string>

#include "province/files/files.h"

namespace province {

using protocol::Result;

namespace {

protocol::Strings& catalogue()
{
    static protocol::Strings strings;
    return strings;
}

protocol::Strings& page_catalogue()
{
    static protocol::Strings strings;
    return strings;
}

constexpr std::size_t kLongestCatalogue = 1024 * 1024;

Result<protocol::Strings> read_catalogue(const std::filesystem::path& file)
{
    const auto text = read_file(file, kLongestCatalogue);
    if (!text) return tl::unexpected{text.error()};
    auto strings = protocol::Strings::parse(*text);
    if (!strings) return protocol::fail(strings.error().fault, file.string() + ": " + strings.error().detail);
    return strings;
}

}  // namespace

std::filesystem::path assets_folder()
{
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return (program.parent_path() / ".." / "share" / "commune").lexically_normal();
}

Result<void> load_texts(std::string_view language, const std::filesystem::path& assets)
{
    const auto folder = assets / "text";
    auto own = read_catalogue(folder / ("province." + std::string{language} + ".txt"));
    if (!own) return tl::unexpected{own.error()};
    auto pages = read_catalogue(folder / "kiosk.vi.txt");
    if (!pages) return tl::unexpected{pages.error()};
    const auto vietnamese = language == "vi" ? own : read_catalogue(folder / "province.vi.txt");
    if (!vietnamese) return tl::unexpected{vietnamese.error()};
    pages->merge(*vietnamese);
    for (const std::string part : {"console.", "desk."}) {
        const auto staff = read_catalogue(folder / (part + std::string{language} + ".txt"));
        if (!staff) return tl::unexpected{staff.error()};
        own->merge(*staff);
    }
    catalogue() = std::move(*own);
    page_catalogue() = std::move(*pages);
    return {};
}

const protocol::Strings& texts() { return catalogue(); }
const protocol::Strings& page_texts() { return page_catalogue(); }

}  // namespace province
