#include "province/attachments/file_name.h"

#include "protocol/base/text.h"

namespace province {

namespace {

constexpr std::size_t kLongest = 120;
constexpr std::string_view kUnnamed =
    "tep";  // a name, not a sentence: what is attached must be called something

/// Where the ending begins, ".pdf" of "a.pdf"; a dot with more than five letters after it ends a sentence.
std::size_t ending_at(std::string_view name)
{
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos || name.size() - dot > 6 ? name.size() : dot;
}

/// Cut without breaking a letter.
std::string_view cut(std::string_view text, std::size_t most)
{
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

}  // namespace

std::string tidy_file_name(std::string_view offered, std::string_view ending)
{
    const auto folder = offered.find_last_of("/\\");
    if (folder != std::string_view::npos) offered.remove_prefix(folder + 1);
    std::string name = protocol::nfc(offered).value_or(std::string{});
    for (auto bad = protocol::find_forbidden(name, protocol::TextForm::Line); bad;
         bad = protocol::find_forbidden(name, protocol::TextForm::Line)) {
        std::size_t end = *bad + 1;
        while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
        name.erase(*bad, end - *bad);
    }
    for (char& c : name)
        if (std::string_view{"<>:\"|?*`"}.find(c) != std::string_view::npos) c = '-';
    std::string_view stem = std::string_view{name}.substr(0, ending_at(name));
    while (stem.starts_with('.') || stem.starts_with(' ')) stem.remove_prefix(1);
    stem = cut(stem, kLongest - ending.size());
    while (stem.ends_with('.') || stem.ends_with(' ')) stem.remove_suffix(1);
    return std::string(stem.empty() ? kUnnamed : stem) + std::string(ending);
}

std::string numbered_file_name(std::string_view name, int number)
{
    const auto at = ending_at(name);
    const std::string mark = " (" + std::to_string(number) + ")";
    const std::string_view ending = name.substr(at);
    return std::string(cut(name.substr(0, at), kLongest - mark.size() - ending.size())) + mark +
           std::string(ending);
}

}  // namespace province
