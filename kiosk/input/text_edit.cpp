#include "kiosk/input/text_edit.h"

#include <algorithm>
#include <utility>

#include "kiosk/input/word_list.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Where the character before `at` begins.
std::size_t before(std::string_view text, std::size_t at)
{
    if (at == 0) return 0;
    --at;
    while (at > 0 && continues(text[at])) --at;
    return at;
}

std::size_t after(std::string_view text, std::size_t at)
{
    if (at >= text.size()) return text.size();
    ++at;
    while (at < text.size() && continues(text[at])) ++at;
    return at;
}

bool allowed(char32_t c, bool multiline)
{
    if (c == U'\n') return multiline;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
    // Marks on their own would leave NFC.
    return !(c >= 0x300 && c <= 0x36F) && c <= 0x10FFFF && !protocol::is_bidi_control(c);
}

void wipe_keys(std::u32string& keys)
{
    protocol::wipe(keys.data(), keys.size() * sizeof(char32_t));
    keys.clear();
}

}  // namespace

TextEdit::TextEdit(const TextEdit& other) { *this = other; }

TextEdit& TextEdit::operator=(const TextEdit& other)
{
    if (this == &other) return *this;
    text_.assign(other.text());
    wipe_keys(keys_);
    keys_ = other.keys_;
    caret_ = other.caret_;
    word_from_ = other.word_from_;
    limit_ = other.limit_;
    method_ = other.method_;
    style_ = other.style_;
    selection_ = other.selection_;
    placed_ = other.placed_;
    full_ = other.full_;
    multiline_ = other.multiline_;
    return *this;
}

TextEdit::TextEdit(TextEdit&& other) noexcept { *this = std::move(other); }

TextEdit& TextEdit::operator=(TextEdit&& other) noexcept
{
    if (this == &other) return *this;
    text_ = std::move(other.text_);
    wipe_keys(keys_);
    keys_ = other.keys_;  // short strings live inside the object: a move would leave their bytes behind
    caret_ = other.caret_;
    word_from_ = other.word_from_;
    limit_ = other.limit_;
    method_ = other.method_;
    style_ = other.style_;
    selection_ = other.selection_;
    placed_ = other.placed_;
    full_ = other.full_;
    multiline_ = other.multiline_;
    other.wipe();
    return *this;
}

TextEdit::~TextEdit() { wipe_keys(keys_); }

void TextEdit::wipe()
{
    text_.clear();
    caret_ = 0;
    forget_word();
    selection_ = {};
    placed_ = false;
    full_ = false;
}

void TextEdit::forget_word()
{
    wipe_keys(keys_);
    word_from_ = caret_;
}

void TextEdit::set_text(std::string_view text)
{
    wipe();
    text_.assign(text);
    caret_ = text.size();
    word_from_ = caret_;
}

void TextEdit::set_method(InputMethod method)
{
    method_ = method;
    forget_word();
}

void TextEdit::set_tone_style(ToneStyle style)
{
    style_ = style;
    forget_word();
}

void TextEdit::set_limit_bytes(std::size_t limit) { limit_ = limit; }

void TextEdit::place_caret(std::size_t byte)
{
    caret_ = std::min(byte, text_.size());
    while (caret_ > 0 && caret_ < text_.size() && continues(text()[caret_])) --caret_;
    forget_word();
    selection_ = {};
    placed_ = true;
}

/// Puts `piece` in the place of [from, caret) and the caret behind it; false when it does not fit.
bool TextEdit::replace(std::size_t from, std::string_view piece)
{
    const std::size_t size = text_.size() - (caret_ - from) + piece.size();
    full_ = limit_ != 0 && size > limit_ && size > text_.size();
    if (full_) return false;
    std::string changed;
    changed.reserve(size);
    changed.append(text().substr(0, from)).append(piece).append(text().substr(caret_));
    text_ = protocol::SecretString{std::move(changed)};
    caret_ = from + piece.size();
    return true;
}

std::size_t TextEdit::word_start() const
{
    std::size_t from = caret_;
    while (from > 0) {
        const std::size_t letter = before(text(), from);
        std::size_t at = letter;
        if (!is_word_character(protocol::next_code_point(text(), at))) break;
        from = letter;
    }
    return from;
}

TextEdit::Extent TextEdit::word_at_caret() const
{
    const auto belongs = [&](std::size_t at) {
        const char32_t c = protocol::next_code_point(text(), at);
        return is_word_character(c) || (c >= U'0' && c <= U'9');
    };
    Extent word{caret_, caret_};
    while (word.from > 0 && belongs(before(text(), word.from))) word.from = before(text(), word.from);
    while (word.to < text_.size() && belongs(word.to)) word.to = after(text(), word.to);
    return word;
}

std::string_view TextEdit::word_before_caret() const
{
    const std::size_t from = word_start();
    return text().substr(from, caret_ - from);
}

/// Makes [word_from_, caret_) with keys_ the word to go on with; false when it cannot be composed further.
bool TextEdit::open_word()
{
    if (!keys_.empty()) return true;
    word_from_ = word_start();
    if (word_from_ == caret_) return true;
    auto keys = keys_of(word_before_caret(), method_, style_);
    if (!keys) return false;
    keys_ = *keys;
    wipe_keys(*keys);
    return true;
}

void TextEdit::type(char32_t character)
{
    const bool digit = method_ == InputMethod::Vni && character >= U'0' && character <= U'9' &&
                       (!keys_.empty() || word_start() < caret_);
    if (method_ != InputMethod::Off && (is_word_character(character) || digit) && open_word()) {
        Word word = type_key({{}, keys_}, character, method_, style_);
        if (replace(word_from_, word.text)) {
            wipe_keys(keys_);
            keys_ = word.keys;
        }
        protocol::wipe(word.text);
        wipe_keys(word.keys);
        return;
    }
    std::string piece;
    protocol::append_utf8(piece, character);
    replace(caret_, piece);
    protocol::wipe(piece);
    forget_word();
}

void TextEdit::mark(char32_t mark)
{
    const std::size_t from = word_start();
    Word word = mark_word({std::string{word_before_caret()}, {}}, mark, style_);
    forget_word();
    replace(from, word.text);
    word_from_ = caret_;
    protocol::wipe(word.text);
}

void TextEdit::erase_before_caret()
{
    replace(before(text(), caret_), {});
    forget_word();
}

void TextEdit::erase(Extent what)
{
    caret_ = what.to;
    replace(what.from, {});
    forget_word();
    selection_ = {};
}

void TextEdit::select_word()
{
    const Extent word = word_at_caret();
    const bool again = !selection_.empty();
    forget_word();
    selection_ = again ? Extent{} : word;
    if (!again) caret_ = word.to;
}

void TextEdit::take_word(const std::string& word)
{
    std::string folded = protocol::fold(word);
    const std::size_t from = caret_ - typed_part(before_caret(), folded);
    forget_word();
    const bool spaced = caret_ < text_.size() && text()[caret_] == ' ';
    replace(from, spaced ? word : word + " ");
    forget_word();
}

void TextEdit::press(const Key& key)
{
    full_ = false;
    using Kind = Key::Kind;
    const bool moves = key.kind == Kind::Left || key.kind == Kind::Right;
    const bool types =
        (key.kind == Kind::Character && allowed(key.character, multiline_)) || key.kind == Kind::Word;
    if (!selection_.empty() && types) erase(selection_);
    if (!selection_.empty() && key.kind == Kind::Backspace) {
        erase(selection_);
        placed_ = false;
        return;
    }
    if (key.kind != Kind::SelectWord && key.kind != Kind::Done) selection_ = {};
    if (!moves && key.kind != Kind::SelectWord && key.kind != Kind::Done) placed_ = false;
    switch (key.kind) {
        case Kind::Character:
            if (allowed(key.character, multiline_)) type(key.character);
            break;
        case Kind::Tone:
            mark(key.character);
            break;
        case Kind::Word:
            take_word(key.word);
            break;
        case Kind::SelectWord:
            select_word();
            break;
        case Kind::EraseWord:
            erase(word_at_caret());
            break;
        case Kind::Backspace:
            erase_before_caret();
            break;
        case Kind::Clear:
            wipe();
            break;
        case Kind::Left:
            place_caret(before(text(), caret_));
            break;
        case Kind::Right:
            place_caret(after(text(), caret_));
            break;
        case Kind::Done:
            break;
    }
}

TextEdit retyped(const TextEdit& typed, InputMethod method)
{
    TextEdit again;
    again.set_method(method);
    const std::string_view text = typed.text();
    for (std::size_t at = 0; at < text.size();)
        again.press(character_key(protocol::next_code_point(text, at)));
    return again;
}

}  // namespace kiosk
