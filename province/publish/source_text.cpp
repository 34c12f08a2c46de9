#include "province/publish/source_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "protocol/base/text.h"

namespace province {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kShownEach = 5;  // a file in a wrong encoding has hundreds

/// The first byte that is no UTF-8; what comes before it is.
std::size_t first_bad_byte(std::string_view text)
{
    std::size_t good = 0;
    while (good < text.size()) {
        const auto begin = good;
        std::size_t next = begin;
        const auto code = protocol::next_code_point(text, next);
        if (code == 0xFFFD && text.substr(begin, 3) != "\xEF\xBF\xBD") return begin;
        good = next;
    }
    return good;
}

std::string with_plain_line_ends(std::string text)
{
    if (text.find('\r') == std::string::npos) return text;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        out += text[i];
    }
    return out;
}

}  // namespace

int line_of(std::string_view text, std::size_t at)
{
    return 1 +
           static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string code_point_name(std::string_view text, std::size_t at)
{
    const auto code = protocol::next_code_point(text, at);
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(code));
    return name.data();
}

std::optional<std::string> clean_text(std::string bytes, const std::filesystem::path& file,
                                      Problems& problems)
{
    if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
    if (!protocol::is_utf8(bytes)) {
        problems.add(file, line_of(bytes, first_bad_byte(bytes)), "not_utf8");
        return std::nullopt;
    }
    auto text = with_plain_line_ends(std::move(bytes));
    int shown = 0;
    for (std::size_t at = 0; shown < kShownEach; ++shown) {
        const auto found =
            protocol::find_forbidden(std::string_view{text}.substr(at), protocol::TextForm::Document);
        if (!found) break;
        at += *found;
        auto behind = at;
        const auto code = protocol::next_code_point(text, behind);
        problems.add(file, line_of(text, at), protocol::is_bidi_control(code) ? "bidi" : "control",
                     {{"code", code_point_name(text, at)}});
        at = behind;
    }
    if (shown > 0) return std::nullopt;
    if (protocol::is_nfc(text)) return text;
    problems.note(file, 1, "composed");
    return protocol::nfc(text);
}

}  // namespace province
