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

constexpr std::size_t kLongestCatalogue = 1024 * 1024;

}  // namespace

std::filesystem::path assets_folder()
{
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return (program.parent_path() / ".." / "share" / "commune").lexically_normal();
}

Result<void> load_texts(std::string_view language, const std::filesystem::path& assets)
{
    const auto file = assets / "text" / ("province." + std::string{language} + ".txt");
    const auto text = read_file(file, kLongestCatalogue);
    if (!text) return tl::unexpected{text.error()};
    auto strings = protocol::Strings::parse(*text);
    if (!strings) return protocol::fail(strings.error().fault, file.string() + ": " + strings.error().detail);
    catalogue() = std::move(*strings);
    return {};
}

const protocol::Strings& texts() { return catalogue(); }

}  // namespace province
