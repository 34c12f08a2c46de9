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

bool is_address_mark(char c) { return std::string_view{".@-_/"}.find(c) != std::string_view::npos; }

/// The last name of a host: "vn", "com".
bool ends_a_host(std::string_view address)
{
    const std::string_view host = address.substr(0, address.find('/'));
    const std::string_view last = host.substr(host.rfind('.') + 1);
    return host.find('.') != std::string_view::npos && last.size() >= 2 &&
           std::all_of(last.begin(), last.end(), [](char c) { return c >= 'a' && c <= 'z'; });
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
        if (end + 1 >= text.size() || word_ends_at(text, end + 1) || !is_address_mark(text[end])) break;
        joint = joint || text[end] == '@' || text[end] == '.';
        ++end;
    }
    return joint && ends_a_host(text.substr(at, end - at)) ? end - at : 0;
}

/// "hue" and "facebook", but not "vn" and "ubnd": vowels, and never three other letters in a row.
bool is_sayable(std::string_view word)
{
    constexpr std::string_view kVowels{"aeiouy"};
    std::size_t others = 0;
    std::size_t most = 0;
    for (const char c : word) {
        others = kVowels.find(c) == std::string_view::npos ? others + 1 : 0;
        most = std::max(most, others);
    }
    return word.find_first_of(kVowels) != std::string_view::npos && most < 3;
}

/// "CT-2026-07", "PL-GD-02": capitals and figures, three parts at least or a head that is no word, and one
/// part of figures alone.
std::size_t own_number_size(std::string_view text, std::size_t at, const Lexicon& lexicon)
{
    constexpr std::size_t kMostLetters = 4;
    std::size_t end = at;
    std::size_t parts = 0;
    bool figures = false;
    bool known = false;
    for (;;) {
        const std::string_view part = text.substr(end, word_size(text, end));
        if (part.empty() || !all_capitals(part) || letters_in(part) > kMostLetters) return 0;
        const bool digits = digits_at(part, 0, 1, kMostLetters).size() == part.size();
        if (parts == 0)
            known = !lexicon.find(Shelf::Words, part).empty() || !lexicon.find(Shelf::Papers, part).empty();
        figures = figures || (digits && parts > 0);
        end += part.size();
        ++parts;
        if (end + 1 >= text.size() || text[end] != '-' || word_ends_at(text, end + 1)) break;
        ++end;
    }
    return figures && (parts >= 3 || (parts == 2 && !known)) ? end - at : 0;
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
            const std::size_t size = address_size(text_, at_);
            const bool mail = rest().substr(0, size).find('@') != std::string_view::npos;
            mail ? address(size) : number();
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
        const Match amount = amount_at(here);
        take(amount);
        // "02 (hai) bản": written twice so that nobody changes it, said once.
        const std::string again = " (" + amount.words + ")";
        if (rest().starts_with(again)) at_ += again.size();
        // "12a": the letter is said by itself.
        if (letter_at(text_, at_)) said_.blank();
    }

    /// An abbreviation that stands here whole.
    bool known_word()
    {
        const std::size_t size = lexicon_.longest(Shelf::Words, rest());
        if (size == 0) return false;
        const std::string_view written = rest().substr(0, size);
        // "TP.Huế": a point ends the word whatever follows.
        if (!written.ends_with('.') && !word_ends_at(text_, at_ + size)) return false;
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
        const std::size_t size = word_size(text_, at_);
        const std::string_view word = rest().substr(0, size);
        if (issuer_code(word) || own_number() || measure_for_each() || known_word()) return;
        if (const std::size_t whole = address_size(text_, at_); whole > 0) return address(whole);
        if (measure_alone() || ward(word) || roman(word) || office_code(word)) return;
        at_ += size;
        if (letters_in(word) == 1 && !is_digit(word.front())) {
            said_.add(letter(word));
        } else if (const std::string_view road = numbered_head(word); !road.empty()) {
            said_.add(lexicon_.find(Shelf::Words, road));
            said_.add(spelled(word.substr(road.size()), lexicon_));
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

    /// "QL1A", "TDP3": a word that is known and its number.
    std::string_view numbered_head(std::string_view word) const
    {
        const std::string_view head = word.substr(0, word.find_first_of("0123456789"));
        const bool numbered = head.size() < word.size() && (head == "QL" || head == "TDP" || head == "HTX");
        return numbered && !lexicon_.find(Shelf::Words, head).empty() ? head : std::string_view{};
    }

    void address(std::size_t size)
    {
        const std::size_t end = at_ + size;
        while (at_ < end) {
            const std::size_t label = std::min(text_.find_first_of(".@-_/", at_), end) - at_;
            label_words(text_.substr(at_, label));
            at_ += label;
            if (at_ >= end) return;
            const char c = text_[at_++];
            said_.add(c == '.' ? "chấm" : c == '@' ? "a còng" : c == '/' ? "gạch chéo" : "gạch");
        }
    }

    /// "ubnd" and "vn" letter by letter, "hue" as a word, digits one by one.
    void label_words(std::string_view label)
    {
        while (!label.empty()) {
            const std::size_t letters = std::min(label.find_first_of("0123456789"), label.size());
            const std::string word = lower(label.substr(0, letters));
            said_.add(is_sayable(word) ? word : spelled(word, lexicon_));
            label.remove_prefix(letters);
            const std::size_t digits = std::min(label.find_first_not_of("0123456789"), label.size());
            said_.add(digit_words(label.substr(0, digits)));
            label.remove_prefix(digits);
        }
    }

    /// "CT-2026-07" letter by letter and figure by figure.
    bool own_number()
    {
        std::size_t left = own_number_size(text_, at_, lexicon_);
        if (left == 0) return false;
        while (left > 0) {
            const std::size_t part = word_size(text_, at_);
            said_.add(spelled(rest().substr(0, part), lexicon_));
            at_ += part;
            left -= part;
            if (left == 0) break;
            said_.mark(',');
            ++at_;
            --left;
        }
        return true;
    }

    /// "(đồng/m²)", "triệu đồng/người/tháng", "m/s" without a number: so much for each.
    bool measure_for_each()
    {
        const std::size_t size = measure_size();
        if (size == 0 || at_ + size + 1 >= text_.size() || text_[at_ + size] != '/') return false;
        const std::string_view each = rest().substr(size + 1);
        const bool spelled_out = is_small(code_point_at(each, 0)) && letters_in(rest().substr(0, size)) > 1;
        if (unit_size(Spot{text_, at_ + size + 1, {}, lexicon_}, at_ + size + 1) == 0 && !spelled_out)
            return false;
        said_.add(lexicon_.find(Shelf::Units, rest().substr(0, size)));
        at_ += size;
        while (rest().starts_with("/") && letter_at(text_, at_ + 1)) {
            said_.add("mỗi");
            ++at_;
            const std::size_t unit = unit_size(spot(), at_);
            if (unit == 0) break;
            said_.add(lexicon_.find(Shelf::Units, rest().substr(0, unit)));
            at_ += unit;
        }
        return true;
    }

    /// "km", "m²" at the head of a column.
    bool measure_alone()
    {
        const std::size_t size = measure_size();
        const std::string_view written = rest().substr(0, size);
        if (size == 0 || letters_in(written) < 2 || written == "tr" || written == "ph") return false;
        said_.add(lexicon_.find(Shelf::Units, written));
        at_ += size;
        return true;
    }

    /// Bytes of a unit of money or measure here; what is counted or lasts ("hộ", "ngày/tháng") is a word like
    /// any other.
    std::size_t measure_size() const
    {
        constexpr std::array<std::string_view, 12> kWords{"ngày", "tháng", "năm", "tuần", "người", "hộ",
                                                          "khẩu", "con",   "cây", "tạ",   "sào",   "lần"};
        const std::size_t size = unit_size(spot(), at_);
        const bool word = std::find(kWords.begin(), kWords.end(), rest().substr(0, size)) != kWords.end();
        return word ? 0 : size;
    }

    /// "P. Thuận Hóa", "Q.3", "P.101": ward, district, room.
    bool ward(std::string_view word)
    {
        if ((word != "P" && word != "Q") || !rest().substr(1).starts_with(".")) return false;
        const std::size_t next = text_.find_first_not_of(' ', at_ + 2);
        if (next == std::string_view::npos) return false;
        const std::size_t digits = std::min(text_.find_first_not_of("0123456789", next), text_.size()) - next;
        const bool named = is_capital(code_point_at(text_, next)) && spot().fresh() && !said_.words().empty();
        if (digits == 0 && !named) return false;
        said_.add(word == "Q" ? "quận" : digits >= 3 ? "phòng" : "phường");
        at_ = next;
        return true;
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
        } else if (rest().starts_with(".") && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
            said_.add("chấm");
            ++at_;
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

    /// "NĐ-CP" without a number: kind and issuer are both known.
    bool issuer_code(std::string_view word)
    {
        const std::size_t behind = at_ + word.size();
        if (behind + 1 >= text_.size() || (text_[behind] != '-' && text_[behind] != '/')) return false;
        const std::string_view issuer = text_.substr(behind + 1, word_size(text_, behind + 1));
        const std::string_view name = issuer.substr(0, issuer.find_first_of("0123456789"));
        return !lexicon_.find(Shelf::Offices, name).empty() && office_code(word);
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
        if (!code) return true;
        said_.add("của");
        ++at_;
        const std::string_view issuer = rest().substr(0, word_size(text_, at_));
        const std::string_view name = lexicon_.find(Shelf::Offices, issuer);
        if (name.empty()) return true;
        said_.add(name);
        at_ += issuer.size();
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
        if (c == '.' && at_ > 0 && !word_ends_at(text_, at_ - 1) && at_ + 1 < text_.size() &&
            is_digit(text_[at_ + 1])) {
            said_.add("chấm");
            ++at_;
            return;
        }
        if (c == '-' && below_nought()) said_.add("âm");
        std::size_t next = at_;
        (void)protocol::next_code_point(text_, next);
        at_ = next;
        if (std::string_view{".,;:!?"}.find(c) != std::string_view::npos) return said_.mark(c);
        // A hyphen inside a word joins; one between blanks is a breath, as a bracket is.
        if (c == '-' && at_ < text_.size() && !is_blank(text_[at_])) return said_.blank();
        if (c == '-' || c == '(' || c == ')' || c == '/') return said_.mark(',');
        if (c != '*' && c != '_' && c != '\\' && c != '\'' && c != '"') said_.blank();
    }

    /// "-5%", "-2°C"; a hyphen before anything else is a dash or a bullet.
    bool below_nought() const
    {
        if (at_ + 1 >= text_.size() || !is_digit(text_[at_ + 1])) return false;
        if (at_ > 0 && !is_blank(text_[at_ - 1]) && text_[at_ - 1] != '(') return false;
        const Match match = amount_at({text_, at_ + 1, {}, lexicon_});
        return match.words.find("phần trăm") != std::string::npos || match.words.ends_with("độ xê");
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
