#include "kiosk/speech/vietnamese.h"

#include <algorithm>
#include <array>

#include "kiosk/input/syllable.h"
#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_spots.h"
#include "kiosk/speech/number_words.h"
#include "kiosk/speech/said.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

using Shelf = Lexicon::Shelf;

/// Letters and digits that stand together.
std::size_t word_size(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && !word_ends_at(text, end)) (void)protocol::next_code_point(text, end);
    return end - at;
}

bool all_capitals(std::string_view word)
{
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = protocol::next_code_point(word, at);
        if (is_small(c)) return false;
    }
    return true;
}

bool is_syllable(std::string_view word)
{
    const auto syllable = read_syllable(word);
    if (!syllable) return false;
    const auto parts = parts_of(syllable->code);
    return parts && parts->nucleus < syllable->code.size() && parts->final > parts->nucleus;
}

/// "hue.gov.vn", "a@b.vn": letters on both sides of a point inside a word.
std::size_t address_size(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    bool joint = false;
    for (;;) {
        const std::size_t word = word_size(text, end);
        if (word == 0) return 0;
        end += word;
        if (end + 1 >= text.size() || word_ends_at(text, end + 1)) break;
        if (text[end] != '.' && text[end] != '@' &&
            !(joint && std::string_view{"-_/"}.find(text[end]) != std::string_view::npos))
            break;
        joint = joint || text[end] == '@' || text[end] == '.';
        ++end;
    }
    return joint ? end - at : 0;
}

class Reader {
public:
    Reader(std::string_view text, const Lexicon& lexicon) : text_(text), lexicon_(lexicon), said_(text) {}

    std::string run()
    {
        while (at_ < text_.size()) {
            const std::size_t before = at_;
            step();
            // Whatever no reader takes is passed over: the loop ends for any text.
            if (at_ == before) (void)protocol::next_code_point(text_, at_);
        }
        return said_.finish();
    }

private:
    Spot spot() const { return {text_, at_, said_.words(), lexicon_}; }
    std::string_view rest() const { return text_.substr(at_); }

    void step()
    {
        const char c = text_[at_];
        if (is_blank(c)) {
            said_.blank();
            ++at_;
        } else if (is_digit(c)) {
            number();
        } else if (letter_at(text_, at_)) {
            word();
        } else {
            sign();
        }
    }

    void take(const Match& match)
    {
        said_.add(match.words);
        at_ += match.size;
    }

    void number()
    {
        const Spot here = spot();
        for (const auto read : {citation_at, code_at, phone_at, date_at, time_at})
            if (const auto match = read(here)) return take(*match);
        take(amount_at(here));
        // "12a": the letter is said by itself.
        if (letter_at(text_, at_)) said_.blank();
    }

    /// An abbreviation that stands here whole.
    bool known_word()
    {
        const std::size_t size = lexicon_.longest(Shelf::Words, rest());
        if (size == 0 || !word_ends_at(text_, at_ + size)) return false;
        const std::string_view written = rest().substr(0, size);
        said_.add(lexicon_.find(Shelf::Words, written));
        at_ += size;
        // The point of an abbreviation still ends the sentence when nothing follows.
        if (written.ends_with('.') && at_ == text_.size()) said_.mark('.');
        return true;
    }

    void word()
    {
        if (rest().starts_with("http://") || rest().starts_with("https://")) {
            at_ += rest().find("//") + 2;
            return;
        }
        if (known_word()) return;
        if (const std::size_t size = address_size(text_, at_); size > 0) return address(size);
        const std::size_t size = word_size(text_, at_);
        const std::string_view word = rest().substr(0, size);
        if (roman(word) || office_code(word)) return;
        at_ += size;
        if (letters_in(word) == 1 && !is_digit(word.front())) {
            said_.add(letter(word));
        } else if (all_capitals(word) && !is_syllable(word)) {
            said_.add(spelled(word, lexicon_));
        } else {
            said_.add(with_numbers(word));
        }
        if (at_ + 1 < text_.size() && text_[at_] == '/' && letter_at(text_, at_ + 1)) {
            said_.mark(',');
            ++at_;
        }
    }

    /// A letter alone is a name ("điểm b"), but y, a, à, ở, ạ and the like are words.
    std::string letter(std::string_view one) const
    {
        const std::string_view name = lexicon_.find(Shelf::Signs, lower(one));
        return name.empty() ? lower(one) : std::string{name};
    }

    /// "Covid19", "T12": digits inside a word.
    std::string with_numbers(std::string_view word) const
    {
        const std::size_t digit = word.find_first_of("0123456789");
        if (digit == std::string_view::npos) return lower(word);
        const std::string_view digits = digits_at(word, digit, 1, word.size());
        std::string words = lower(word.substr(0, digit)) + " " + number_words(value_of(digits));
        const std::string_view behind = word.substr(digit + digits.size());
        return behind.empty() ? words : words + " " + with_numbers(behind);
    }

    void address(std::size_t size)
    {
        for (const char c : std::string{rest().substr(0, size)}) {
            if (c == '.')
                said_.add("chấm");
            else if (c == '@')
                said_.add("a còng");
            else if (c == '/')
                said_.add("gạch chéo");
            else if (c == '-' || c == '_')
                said_.add("gạch");
            else
                said_.letter(c);
            if (c == '.' || c == '@' || c == '/' || c == '-' || c == '_') said_.blank();
        }
        at_ += size;
    }

    /// "Chương II", "khóa XV", "quý III/2026", "I." at the beginning.
    bool roman(std::string_view word)
    {
        const auto value = roman_value(word);
        if (!value) return false;
        const Spot here = spot();
        const bool numbered =
            here.after({"chương", "phần",    "mục",     "quý",       "khóa",   "khoá",    "đợt",  "loại",
                        "cấp",    "phụ lục", "lần thứ", "hạng",      "vùng",   "kỳ",      "nhóm", "thứ",
                        "thế kỷ", "bậc",     "đại hội", "giai đoạn", "học kỳ", "tiểu mục"});
        const bool heads = said_.words().empty() && text_.substr(at_ + word.size()).starts_with(".");
        if (word.size() == 1 && !numbered && !heads) return false;
        const bool quarter = here.after({"quý"});
        const bool order = here.after({"thứ"});
        said_.add(quarter || order ? order_words(static_cast<std::uint64_t>(*value), order)
                                   : number_words(static_cast<std::uint64_t>(*value)));
        at_ += word.size();
        if (rest().starts_with("/") && digits_at(text_, at_ + 1, 4, 4).size() == 4) {
            said_.add("năm");
            ++at_;
        } else if (const std::size_t dash = roman_dash(); dash > 0) {
            said_.add("đến");
            at_ += dash;
        }
        return true;
    }

    /// "I–III": bytes of the dash when a numeral stands behind it.
    std::size_t roman_dash() const
    {
        for (const std::string_view dash : {"–", "-"}) {
            if (!rest().starts_with(dash)) continue;
            const std::size_t next = at_ + dash.size();
            if (roman_value(text_.substr(next, word_size(text_, next)))) return dash.size();
        }
        return 0;
    }

    /// "QĐ-UBND" without a number.
    bool office_code(std::string_view word)
    {
        const std::string_view paper = lexicon_.find(Shelf::Papers, word);
        if (paper.empty()) return false;
        const std::size_t behind = at_ + word.size();
        const bool code = behind + 1 < text_.size() && (text_[behind] == '-' || text_[behind] == '/') &&
                          is_capital(code_point_at(text_, behind + 1));
        said_.add(paper);
        at_ = behind;
        if (code) {
            said_.add("của");
            ++at_;
        }
        return true;
    }

    void sign()
    {
        if (const auto match = foreign_phone_at(spot())) return take(*match);
        const std::size_t known = lexicon_.longest(Shelf::Signs, rest());
        if (known > 0) {
            const std::string_view spoken = lexicon_.find(Shelf::Signs, rest().substr(0, known));
            at_ += known;
            if (spoken.size() == 1)
                said_.mark(spoken.front());
            else
                said_.add(spoken);
            if (known > 0) said_.blank();
            return;
        }
        const char c = text_[at_];
        std::size_t next = at_;
        (void)protocol::next_code_point(text_, next);
        at_ = next;
        if (std::string_view{".,;:!?"}.find(c) != std::string_view::npos) return said_.mark(c);
        // A hyphen inside a word joins; one between blanks is a breath, as a bracket is.
        if (c == '-' && at_ < text_.size() && !is_blank(text_[at_])) return said_.blank();
        if (c == '-' || c == '(' || c == ')' || c == '/') return said_.mark(',');
        if (c != '*' && c != '_' && c != '\\' && c != '\'' && c != '"') said_.blank();
    }

    std::string_view text_;
    const Lexicon& lexicon_;
    std::size_t at_ = 0;
    Said said_;
};

}  // namespace

std::string spelled(std::string_view word, const Lexicon& lexicon)
{
    Said said{word};
    for (std::size_t at = 0; at < word.size();) {
        if (is_digit(word[at])) {
            const std::string_view digits = digits_at(word, at, 1, word.size());
            said.add(digits.size() > 6 || (digits.size() > 1 && digits.front() == '0')
                         ? digit_words(digits)
                         : number_words(value_of(digits)));
            at += digits.size();
            continue;
        }
        const std::size_t from = at;
        (void)protocol::next_code_point(word, at);
        const std::string letter = lower(word.substr(from, at - from));
        const std::string_view name = lexicon.find(Shelf::Signs, letter);
        said.add(name.empty() ? std::string_view{letter} : name);
    }
    return said.finish();
}

std::string vietnamese_words(std::string_view sentence, const Lexicon& lexicon)
{
    return Reader{sentence, lexicon}.run();
}

}  // namespace kiosk
