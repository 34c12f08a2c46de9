#include "kiosk/ui/keyboard.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/widgets.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr float kGap = 3;       ///< mm between keys
constexpr float kWidest = 330;  ///< mm: on a wide screen the keys stay under two hands
constexpr std::u32string_view kNumbers = U"1234567890";
constexpr std::array<std::u32string_view, 3> kLetters = {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
constexpr std::array<std::u32string_view, 3> kSigns = {U".,?!:;-/()", U"\"'%+=&*#@", U"_<>…–₫°"};

struct MarkKey {
    char32_t mark;
    std::string_view label;
};
constexpr std::array<MarkKey, 10> kMarks = {{{U's', "á"},
                                             {U'f', "à"},
                                             {U'r', "ả"},
                                             {U'x', "ã"},
                                             {U'j', "ạ"},
                                             {U'a', "â"},
                                             {U'e', "ê"},
                                             {U'o', "ô"},
                                             {U'w', "ăơư"},
                                             {U'd', "đ"}}};

bool has_top_row(const KeyboardStyle& style)
{
    return style.methods || !style.suggestions.empty() || style.word_bar != KeyboardStyle::WordBar::None;
}

/// Where six rows of keys have no height, marks and numbers share one: marks beside the letters, numbers
/// beside the signs.
bool shares_row(const Ui& ui, const KeyboardStyle& style)
{
    return style.methods && style.method == InputMethod::Off && !ui.portrait() &&
           (ui.area().height() < ui.mm(200) || ui.text_scale() > 1.5F);
}

float rows_of(const Ui& ui, const KeyboardStyle& style)
{
    const bool marks = style.method == InputMethod::Off && style.methods;
    return marks && !shares_row(ui, style) ? 6.0F : 5.0F;
}

/// Tall keys where there is the height for them.
float key_height(const Ui& ui)
{
    if (!ui.portrait()) return ui.mm(16.5F);
    return ui.mm(ui.lowered() || ui.text_scale() > 1.5F ? 19 : 22);
}

std::string utf8(char32_t c)
{
    std::string out;
    protocol::append_utf8(out, c);
    return out;
}

std::string name_of(char32_t c)
{
    if (c == U',') return "key.comma";
    if (c == U'.') return "key.period";
    return "key." + utf8(c);
}

struct KeyFace {
    std::string_view label;
    Icon icon = Icon::None;
    bool strong = false;    ///< Done
    bool selected = false;  ///< shift that is on
    bool dark = false;      ///< keys beside the letters
    Face face = Face::Body;
};

Ui::Touched key(Ui& ui, const Rect& rect, const std::string& name, const KeyFace& look)
{
    const Theme& t = ui.theme();
    const Rect inner = rect.inset(ui.mm(1), ui.mm(0.5F));
    const Label wanted{look.face, 1, Align::Centre, {}, 1.2F};
    const FittedLabel fitted = fit_label(ui, inner.width(), inner.height(), look.label, wanted);
    Ui::TargetOptions options;
    options.kind = ItemKind::KeyboardKey;
    options.bounce = BounceFilter::kKey;
    options.text_mm = look.label.empty() ? 0 : fitted.cap_mm;
    options.label_px = inner.centred(fitted.width, std::min(fitted.height, inner.height()));
    const Ui::Touched touched = ui.target(rect, name, look.label, options);

    const float radius = ui.mm(2.4F);
    const bool inverse = touched.pressed || look.strong;
    const Colour back = touched.pressed ? t.primary_down
                        : look.strong   ? t.primary
                        : look.selected ? t.soft
                        : look.dark     ? t.sunken
                                        : t.surface;
    const Colour ink = inverse ? t.on_primary : look.selected ? t.on_soft : t.ink;
    paint::fill(ui, rect, back, radius);
    if (!inverse) {
        paint::outline(ui, rect, look.selected ? t.primary : t.line,
                       look.selected ? paint::stroke(ui) : paint::hairline(ui), radius);
    }
    if (look.icon != Icon::None) {
        icon(ui, rect, look.icon, std::min(ui.mm(10), inner.height() * 0.62F), ink);
    } else {
        Label words = wanted;
        words.colour = ink;
        draw_label(ui, inner, look.label, words, fitted);
    }
    return touched;
}

/// One frame of the keyboard: draws row by row and remembers what was touched.
class Board {
public:
    Board(Ui& ui, const Rect& rect, const KeyboardStyle& style)
        : ui_(ui), in_(ui.inside()), style_(style), rest_(rect)
    {
        gap_ = ui.mm(kGap);
        unit_ = std::floor((rect.width() - 9 * gap_) / 10);
        const float rows = rows_of(ui, style);
        const float top = has_top_row(style) ? ui.mm(16) + gap_ : 0;
        height_ = std::floor((rect.height() - top - (rows - 1) * gap_) / rows);
    }

    KeyboardAsk run()
    {
        if (has_top_row(style_)) top_row();
        const bool letters = in_.layer == KeyLayer::Letters;
        const bool marks = style_.methods && style_.method == InputMethod::Off;
        const bool shared = shares_row(ui_, style_);
        if (marks && (!shared || letters)) mark_row();
        if (!shared || !letters) plain_row(kNumbers, false);
        const auto& sheet = letters ? kLetters : kSigns;
        plain_row(sheet[0], letters);
        plain_row(sheet[1], letters);
        third_row(sheet[2], letters);
        bottom_row(letters);
        return ask_;
    }

private:
    [[nodiscard]] bool upper() const
    {
        return in_.shift || in_.shift_lock || (style_.capital && !in_.shift_spent);
    }

    /// True: the key types.
    bool types(const Ui::Touched& touched, Key key)
    {
        if (touched.fired)
            ask_ = std::move(key);
        else if (touched.pressed && std::holds_alternative<std::monostate>(ask_))
            ask_ = HeldKey{std::move(key)};
        return touched.fired;
    }

    void letter(const Ui::Touched& touched, char32_t c)
    {
        if (!types(touched, character_key(c))) return;
        in_.shift = false;
        in_.shift_spent = false;
    }

    /// Keys of one unit, in the middle.
    void plain_row(std::u32string_view keys, bool letters)
    {
        const Rect row = rest_.cut_top(height_, gap_);
        const auto count = static_cast<float>(keys.size());
        const float used = count * unit_ + (count - 1) * gap_;
        units(row.x0 + std::floor((row.width() - used) / 2), row, keys, letters);
    }

    void units(float x, const Rect& row, std::u32string_view keys, bool letters)
    {
        const bool capital = letters && upper();
        for (const char32_t c : keys) {
            const char32_t shown = capital ? c - 32 : c;
            const std::string label = utf8(shown);
            letter(key(ui_, {x, row.y0, x + unit_, row.y1}, name_of(c), {.label = label}), shown);
            x += unit_ + gap_;
        }
    }

    void third_row(std::u32string_view keys, bool letters)
    {
        Rect row = rest_.cut_top(height_, gap_);
        const auto count = static_cast<float>(keys.size());
        const float side = (row.width() - count * unit_ - (count + 1) * gap_) / 2;
        const Rect left = row.cut_left(std::floor(side), gap_);
        if (letters) {
            // One capital is a tint, capitals until touched again are the full colour.
            if (key(ui_, left, "key.shift",
                    {.label = {},
                     .icon = Icon::Shift,
                     .strong = in_.shift_lock,
                     .selected = upper(),
                     .dark = true})
                    .fired) {
                shift();
            }
        }
        const Rect right{row.x1 - std::floor(side), row.y0, row.x1, row.y1};
        (void)types(key(ui_, right, "key.backspace", {.label = {}, .icon = Icon::Backspace, .dark = true}),
                    plain_key(Key::Kind::Backspace));
        units(row.x0, row, keys, letters);
    }

    /// Off → one letter → all letters → off; an automatic capital is refused by the first touch.
    void shift()
    {
        if (in_.shift_lock) {
            in_.shift_lock = in_.shift = false;
        } else if (in_.shift) {
            in_.shift_lock = true;
        } else if (style_.capital && !in_.shift_spent) {
            in_.shift_spent = true;
        } else {
            in_.shift = true;
        }
    }

    void bottom_row(bool letters)
    {
        Rect row = rest_.cut_top(height_, gap_);
        const float side = std::floor(unit_ * 1.5F);
        const std::string_view other = letters ? "?!%" : "abc";
        if (key(ui_, row.cut_left(side, gap_), "key.signs", {.label = other, .dark = true}).fired) {
            in_.layer = letters ? KeyLayer::Signs : KeyLayer::Letters;
        }
        const Rect done = row.cut_right(side, gap_);
        if (style_.enter) {
            letter(key(ui_, done, "key.enter", {.label = {}, .icon = Icon::Enter, .dark = true}), U'\n');
        } else {
            (void)types(key(ui_, done, "key.done", {.label = {}, .icon = Icon::Check, .strong = true}),
                        plain_key(Key::Kind::Done));
        }
        // One letter back, one forward: for a caret that a thick finger put beside its place.
        const Rect right = row.cut_right(unit_, gap_);
        const Rect left = row.cut_right(unit_, gap_);
        (void)types(key(ui_, left, "key.left", {.label = {}, .icon = Icon::Back, .dark = true}),
                    plain_key(Key::Kind::Left));
        (void)types(key(ui_, right, "key.right", {.label = {}, .icon = Icon::Forward, .dark = true}),
                    plain_key(Key::Kind::Right));
        if (letters) {
            letter(key(ui_, row.cut_left(unit_, gap_), "key.comma", {.label = ","}), U',');
            letter(key(ui_, row.cut_right(unit_, gap_), "key.period", {.label = "."}), U'.');
        }
        if (types(key(ui_, row, "key.space", {.label = style_.space_label, .face = Face::Small}),
                  character_key(U' ')))
            in_.layer = KeyLayer::Letters;
    }

    void mark_row()
    {
        const Rect row = rest_.cut_top(height_, gap_);
        float x = row.x0 + std::floor((row.width() - 10 * unit_ - 9 * gap_) / 2);
        for (const MarkKey& mark : kMarks) {
            const std::string name = "key.mark." + utf8(mark.mark);
            (void)types(key(ui_, {x, row.y0, x + unit_, row.y1}, name, {.label = mark.label, .dark = true}),
                        tone_key(mark.mark));
            x += unit_ + gap_;
        }
    }

    void method(Rect& row, const char* name, std::string_view label, InputMethod which)
    {
        const float width = std::max(ui_.mm(22), text_width(ui_, label, Face::SmallBold) + 2 * ui_.mm(3.5F));
        const KeyFace look{.label = label, .selected = style_.method == which, .face = Face::SmallBold};
        if (key(ui_, row.cut_left(width, gap_), name, look).fired) ask_ = which;
    }

    void top_row()
    {
        Rect row = rest_.cut_top(ui_.mm(16), gap_);
        if (style_.methods) {
            method(row, "method.telex", "Telex", InputMethod::Telex);
            method(row, "method.vni", "VNI", InputMethod::Vni);
            method(row, "method.marks", ui_.tr("method.marks"), InputMethod::Off);
        }
        row.cut_left(ui_.mm(2));
        if (style_.word_bar != KeyboardStyle::WordBar::None) return word_bar(row);
        for (std::size_t i = std::min<std::size_t>(style_.suggestions.size(), 3); i-- > 0;) {
            const std::string& word = style_.suggestions[i];
            const float width = std::max(ui_.mm(22), text_width(ui_, word, Face::Body) + 2 * ui_.mm(4));
            if (width > row.width()) continue;
            const std::string name = "key.word." + std::to_string(i);
            (void)types(key(ui_, row.cut_right(width, gap_), name, {.label = word}), word_key(word));
        }
    }

    void word_bar(Rect& row)
    {
        const bool selected = style_.word_bar == KeyboardStyle::WordBar::Selected;
        const auto button = [&](const char* name, std::string_view label, bool strong, Key::Kind kind) {
            const float width =
                std::max(ui_.mm(22), text_width(ui_, label, Face::SmallBold) + 2 * ui_.mm(3.5F));
            if (width > row.width()) return;
            const KeyFace look{.label = label, .selected = strong, .face = Face::SmallBold};
            (void)types(key(ui_, row.cut_right(width, gap_), name, look), plain_key(kind));
        };
        button("key.erase_word", ui_.tr("key.erase_word"), false, Key::Kind::EraseWord);
        button("key.select_word", ui_.tr(selected ? "key.unselect_word" : "key.select_word"), selected,
               Key::Kind::SelectWord);
    }

    Ui& ui_;
    Ui::Inside& in_;
    const KeyboardStyle& style_;
    Rect rest_;
    float gap_ = 0;
    float unit_ = 0;
    float height_ = 0;
    KeyboardAsk ask_;
};

}  // namespace

KeyboardAsk keyboard(Ui& ui, const Rect& rect, const KeyboardStyle& style)
{
    return Board{ui, rect.measure(ui.mm(kWidest)), style}.run();
}

float keyboard_height(const Ui& ui, float /*width*/, const KeyboardStyle& style)
{
    const float gap = ui.mm(kGap);
    const float rows = rows_of(ui, style);
    const float top = has_top_row(style) ? ui.mm(16) + gap : 0;
    return top + rows * key_height(ui) + (rows - 1) * gap;
}

std::variant<std::monostate, Key> number_pad(Ui& ui, const Rect& rect)
{
    std::variant<std::monostate, Key> ask;
    const float gap = ui.mm(kGap);
    Rect pad = rect.measure(ui.mm(300));
    const Rect last = pad.cut_right(std::floor((pad.width() - 5 * gap) / 6), gap);
    const std::vector<Rect> places = grid(pad, 5, 2, gap);
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
        const std::string label = utf8(kNumbers[i]);
        if (key(ui, places[i], "key." + label, {.label = label, .face = Face::Title}).fired)
            ask = character_key(kNumbers[i]);
    }
    if (key(ui, last, "key.backspace", {.label = {}, .icon = Icon::Backspace, .dark = true}).fired) {
        ask = plain_key(Key::Kind::Backspace);
    }
    return ask;
}

float number_pad_height(const Ui& ui, float /*width*/) { return 2 * ui.mm(24) + ui.mm(kGap); }

}  // namespace kiosk
