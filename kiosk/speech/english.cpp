#include "kiosk/speech/english.h"

#include <algorithm>
#include <array>

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
            if (!citation() && !date()) amount();
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
        }
        if (!word_ends_at(text_, end)) return false;
        said_.add(words);
        at_ = end;
        return true;
    }

    void amount()
    {
        std::string number;
        while (at_ < text_.size()) {
            const bool digit = is_digit(text_[at_]);
            const bool inner = std::string_view{".,:"}.find(text_[at_]) != std::string_view::npos &&
                               at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
            if (!digit && !inner) break;
            // Vietnamese writes a point between thousands.
            const bool thousands = text_[at_] == '.' && digits_at(text_, at_ + 1, 3, 3).size() == 3;
            if (!thousands) number += text_[at_];
            ++at_;
        }
        said_.add(number);
        const std::size_t blank = rest().starts_with(' ') ? 1 : 0;
        at_ += blank;
        if (!known(Shelf::Units)) at_ -= blank;
    }

    void sign()
    {
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
