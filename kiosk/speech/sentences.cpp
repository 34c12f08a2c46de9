#include "kiosk/speech/sentences.h"

#include <algorithm>
#include <array>

#include "kiosk/speech/letters.h"

namespace kiosk {

namespace {

/// How they are said stands in assets/speech.
constexpr std::array<std::string_view, 41> kPointed{
    "TP.", "Tp.",  "tp.", "TX.", "Tx.", "TT.", "Tt.",  "tr.",  "Tr.",  "ThS.", "Ths.", "TS.",  "GS.", "PGS.",
    "BS.", "KS.",  "LS.", "CN.", "Ng.", "Tg.", "TM.",  "KT.",  "TL.",  "TUQ.", "v.v.", "NXB.", "ĐT.", "ĐC.",
    "Mr.", "Mrs.", "Ms.", "Dr.", "No.", "St.", "e.g.", "i.e.", "etc.", "vd.",  "Vd.",  "VD.",  "stt."};

constexpr std::string_view kEllipsis = "…";

/// Marks that may stand between the end of a sentence and the blank behind it.
constexpr std::array<std::string_view, 7> kClosers{"\"", "'", ")", "*", "”", "’", "»"};

/// Bytes of the sentence mark at `at`; 0: none.
std::size_t mark_size(std::string_view text, std::size_t at)
{
    const char c = text[at];
    if (c == '.' || c == '!' || c == '?') return 1;
    return text.substr(at).starts_with(kEllipsis) ? kEllipsis.size() : 0;
}

std::size_t skip_closers(std::string_view text, std::size_t at)
{
    for (bool found = true; found && at < text.size();) {
        found = false;
        if (const std::size_t mark = mark_size(text, at); mark > 0) {
            at += mark;
            found = true;
            continue;
        }
        for (const std::string_view closer : kClosers)
            if (text.substr(at).starts_with(closer)) {
                at += closer.size();
                found = true;
                break;
            }
    }
    return at;
}

/// What may be numbered at the beginning of a sentence: the point belongs to the number.
bool is_numbered_thing(std::string_view word)
{
    constexpr std::array<std::string_view, 20> kThings{
        "Điều", "Khoản", "Mục", "Chương", "Phần", "Câu",    "Bước", "Phụ lục", "Bài",     "Tiểu mục",
        "điều", "khoản", "mục", "chương", "phần", "Mẫu số", "Biểu", "Hộ",      "Article", "Step"};
    return std::find(kThings.begin(), kThings.end(), word) != kThings.end();
}

bool is_number(std::string_view word)
{
    return !word.empty() && word.size() <= 6 &&
           std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
}

bool is_roman(std::string_view word)
{
    return !word.empty() && word.size() <= 6 && word.find_first_not_of("IVX") == std::string_view::npos;
}

bool is_one_letter(std::string_view word) { return letters_in(word) == 1 && letter_at(word, 0); }

/// "1", "12.3", "II", "a", "Đ": what numbers a paragraph.
bool is_numbering(std::string_view word)
{
    if (is_number(word) || is_roman(word)) return true;
    return is_one_letter(word);
}

std::string_view without_marks(std::string_view word)
{
    while (!word.empty() && (word.front() == '*' || word.front() == '(' || word.front() == '"'))
        word.remove_prefix(1);
    return word;
}

class Cutter {
public:
    explicit Cutter(std::string_view text) : text_(text) {}

    std::vector<SentencePlace> run()
    {
        std::size_t word = 0;
        for (std::size_t at = 0; at < text_.size();) {
            if (text_[at] == '\n') {
                finish(at);
                word = ++at;
                continue;
            }
            if (is_blank(text_[at])) {
                word = ++at;
                continue;
            }
            const std::size_t mark = mark_size(text_, at);
            if (mark == 0) {
                ++at;
                continue;
            }
            const std::size_t behind = skip_closers(text_, at + mark);
            if (ends(word, at, behind)) finish(behind);
            at = behind;
        }
        finish(text_.size());
        return std::move(places_);
    }

private:
    bool ends(std::size_t word, std::size_t at, std::size_t behind) const
    {
        if (behind < text_.size() && !is_blank(text_[behind])) return false;
        const std::size_t next = text_.find_first_not_of(" \t", behind);
        if (next == std::string_view::npos || text_[next] == '\n') return true;
        if (text_[at] == '!' || text_[at] == '?') return true;
        if (is_small(code_point_at(text_, next)) && !numbering_at(next)) return false;
        if (text_[at] != '.' || behind != at + 1) return true;
        const std::string_view last = without_marks(text_.substr(word, at - word));
        const std::string_view pointed = text_.substr(word, at + 1 - word);
        // "v.v." closes a list, and with it the sentence.
        if (is_pointed(without_marks(pointed))) return pointed == "v.v." || pointed == "etc.";
        if (word_begins_sentence(word)) return !is_numbering(last);
        if (is_numbering(last) && is_numbered_thing(head_before(word))) return false;
        return !(is_one_letter(last) && is_capital(code_point_at(last, 0)));
    }

    /// "b. …", "b) …": a small letter that numbers what follows.
    bool numbering_at(std::size_t at) const
    {
        const std::size_t end = text_.find_first_of(" .)", at);
        return end != std::string_view::npos && text_[end] != ' ' &&
               is_one_letter(text_.substr(at, end - at));
    }

    bool word_begins_sentence(std::size_t word) const
    {
        return text_.substr(from_, word - from_).find_first_not_of(" \t*") == std::string_view::npos;
    }

    /// The words of this sentence before the one at `word`.
    std::string_view head_before(std::size_t word) const
    {
        std::string_view head = text_.substr(from_, word - from_);
        while (!head.empty() && (is_blank(head.back()) || head.back() == '*')) head.remove_suffix(1);
        while (!head.empty() && (is_blank(head.front()) || head.front() == '*')) head.remove_prefix(1);
        return head;
    }

    void finish(std::size_t to)
    {
        std::size_t from = from_;
        from_ = to;
        while (from < to && is_blank(text_[from])) ++from;
        while (to > from && is_blank(text_[to - 1])) --to;
        while (to - from > kLongestSentence) {
            const std::size_t cut = breath(from);
            places_.push_back({from, cut});
            from = cut;
            while (from < to && is_blank(text_[from])) ++from;
        }
        if (to > from) places_.push_back({from, to});
    }

    /// Where a sentence that is too long may be cut: behind the last semicolon, comma or blank that fits.
    std::size_t breath(std::size_t from) const
    {
        const std::string_view part = text_.substr(from, kLongestSentence);
        for (const std::string_view mark : {"; ", ", ", " "}) {
            const std::size_t at = part.rfind(mark);
            if (at != std::string_view::npos && at > kLongestSentence / 3) return from + at + mark.size() - 1;
        }
        std::size_t to = from + kLongestSentence;
        while (to > from + 1 && (static_cast<unsigned char>(text_[to]) & 0xC0U) == 0x80U) --to;
        return to;
    }

    std::string_view text_;
    std::size_t from_ = 0;
    std::vector<SentencePlace> places_;
};

}  // namespace

bool is_pointed(std::string_view word)
{
    return std::find(kPointed.begin(), kPointed.end(), word) != kPointed.end();
}

std::vector<SentencePlace> sentence_places(std::string_view text) { return Cutter{text}.run(); }

}  // namespace kiosk
