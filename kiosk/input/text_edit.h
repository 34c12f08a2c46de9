#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/input/key.h"
#include "kiosk/input/telex.h"
#include "protocol/base/secret.h"

namespace kiosk {

/// A text being typed, always NFC UTF-8, with its caret. Everything typed lies in wiped memory
/// (kiosk.md §4): no copy outlives wipe(), clear or destruction. Knows the typing methods; pure otherwise.
class TextEdit {
public:
    TextEdit() = default;
    TextEdit(const TextEdit& other);
    TextEdit& operator=(const TextEdit& other);
    TextEdit(TextEdit&& other) noexcept;
    TextEdit& operator=(TextEdit&& other) noexcept;
    ~TextEdit();

    /// Valid until the next change.
    [[nodiscard]] std::string_view text() const { return text_.view(); }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    /// Byte offset between two whole characters.
    [[nodiscard]] std::size_t caret() const { return caret_; }
    [[nodiscard]] InputMethod method() const { return method_; }
    /// The last key did not fit into the limit and changed nothing.
    [[nodiscard]] bool full() const { return full_; }
    /// What stands before the caret of the word under it.
    [[nodiscard]] std::string_view word_before_caret() const;
    /// All before the caret: for suggestions.
    [[nodiscard]] std::string_view before_caret() const { return text().substr(0, caret_); }

    /// Bytes [from, to) of the text.
    struct Extent {
        std::size_t from = 0;
        std::size_t to = 0;
        [[nodiscard]] bool empty() const { return from == to; }
        friend bool operator==(const Extent&, const Extent&) = default;
    };
    /// The word the caret stands in or at; empty between words.
    [[nodiscard]] Extent word_at_caret() const;
    /// What the next key replaces; empty: nothing is selected.
    [[nodiscard]] Extent selection() const { return selection_; }
    /// The caret was put where it is by a touch or an arrow, and nothing was typed since.
    [[nodiscard]] bool placed() const { return placed_; }

    /// Applies one key. Done changes nothing; control characters other than '\n' are dropped.
    void press(const Key& key);
    /// Moves the caret to the nearest character border at or before `byte`; the word being typed is closed.
    void place_caret(std::size_t byte);
    void set_text(std::string_view text);
    void set_method(InputMethod method);
    void set_tone_style(ToneStyle style);
    /// A key that would make the text longer is refused. 0: no limit.
    void set_limit_bytes(std::size_t limit);
    void set_multiline(bool multiline) { multiline_ = multiline; }
    /// Empties and overwrites text and keystrokes; method and limit stay.
    void wipe();

    friend bool operator==(const TextEdit& a, const TextEdit& b)
    {
        return a.text() == b.text() && a.caret_ == b.caret_ && a.method_ == b.method_ &&
               a.selection_ == b.selection_;
    }

private:
    bool replace(std::size_t from, std::string_view piece);
    void forget_word();
    [[nodiscard]] std::size_t word_start() const;
    bool open_word();
    void type(char32_t character);
    void mark(char32_t mark);
    void erase_before_caret();
    void erase(Extent what);
    void select_word();
    void take_word(const std::string& word);

    protocol::SecretString text_;
    std::size_t caret_ = 0;
    std::size_t word_from_ = 0;  ///< the word being composed is [word_from_, caret_) while keys_ is not empty
    std::u32string keys_;        ///< its keystrokes; wiped by forget_word()
    std::size_t limit_ = 0;
    InputMethod method_ = InputMethod::Telex;
    ToneStyle style_ = ToneStyle::Classic;
    Extent selection_;
    bool placed_ = false;
    bool full_ = false;
    bool multiline_ = true;
};

/// The letters of a text as if they were the keys of another method: "ddaats" that was typed with VNI on is
/// "đất" by Telex. The same text when they make nothing else.
[[nodiscard]] TextEdit retyped(const TextEdit& typed, InputMethod method);

}  // namespace kiosk
