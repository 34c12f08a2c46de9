#include "protocol/base/text.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace protocol {

namespace {

constexpr char32_t kInvalid = 0xfffd;
constexpr char32_t kNone = 0xffffffff;  // what decode() gives for bytes that are not UTF-8

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// One code point, and how many bytes it took; kNone and one byte for what is not UTF-8 (RFC 3629).
char32_t decode(std::string_view text, std::size_t at, std::size_t& length)
{
    length = 1;
    const unsigned first = byte_at(text, at);
    if (first < 0x80) return first;
    const std::size_t n = first >= 0xf0 ? 4 : (first >= 0xe0 ? 3 : 2);
    if (first < 0xc2 || first > 0xf4 || text.size() - at < n) return kNone;
    char32_t code_point = first & (0x7fU >> n);
    for (std::size_t i = 1; i < n; ++i) {
        const unsigned next = byte_at(text, at + i);
        if ((next & 0xc0) != 0x80) return kNone;
        code_point = code_point << 6 | (next & 0x3f);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    if (code_point < kSmallest[n] || code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000))
        return kNone;
    length = n;
    return code_point;
}

/// Code points that are NFC wherever they stand: all below the combining marks, Latin Extended Additional
/// (Vietnamese), and the punctuation and money signs behind the two spaces that normalise away.
bool surely_nfc(char32_t c)
{
    return c < 0x300 || (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2002 && c < 0x20d0);
}

struct Free {
    void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

std::optional<std::string> map(std::string_view text, int options)
{
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, Free> mapped{raw};
    if (length < 0) return std::nullopt;
    return std::string{reinterpret_cast<const char*>(mapped.get()), static_cast<std::size_t>(length)};
}

/// The searchable form of one code point, from the Unicode tables.
std::string fold_code_point(char32_t c)
{
    constexpr int kOptions =
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    std::array<utf8proc_int32_t, 24> parts{};
    int boundary = 0;
    const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(),
                                           static_cast<utf8proc_option_t>(kOptions), &boundary);
    std::string folded;
    if (n < 0 || n > static_cast<utf8proc_ssize_t>(parts.size())) {
        append_utf8(folded, c);
        return folded;
    }
    for (utf8proc_ssize_t i = 0; i < n; ++i) {
        const auto part = static_cast<char32_t>(parts[static_cast<std::size_t>(i)]);
        append_utf8(folded,
                    part == 0x111 ? U'd' : part);  // đ is a letter of its own, without a mark to strip
    }
    return folded;
}

/// Folded forms of all code points up to the end of Latin Extended Additional, which holds every
/// Vietnamese letter and mark, made on first use.
struct FoldTable {
    static constexpr char32_t kEnd = 0x1f00;
    struct Row {
        std::array<char, 7> bytes{};
        std::uint8_t length = 0xff;  // 0xff: longer than fits, look it up
    };
    std::array<Row, kEnd> rows{};

    FoldTable()
    {
        for (char32_t c = 0; c < kEnd; ++c) {
            const std::string folded = fold_code_point(c);
            if (folded.size() > rows[c].bytes.size()) continue;
            folded.copy(rows[c].bytes.data(), folded.size());
            rows[c].length = static_cast<std::uint8_t>(folded.size());
        }
    }
    [[nodiscard]] std::string_view find(char32_t c) const { return {rows[c].bytes.data(), rows[c].length}; }
    [[nodiscard]] bool has(char32_t c) const { return c < kEnd && rows[c].length != 0xff; }
};

const FoldTable& fold_table()
{
    static const FoldTable table;
    return table;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

}  // namespace

bool is_utf8(std::string_view text)
{
    std::size_t length = 1;
    for (std::size_t at = 0; at < text.size(); at += length)
        if (decode(text, at, length) == kNone) return false;
    return true;
}

bool is_nfc(std::string_view text)
{
    std::size_t length = 1;
    for (std::size_t at = 0; at < text.size(); at += length) {
        const char32_t c = decode(text, at, length);
        if (c == kNone) return false;
        if (surely_nfc(c)) continue;
        const auto composed = nfc(text);
        return composed && *composed == text;
    }
    return true;
}

std::optional<std::string> nfc(std::string_view text)
{
    if (text.empty()) return std::string{};
    return map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

char32_t next_code_point(std::string_view text, std::size_t& at)
{
    std::size_t length = 1;
    const char32_t c = decode(text, at, length);
    at += length;
    return c == kNone ? kInvalid : c;
}

void append_utf8(std::string& out, char32_t c)
{
    const auto add = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xc0 | c >> 6);
        add(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        add(0xe0 | c >> 12);
        add(0x80 | (c >> 6 & 0x3f));
        add(0x80 | (c & 0x3f));
    } else {
        add(0xf0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3f));
        add(0x80 | (c >> 6 & 0x3f));
        add(0x80 | (c & 0x3f));
    }
}

std::string_view first_bytes(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (byte_at(text, bytes) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

bool is_bidi_control(char32_t c)
{
    return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

std::optional<std::size_t> find_forbidden(std::string_view text, TextForm form)
{
    std::size_t length = 1;
    for (std::size_t at = 0; at < text.size(); at += length) {
        const char32_t c = decode(text, at, length);
        const bool allowed_control = form == TextForm::Document && (c == '\n' || c == '\t');
        if (c == kNone || (is_control(c) && !allowed_control) || is_bidi_control(c)) return at;
    }
    return std::nullopt;
}

std::string fold(std::string_view text, std::vector<std::uint32_t>* origin)
{
    const FoldTable& table = fold_table();
    std::string folded;
    folded.reserve(text.size());
    if (origin) origin->clear();
    std::size_t length = 1;
    for (std::size_t at = 0; at < text.size(); at += length) {
        const char32_t c = decode(text, at, length);
        if (c == kNone) continue;
        if (table.has(c))
            folded += table.find(c);
        else
            folded += fold_code_point(c);
        if (origin) origin->resize(folded.size(), static_cast<std::uint32_t>(at));
    }
    return folded;
}

}  // namespace protocol
