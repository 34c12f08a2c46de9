#include "province/phone_pages/body_pictures.h"

#include <md4c-html.h>

#include <array>
#include <optional>
#include <utility>

#include "protocol/base/text.h"

namespace province {

namespace {

void take(const MD_CHAR* text, MD_SIZE size, void* into)
{
    static_cast<std::string*>(into)->append(text, size);
}

std::optional<unsigned> digit(char c)
{
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

/// What md4c wrote into `src="…"`, as it was meant.
std::string plain(std::string_view written)
{
    constexpr std::array<std::pair<std::string_view, char>, 4> kNamed{
        {{"&amp;", '&'}, {"&quot;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}}};
    std::string name;
    while (!written.empty()) {
        std::size_t used = 1;
        char c = written.front();
        for (const auto& [entity, meant] : kNamed) {
            if (!written.starts_with(entity)) continue;
            c = meant;
            used = entity.size();
        }
        if (c == '%' && written.size() > 2) {
            const auto high = digit(written[1]), low = digit(written[2]);
            if (high && low) {
                c = static_cast<char>(*high * 16 + *low);
                used = 3;
            }
        }
        name += c;
        written.remove_prefix(used);
    }
    return protocol::nfc(name).value_or(name);
}

}  // namespace

std::vector<std::string> body_pictures(std::string_view markdown)
{
    constexpr std::string_view kTag = "<img src=\"";
    std::string html;
    const unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    if (md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), take, &html, flags,
                MD_HTML_FLAG_XHTML) != 0)
        return {};
    // Every other "<" and every quote of the text is escaped by md4c: this stands before real pictures only.
    std::vector<std::string> names;
    for (auto at = html.find(kTag); at != std::string::npos; at = html.find(kTag, at)) {
        at += kTag.size();
        const auto end = html.find('"', at);
        if (end == std::string::npos) break;
        names.push_back(plain(std::string_view{html}.substr(at, end - at)));
    }
    return names;
}

}  // namespace province
