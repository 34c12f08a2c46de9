#include "kiosk/speech/letters.h"

#include "protocol/base/text.h"

namespace kiosk {

namespace {

/// Blocks in which a capital stands at an even place and its small letter behind it.
bool is_paired(char32_t c)
{
    return (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || c == 0x1A0 || c == 0x1A1 ||
           (c >= 0x1EA0 && c <= 0x1EFF);
}

constexpr char32_t kHornU = 0x1AF;
constexpr char32_t kHornSmallU = 0x1B0;

char32_t lowered(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return c + 0x20;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
    if (c == kHornU) return kHornSmallU;
    return is_paired(c) && c % 2 == 0 ? c + 1 : c;
}

}  // namespace

bool is_letter(char32_t c)
{
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return true;
    return c >= 0xC0 && c <= 0x1EFF && c != 0xD7 && c != 0xF7;
}

bool is_capital(char32_t c) { return lowered(c) != c; }

bool is_small(char32_t c) { return is_letter(c) && !is_capital(c); }

char32_t code_point_at(std::string_view text, std::size_t at)
{
    return at < text.size() ? protocol::next_code_point(text, at) : 0;
}

bool letter_at(std::string_view text, std::size_t at) { return is_letter(code_point_at(text, at)); }

bool word_ends_at(std::string_view text, std::size_t at)
{
    return at >= text.size() || !(is_digit(text[at]) || letter_at(text, at));
}

std::string lower(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        protocol::append_utf8(out, lowered(protocol::next_code_point(text, at)));
    return out;
}

std::size_t letters_in(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) (void)protocol::next_code_point(text, at);
    return count;
}

}  // namespace kiosk
