#include "kiosk/input/syllable.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace kiosk {

namespace {

/// One row for each vowel sign: level, acute, grave, hook, tilde, dot; small letters.
struct Row {
    char sign;
    std::array<char32_t, 6> letters;
};
constexpr std::array<Row, 12> kVowels = {{
    {'a', {U'a', U'á', U'à', U'ả', U'ã', U'ạ'}},
    {'A', {U'â', U'ấ', U'ầ', U'ẩ', U'ẫ', U'ậ'}},
    {'B', {U'ă', U'ắ', U'ằ', U'ẳ', U'ẵ', U'ặ'}},
    {'e', {U'e', U'é', U'è', U'ẻ', U'ẽ', U'ẹ'}},
    {'E', {U'ê', U'ế', U'ề', U'ể', U'ễ', U'ệ'}},
    {'i', {U'i', U'í', U'ì', U'ỉ', U'ĩ', U'ị'}},
    {'o', {U'o', U'ó', U'ò', U'ỏ', U'õ', U'ọ'}},
    {'O', {U'ô', U'ố', U'ồ', U'ổ', U'ỗ', U'ộ'}},
    {'P', {U'ơ', U'ớ', U'ờ', U'ở', U'ỡ', U'ợ'}},
    {'u', {U'u', U'ú', U'ù', U'ủ', U'ũ', U'ụ'}},
    {'U', {U'ư', U'ứ', U'ừ', U'ử', U'ữ', U'ự'}},
    {'y', {U'y', U'ý', U'ỳ', U'ỷ', U'ỹ', U'ỵ'}},
}};

/// Capitals of the letters above: in Latin-1 32 before, in the later blocks one before.
constexpr char32_t capital(char32_t small)
{
    if (small < 0x100) return small - 32;
    return small - 1;
}

bool is_vowel_sign(char sign)
{
    return std::string_view{"aABeEioOPuUy"}.find(sign) != std::string_view::npos;
}

constexpr std::array<std::string_view, 29> kInitials = {
    "",   "b",   "c",  "ch", "d",  "D", "g",  "gh", "gi", "h", "k",  "kh", "l", "m", "n",
    "ng", "ngh", "nh", "p",  "ph", "q", "qu", "r",  "s",  "t", "th", "tr", "v", "x"};

/// Vowels that may stand before a final, also while marks are missing: "uo" for "uô" and "ươ".
constexpr std::array<std::string_view, 33> kClosable = {
    "a",  "A",  "B",  "e",  "E",  "i",  "o",  "O",  "P",  "u",  "U",  "y",  "ie", "iE",  "oa",  "oB", "oe",
    "ua", "uA", "uB", "ue", "uE", "uo", "uO", "uP", "UP", "Uo", "uy", "ye", "yE", "uye", "uyE", "oA"};
/// Vowels that end the syllable.
constexpr std::array<std::string_view, 50> kOpen = {
    "ai",  "ao",  "au",  "ay",  "Au",  "Ay",  "eo",  "eu",  "Eu",  "ia",  "iu",  "oi",  "Oi",
    "Pi",  "ui",  "uu",  "Ui",  "Uu",  "Ua",  "ieu", "iEu", "oai", "oao", "oay", "oeo", "uai",
    "uay", "uAy", "uoi", "uOi", "uPi", "UPi", "Uoi", "uou", "uPu", "UPu", "Uou", "uya", "uyu",
    "yeu", "yEu", "uEu", "ueu", "uau", "uao", "uAu", "uOu", "UOi", "oau", "ueo"};

constexpr std::array<std::string_view, 10> kFinals = {"", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"};

template <class List>
bool holds(const List& list, std::string_view what)
{
    return std::find(list.begin(), list.end(), what) != list.end();
}

std::optional<std::size_t> tone_place(std::string_view code, const Parts& parts, ToneStyle style)
{
    const std::string_view vowels = code.substr(parts.nucleus, parts.final - parts.nucleus);
    if (vowels.empty()) return std::nullopt;
    // A marked vowel carries the tone; of ươ the second.
    for (std::size_t i = vowels.size(); i-- > 0;) {
        if (mark_of(vowels[i]) != Mark::None) return parts.nucleus + i;
    }
    const bool closed = parts.final < code.size();
    if (vowels.size() == 1) return parts.nucleus;
    if (vowels.size() >= 3 || closed) return parts.nucleus + 1;
    const bool glide = vowels == "oa" || vowels == "oe" || vowels == "uy" || vowels == "ue" || vowels == "uo";
    if (vowels == "ue" || vowels == "uo") return parts.nucleus + 1;
    return parts.nucleus + (glide && style == ToneStyle::Modern ? 1 : 0);
}

void append_code_point(std::string& out, char32_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::optional<char32_t> next(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 4 || at + length > text.size()) return std::nullopt;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    at += length;
    return c;
}

}  // namespace

char sign_of(char base, Mark mark)
{
    switch (mark) {
        case Mark::None:
            return base;
        case Mark::Circumflex:
            return base == 'a' ? 'A' : base == 'e' ? 'E' : base == 'o' ? 'O' : '?';
        case Mark::Horn:
            return base == 'o' ? 'P' : base == 'u' ? 'U' : '?';
        case Mark::Breve:
            return base == 'a' ? 'B' : '?';
        case Mark::Stroke:
            return base == 'd' ? 'D' : '?';
    }
    return '?';
}

char base_of(char sign)
{
    switch (sign) {
        case 'A':
        case 'B':
            return 'a';
        case 'D':
            return 'd';
        case 'E':
            return 'e';
        case 'O':
        case 'P':
            return 'o';
        case 'U':
            return 'u';
        default:
            return sign;
    }
}

Mark mark_of(char sign)
{
    switch (sign) {
        case 'A':
        case 'E':
        case 'O':
            return Mark::Circumflex;
        case 'P':
        case 'U':
            return Mark::Horn;
        case 'B':
            return Mark::Breve;
        case 'D':
            return Mark::Stroke;
        default:
            return Mark::None;
    }
}

void Syllable::add(const Letter& letter)
{
    code += sign_of(letter.base, letter.mark);
    uppers += letter.upper ? '1' : '0';
    from_w += letter.from_w ? '1' : '0';
}

void Syllable::set(std::size_t i, const Letter& letter)
{
    code[i] = sign_of(letter.base, letter.mark);
    uppers[i] = letter.upper ? '1' : '0';
    from_w[i] = letter.from_w ? '1' : '0';
}

void Syllable::erase_last()
{
    code.pop_back();
    uppers.pop_back();
    from_w.pop_back();
}

std::optional<Parts> parts_of(std::string_view code)
{
    std::size_t nucleus = 0;
    while (nucleus < code.size() && !is_vowel_sign(code[nucleus])) ++nucleus;
    // In "qu" and "gi" before a vowel the second letter belongs to the initial.
    if (nucleus == 1 && code.size() > 1) {
        if (code[0] == 'q' && code[1] == 'u') nucleus = 2;
        if (code[0] == 'g' && code[1] == 'i' && code.size() > 2 && is_vowel_sign(code[2])) nucleus = 2;
    }
    if (!holds(kInitials, code.substr(0, nucleus))) return std::nullopt;
    std::size_t final = nucleus;
    while (final < code.size() && is_vowel_sign(code[final])) ++final;
    const std::string_view vowels = code.substr(nucleus, final - nucleus);
    const std::string_view rest = code.substr(final);
    if (vowels.empty()) return rest.empty() ? std::optional{Parts{nucleus, final}} : std::nullopt;
    if (nucleus == 1 && code[0] == 'q') return std::nullopt;
    const bool closable = holds(kClosable, vowels);
    if (!holds(kFinals, rest) || (!closable && (!rest.empty() || !holds(kOpen, vowels)))) return std::nullopt;
    return Parts{nucleus, final};
}

bool tone_fits(std::string_view code, const Parts& parts, Tone tone)
{
    const std::string_view rest = code.substr(parts.final);
    const bool stop = rest == "c" || rest == "ch" || rest == "k" || rest == "p" || rest == "t";
    return !stop || tone == Tone::Level || tone == Tone::Acute || tone == Tone::Dot;
}

void append_letter(std::string& out, char sign, bool upper, Tone tone)
{
    for (const Row& row : kVowels) {
        if (row.sign != sign) continue;
        const char32_t small = row.letters[static_cast<std::size_t>(tone)];
        return append_code_point(out, upper ? (small < 0x80 ? small - 32 : capital(small)) : small);
    }
    if (sign == 'D') return append_code_point(out, upper ? U'Đ' : U'đ');
    out += upper && sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 32) : sign;
}

std::string render(const Syllable& syllable, ToneStyle style)
{
    const auto parts = parts_of(syllable.code);
    std::optional<std::size_t> at;
    if (parts && syllable.tone != Tone::Level) at = tone_place(syllable.code, *parts, style);
    std::string out;
    for (std::size_t i = 0; i < syllable.size(); ++i) {
        append_letter(out, syllable.code[i], syllable.uppers[i] == '1',
                      at == i ? syllable.tone : Tone::Level);
    }
    return out;
}

std::optional<Syllable> read_syllable(std::string_view word)
{
    Syllable syllable;
    for (std::size_t at = 0; at < word.size();) {
        const auto c = next(word, at);
        if (!c) return std::nullopt;
        Letter letter;
        bool found = false;
        if (*c < 0x80) {
            letter.upper = *c >= U'A' && *c <= U'Z';
            const char32_t small = letter.upper ? *c + 32 : *c;
            if (small < U'a' || small > U'z') return std::nullopt;
            letter.base = static_cast<char>(small);
            found = true;
        } else if (*c == U'đ' || *c == U'Đ') {
            letter = {'d', Mark::Stroke, *c == U'Đ', false};
            found = true;
        }
        for (std::size_t r = 0; !found && r < kVowels.size(); ++r) {
            for (std::size_t t = 0; !found && t < 6; ++t) {
                const char32_t small = kVowels[r].letters[t];
                if (small < 0x80 || (*c != small && *c != capital(small))) continue;
                letter = {base_of(kVowels[r].sign), mark_of(kVowels[r].sign), *c != small, false};
                if (t != 0) syllable.tone = static_cast<Tone>(t);
                found = true;
            }
        }
        if (!found) return std::nullopt;
        syllable.add(letter);
    }
    return syllable;
}

}  // namespace kiosk
