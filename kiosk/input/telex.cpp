#include "kiosk/input/telex.h"

#include <array>
#include <optional>

#include "kiosk/input/syllable.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

/// What one key may ask for besides typing itself.
struct Wish {
    std::optional<Tone> tone;  ///< Level: take the tone away
    Mark mark = Mark::None;
    bool hook = false;  ///< Telex w: horn or breve, whichever fits
    char base = 0;      ///< the mark goes on this letter; 0: any that takes it
    [[nodiscard]] bool any() const { return tone || mark != Mark::None || hook; }
};

Wish telex_wish(char key)
{
    Wish wish;
    switch (key) {
        case 's':
            wish.tone = Tone::Acute;
            break;
        case 'f':
            wish.tone = Tone::Grave;
            break;
        case 'r':
            wish.tone = Tone::Hook;
            break;
        case 'x':
            wish.tone = Tone::Tilde;
            break;
        case 'j':
            wish.tone = Tone::Dot;
            break;
        case 'z':
            wish.tone = Tone::Level;
            break;
        case 'a':
        case 'e':
        case 'o':
            wish.mark = Mark::Circumflex;
            wish.base = key;
            break;
        case 'd':
            wish.mark = Mark::Stroke;
            break;
        case 'w':
            wish.hook = true;
            break;
        default:
            break;
    }
    return wish;
}

Wish vni_wish(char key)
{
    Wish wish;
    constexpr std::array kTones = {Tone::Level, Tone::Acute, Tone::Grave, Tone::Hook, Tone::Tilde, Tone::Dot};
    if (key >= '0' && key <= '5') wish.tone = kTones[static_cast<std::size_t>(key - '0')];
    if (key == '6') wish.mark = Mark::Circumflex;
    if (key == '7') wish.mark = Mark::Horn;
    if (key == '8') wish.mark = Mark::Breve;
    if (key == '9') wish.mark = Mark::Stroke;
    return wish;
}

/// A word growing key by key.
class Composer {
public:
    Composer(InputMethod method, ToneStyle style) : method_(method), style_(style) {}
    explicit Composer(Syllable syllable, ToneStyle style)
        : method_(InputMethod::Off), style_(style), syllable_(std::move(syllable))
    {
    }

    void key(char32_t c);
    [[nodiscard]] std::string text() const { return frozen_ ? literal_ : render(syllable_, style_); }

    enum class Outcome { Done, Undone, NotHere };
    Outcome wish(const Wish& wish);

private:
    Outcome set_tone(Tone tone);
    Outcome set_mark(Mark mark, char base);
    Outcome set_stroke();
    Outcome hook();
    Outcome both_horns(std::size_t u);
    Outcome undo(std::size_t i);
    [[nodiscard]] bool change(std::size_t i, char base, Mark mark);
    [[nodiscard]] char at(std::size_t i) const { return syllable_.code[i]; }
    void letter(char small, bool upper, bool from_w);
    void freeze(std::string literal)
    {
        frozen_ = true;
        literal_ = std::move(literal);
    }

    InputMethod method_;
    ToneStyle style_;
    Syllable syllable_;
    std::string keys_;
    bool frozen_ = false;  ///< nothing is composed any more: keys type themselves
    std::string literal_;
};

Composer::Outcome Composer::set_tone(Tone tone)
{
    const auto parts = parts_of(syllable_.code);
    if (!parts || parts->nucleus == parts->final) return Outcome::NotHere;
    // Unikey reads "gim" as gi + m, a word without vowel: the tone has to come right after the i there.
    const std::string_view code = syllable_.code;
    if (method_ != InputMethod::Off && code.substr(0, 2) == "gi" && parts->nucleus == 1 && code.size() > 2 &&
        code != "gin" && syllable_.tone == Tone::Level) {
        return Outcome::NotHere;
    }
    if (tone == Tone::Level) {
        if (syllable_.tone == Tone::Level) return Outcome::NotHere;
        syllable_.tone = Tone::Level;
        return Outcome::Done;
    }
    if (syllable_.tone == tone) {
        syllable_.tone = Tone::Level;
        return Outcome::Undone;
    }
    if (!tone_fits(syllable_.code, *parts, tone)) return Outcome::NotHere;
    syllable_.tone = tone;
    return Outcome::Done;
}

/// Puts a mark on letter i if a syllable can still come of it.
bool Composer::change(std::size_t i, char base, Mark mark)
{
    std::string changed = syllable_.code;
    changed[i] = sign_of(base, mark);
    // "ươ" loses both horns when it becomes "uô".
    if (changed[i] == 'O' && i > 0 && changed[i - 1] == 'U') changed[i - 1] = 'u';
    if (changed[i] == '?' || !parts_of(changed)) return false;
    syllable_.code = std::move(changed);
    syllable_.from_w[i] = '0';
    return true;
}

Composer::Outcome Composer::undo(std::size_t i)
{
    syllable_.code[i] = base_of(at(i));
    return Outcome::Undone;
}

Composer::Outcome Composer::set_mark(Mark mark, char base)
{
    if (mark == Mark::Stroke) return set_stroke();
    const auto parts = parts_of(syllable_.code);
    if (!parts) return Outcome::NotHere;
    if (mark == Mark::Horn) {
        for (std::size_t i = parts->nucleus; i + 1 < parts->final; ++i) {
            const Outcome outcome = both_horns(i);
            if (outcome != Outcome::NotHere) return outcome;
        }
    }
    for (std::size_t i = parts->final; i-- > parts->nucleus;) {
        const char letter_base = base_of(at(i));
        if ((base != 0 && letter_base != base) || sign_of(letter_base, mark) == '?') continue;
        if (mark_of(at(i)) == mark) return undo(i);
        if (change(i, letter_base, mark)) return Outcome::Done;
    }
    return Outcome::NotHere;
}

/// đ: the first letter, also when the second d comes later ("duongd").
Composer::Outcome Composer::set_stroke()
{
    if (syllable_.size() == 0 || base_of(at(0)) != 'd') return Outcome::NotHere;
    if (at(0) == 'D') return undo(0);
    return change(0, 'd', Mark::Stroke) ? Outcome::Done : Outcome::NotHere;
}

/// uo → ươ by one key; "thuo", "huo" become uơ first ("thuở", "huơ"), the u follows when the word goes on.
Composer::Outcome Composer::both_horns(std::size_t u)
{
    if (base_of(at(u)) != 'u' || base_of(at(u + 1)) != 'o') return Outcome::NotHere;
    if (at(u) == 'U' && at(u + 1) == 'P') {
        syllable_.code[u] = 'u';
        return undo(u + 1);
    }
    const std::string_view initial = std::string_view{syllable_.code}.substr(0, u);
    const bool ends = u + 2 == syllable_.size();
    if (ends && at(u) == 'u' && at(u + 1) != 'P' && (initial == "th" || initial == "h" || initial == "kh")) {
        return change(u + 1, 'o', Mark::Horn) ? Outcome::Done : Outcome::NotHere;
    }
    std::string changed = syllable_.code;
    changed[u] = 'U';
    changed[u + 1] = 'P';
    if (!parts_of(changed)) return Outcome::NotHere;
    syllable_.code = std::move(changed);
    return Outcome::Done;
}

Composer::Outcome Composer::hook()
{
    const auto parts = parts_of(syllable_.code);
    if (!parts) return Outcome::NotHere;
    for (std::size_t i = parts->nucleus; i + 1 < parts->final; ++i) {
        const Outcome outcome = both_horns(i);
        if (outcome != Outcome::NotHere) return outcome;
    }
    for (std::size_t i = parts->nucleus; i < parts->final; ++i) {
        const char base = base_of(at(i));
        const Mark mark = base == 'a' ? Mark::Breve : Mark::Horn;
        if (sign_of(base, mark) == '?') continue;
        if (mark_of(at(i)) == mark) {
            if (syllable_.from_w[i] == '1') {
                syllable_.code[i] = 'w';
                freeze(render(syllable_, style_));
                return Outcome::Done;
            }
            return undo(i);
        }
        if (change(i, base, mark)) return Outcome::Done;
    }
    return Outcome::NotHere;
}

Composer::Outcome Composer::wish(const Wish& wish)
{
    if (wish.tone) return set_tone(*wish.tone);
    if (wish.hook) return hook();
    return set_mark(wish.mark, wish.base);
}

void Composer::letter(char small, bool upper, bool from_w)
{
    // A word that goes on after uơ or ưo is one with ươ: "thuơ" + n, "cưo" + n.
    const std::size_t n = syllable_.size();
    if (n >= 2 && ((at(n - 2) == 'u' && at(n - 1) == 'P') || (at(n - 2) == 'U' && at(n - 1) == 'o')) &&
        !(n >= 3 && at(n - 3) == 'q')) {
        syllable_.code[n - 2] = 'U';
        syllable_.code[n - 1] = 'P';
    }
    syllable_.add({from_w ? 'u' : small, from_w ? Mark::Horn : Mark::None, upper, from_w});
    const auto parts = parts_of(syllable_.code);
    if (!parts || !tone_fits(syllable_.code, *parts, syllable_.tone)) freeze(keys_);
}

void Composer::key(char32_t c)
{
    std::string typed;
    protocol::append_utf8(typed, c);
    keys_ += typed;
    if (frozen_) {
        literal_ += typed;
        return;
    }
    const bool upper = c >= U'A' && c <= U'Z';
    const char small = c < 0x80 ? static_cast<char>(upper ? c + 32 : c) : '?';
    const Wish wanted = method_ == InputMethod::Telex ? telex_wish(small)
                        : method_ == InputMethod::Vni ? vni_wish(small)
                                                      : Wish{};
    if (wanted.any() && syllable_.size() > 0) {
        const Outcome outcome = wish(wanted);
        if (outcome == Outcome::Done) return;
        if (outcome == Outcome::Undone) return freeze(render(syllable_, style_) + typed);
    }
    if (small < 'a' || small > 'z') return freeze(keys_);
    if (wanted.hook) {
        const auto parts = parts_of(syllable_.code);
        const bool starts = parts && parts->nucleus == parts->final && parts->final == syllable_.size();
        const bool after_q = syllable_.size() > 0 && at(0) == 'q';
        if (starts && !after_q) return letter('w', upper, true);
    }
    letter(small, upper, false);
}

Composer replay(std::u32string_view keys, InputMethod method, ToneStyle style)
{
    Composer composer{method, style};
    for (const char32_t key : keys) composer.key(key);
    return composer;
}

}  // namespace

bool is_word_character(char32_t character)
{
    if ((character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z')) return true;
    // Latin letters with marks; × and ÷ are none.
    return (character >= 0xC0 && character <= 0x1B0 && character != 0xD7 && character != 0xF7) ||
           (character >= 0x1EA0 && character <= 0x1EF9);
}

Word type_key(const Word& word, char32_t key, InputMethod method, ToneStyle style)
{
    Word grown = word;
    grown.keys += key;
    grown.text = replay(grown.keys, method, style).text();
    return grown;
}

Word mark_word(const Word& word, char32_t mark, ToneStyle style)
{
    auto syllable = read_syllable(word.text);
    if (!syllable || syllable->size() == 0 || !parts_of(syllable->code)) return word;
    Wish wish = mark == U'0' ? telex_wish('z') : telex_wish(static_cast<char>(mark));
    if (!wish.any()) return word;
    Composer composer{std::move(*syllable), style};
    if (composer.wish(wish) == Composer::Outcome::NotHere) return word;
    return {composer.text(), {}};
}

std::optional<std::u32string> keys_of(std::string_view word, InputMethod method, ToneStyle style)
{
    const auto syllable = read_syllable(word);
    if (!syllable || method == InputMethod::Off) return std::nullopt;
    const bool telex = method == InputMethod::Telex;
    std::u32string keys;
    for (std::size_t i = 0; i < syllable->size(); ++i) {
        const char base = base_of(syllable->code[i]);
        const auto letter = static_cast<char32_t>(syllable->uppers[i] == '1' ? base - 32 : base);
        keys += letter;
        switch (mark_of(syllable->code[i])) {
            case Mark::None:
                break;
            case Mark::Circumflex:
                keys += telex ? static_cast<char32_t>(base) : U'6';
                break;
            case Mark::Horn:
                keys += telex ? U'w' : U'7';
                break;
            case Mark::Breve:
                keys += telex ? U'w' : U'8';
                break;
            case Mark::Stroke:
                keys += telex ? U'd' : U'9';
                break;
        }
    }
    constexpr std::u32string_view kTelexTones = U"zsfrxj";
    const auto tone = static_cast<std::size_t>(syllable->tone);
    if (tone != 0) keys += telex ? kTelexTones[tone] : static_cast<char32_t>(U'0' + tone);
    if (replay(keys, method, style).text() != word) return std::nullopt;
    return keys;
}

}  // namespace kiosk
