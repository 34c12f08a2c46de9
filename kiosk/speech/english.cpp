#include "kiosk/speech/english.h"

#include <algorithm>
#include <array>

#include "kiosk/speech/digit_groups.h"
#include "kiosk/speech/letters.h"
#include "kiosk/speech/said.h"
#include "kiosk/speech/spot.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

using Shelf = Lexicon::Shelf;

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::size_t word_size(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    // An apostrophe or a hyphen inside belongs to the word.
    while (end < text.size()) {
        const bool inside = end > at && (text[end] == '\'' || text[end] == '-') && letter_at(text, end + 1);
        if (word_ends_at(text, end) && !inside) break;
        (void)protocol::next_code_point(text, end);
    }
    return end - at;
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
    std::string_view rest() const { return text_.substr(at_); }

    void step()
    {
        if (is_blank(text_[at_])) {
            ++at_;
        } else if (is_digit(text_[at_])) {
            if (!phone() && !citation() && !date() && !written_day() && !share()) amount();
        } else if (letter_at(text_, at_)) {
            word();
        } else {
            sign();
        }
    }

    bool known(Shelf shelf)
    {
        const std::size_t size = lexicon_.longest(shelf, rest());
        if (size == 0) return false;
        const std::string_view written = rest().substr(0, size);
        if (letter_at(written, 0) && !word_ends_at(text_, at_ + size)) return false;
        const std::string_view spoken = lexicon_.find(shelf, written);
        at_ += size;
        if (spoken == "," || spoken == ".")
            said_.mark(spoken.front());
        else
            said_.add(spoken);
        return true;
    }

    /// A unit of which there is one: "square metre".
    bool known_one()
    {
        const std::size_t size = lexicon_.longest(Shelf::Units, rest());
        if (size == 0 || !word_ends_at(text_, at_ + size)) return false;
        std::string_view one = lexicon_.find(Shelf::Units, rest().substr(0, size));
        if (one.ends_with('s')) one.remove_suffix(1);
        said_.add(one);
        at_ += size;
        return true;
    }

    void word()
    {
        if (known(Shelf::Words)) return;
        const std::size_t size = word_size(text_, at_);
        said_.add(rest().substr(0, size));
        at_ += size;
    }

    /// "128/QĐ-UBND" → "128"; "34/2007/PL-UBTVQH11" → "34 of 2007".
    bool citation()
    {
        const std::string_view number = digits_at(text_, at_, 1, 5);
        std::size_t end = at_ + number.size();
        if (number.empty()) return false;
        std::string words{number};
        if (text_.substr(end).starts_with("/")) {
            const std::string_view year = digits_at(text_, end + 1, 4, 4);
            if (!year.empty() && (value_of(number) > 12 || text_.substr(end + 5).starts_with("/"))) {
                words += " of " + std::string{year};
                end += 5;
            }
        }
        const bool code = end + 1 < text_.size() && (text_[end] == '/' || text_[end] == '-') &&
                          is_capital(code_point_at(text_, end + 1));
        if (code) end = std::min(text_.find_first_of(" ,;:)", end), text_.size());
        if (words == number && !code) return false;
        while (text_[end - 1] == '.') --end;
        said_.add(words);
        at_ = end;
        return true;
    }

    /// Digit by digit, a breath between the groups.
    void say_groups(const DigitGroups& groups)
    {
        for (const std::string_view part : groups.parts) {
            if (part != groups.parts.front()) said_.mark(',');
            for (const char c : part) said_.add({&c, 1});
        }
        at_ += groups.size;
    }

    bool phone()
    {
        const DigitGroups groups = domestic_phone_at(text_, at_);
        if (groups.size == 0) return false;
        say_groups(groups);
        return true;
    }

    /// "+84 905 123 456".
    bool foreign_phone()
    {
        constexpr std::string_view kCountry = "+84";
        if (!rest().starts_with(kCountry)) return false;
        std::size_t begin = at_ + kCountry.size();
        if (text_.substr(begin).starts_with(')')) ++begin;
        if (text_.substr(begin).starts_with(' ')) ++begin;
        const DigitGroups groups = digit_groups_at(text_, begin);
        if (groups.digits < 8 || groups.digits > 10) return false;
        said_.add("plus 8 4");
        said_.mark(',');
        at_ = begin;
        say_groups(groups);
        return true;
    }

    /// The word before the one under way is one that a day follows: "on 2/9".
    bool after_day_word() const
    {
        std::string_view before = said_.words();
        if (before.empty() || before.ends_with(',')) return true;
        before = before.substr(before.rfind(' ') + 1);
        constexpr std::array<std::string_view, 12> kWords{
            "on", "until", "by", "from", "to", "before", "after", "since", "till", "of", "dated", "between"};
        return std::find(kWords.begin(), kWords.end(), before) != kWords.end();
    }

    /// A day has a year, a nought in front, or a word before it that days follow; "1/4" elsewhere is a share.
    bool date()
    {
        const std::string_view day = digits_at(text_, at_, 1, 2);
        if (day.empty() || value_of(day) < 1 || value_of(day) > 31) return false;
        std::size_t end = at_ + day.size();
        if (!text_.substr(end).starts_with("/")) return false;
        const std::string_view month = digits_at(text_, end + 1, 1, 2);
        if (month.empty() || value_of(month) < 1 || value_of(month) > 12) return false;
        end += 1 + month.size();
        std::string words = std::to_string(value_of(day)) + " " + std::string{kMonths[value_of(month) - 1]};
        if (text_.substr(end).starts_with("/")) {
            const std::string_view year = digits_at(text_, end + 1, 4, 4);
            if (year.empty()) return false;
            words += " " + std::string{year};
            end += 5;
        } else if (!(after_day_word() || day.starts_with('0') || month.starts_with('0')) ||
                   text_.substr(end).starts_with(" of ")) {
            return false;
        }
        if (!word_ends_at(text_, end)) return false;
        said_.add(words);
        at_ = end;
        return true;
    }

    /// "step 1/4", "Page 3 / 40", "12 / 15".
    bool share()
    {
        const std::string_view part = digits_at(text_, at_, 1, 6);
        std::size_t end = at_ + part.size();
        const bool apart = text_.substr(end).starts_with(" / ");
        if (part.empty() || !(apart || text_.substr(end).starts_with("/"))) return false;
        end += apart ? 3 : 1;
        const std::string_view whole = digits_at(text_, end, 1, 6);
        end += whole.size();
        if (whole.empty() || !word_ends_at(text_, end)) return false;
        const bool open = part == "24" && whole == "7";
        said_.add(std::string{part} + (open ? " " : " of ") + std::string{whole});
        at_ = end;
        // "2/3 of households" is two of three households.
        if (rest().starts_with(" of ")) at_ += 3;
        return true;
    }

    /// "25 Nov", as this machine writes a day in English.
    bool written_day()
    {
        const std::string_view day = digits_at(text_, at_, 1, 2);
        const std::size_t name = at_ + day.size() + 1;
        if (day.empty() || name >= text_.size() || text_[name - 1] != ' ') return false;
        for (const std::string_view month : kMonths) {
            if (text_.substr(name, 3) != month.substr(0, 3) || !word_ends_at(text_, name + 3)) continue;
            said_.add(std::string{day} + " " + std::string{month});
            at_ = name + 3;
            return true;
        }
        return false;
    }

    void amount()
    {
        std::string number;
        while (at_ < text_.size()) {
            const bool digit = is_digit(text_[at_]);
            const bool inner = std::string_view{".,:"}.find(text_[at_]) != std::string_view::npos &&
                               at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
            if (!digit && !inner) break;
            // Vietnamese writes a point between thousands and a comma before the fraction.
            const bool thousands = text_[at_] != ':' && digits_at(text_, at_ + 1, 3, 3).size() == 3;
            if (digit || !thousands) number += text_[at_] == ',' ? '.' : text_[at_];
            ++at_;
        }
        said_.add(number);
        const std::size_t blank = rest().starts_with(' ') ? 1 : 0;
        at_ += blank;
        if (!known(Shelf::Units)) {
            at_ -= blank;
            return;
        }
        while (rest().starts_with("/") && letter_at(text_, at_ + 1)) {
            ++at_;
            said_.add("per");
            if (known_one()) continue;
            const std::size_t size = word_size(text_, at_);
            said_.add(rest().substr(0, size));
            at_ += size;
        }
    }

    void sign()
    {
        if (foreign_phone()) return;
        if (known(Shelf::Signs)) return;
        const char c = text_[at_];
        (void)protocol::next_code_point(text_, at_);
        if (std::string_view{".,;:!?"}.find(c) != std::string_view::npos) said_.mark(c);
        if (c == '(' || c == ')' || c == '-' || c == '/') said_.mark(',');
    }

    std::string_view text_;
    const Lexicon& lexicon_;
    std::size_t at_ = 0;
    Said said_;
};

/// Letters that English has not: any with a Vietnamese mark, đ among them.
bool has_mark(std::string_view word)
{
    return std::any_of(word.begin(), word.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

std::string english_words(std::string_view sentence, const Lexicon& lexicon)
{
    return Reader{sentence, lexicon}.run();
}

bool looks_vietnamese(std::string_view sentence)
{
    std::size_t words = 0;
    std::size_t marked = 0;
    for (std::size_t at = 0; at < sentence.size();) {
        if (!letter_at(sentence, at)) {
            (void)protocol::next_code_point(sentence, at);
            continue;
        }
        const std::size_t size = word_size(sentence, at);
        ++words;
        if (has_mark(sentence.substr(at, size))) ++marked;
        at += size;
    }
    return words > 0 && marked * 5 >= words * 2;
}

}  // namespace kiosk
