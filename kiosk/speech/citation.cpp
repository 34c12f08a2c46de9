#include <algorithm>
#include <vector>

#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_spots.h"
#include "kiosk/speech/number_words.h"
#include "kiosk/speech/vietnamese.h"

namespace kiosk {

namespace {

using Shelf = Lexicon::Shelf;

/// Capitals, small letters among them, digits at the end: "UBTVQH11", "TTg", "TTr", "NN&PTNT".
std::size_t part_size(std::string_view text, std::size_t at)
{
    if (!is_capital(code_point_at(text, at))) return 0;
    std::size_t end = at;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '&' || letter_at(text, end))) {
        std::size_t next = end + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
        end = next;
    }
    return end - at;
}

/// "UBTVQH11" → "ủy ban thường vụ quốc hội khóa mười một".
std::string office_words(std::string_view part, const Lexicon& lexicon)
{
    const std::size_t letters = part.find_last_not_of("0123456789") + 1;
    const std::string_view name = part.substr(0, letters);
    std::string words{lexicon.find(Shelf::Offices, name)};
    if (words.empty()) words = lexicon.find(Shelf::Words, name);
    if (words.empty()) words = spelled(name, lexicon);
    if (letters < part.size()) words += " khóa " + number_words(value_of(part.substr(letters)));
    return words;
}

struct Code {
    std::size_t size = 0;
    std::string paper;
    std::string offices;
};

/// Parts of the code behind the number: kind of document first, then who issued it.
Code code_parts(std::string_view text, std::size_t at, const Lexicon& lexicon)
{
    Code code;
    bool first = true;
    for (std::size_t end = at;;) {
        const std::size_t size = part_size(text, end);
        if (size == 0) break;
        const std::string_view part = text.substr(end, size);
        const std::string_view paper = first ? lexicon.find(Shelf::Papers, part) : std::string_view{};
        if (!paper.empty()) {
            code.paper = paper;
        } else {
            code.offices += code.offices.empty() ? "" : ", ";
            code.offices += office_words(part, lexicon);
        }
        first = false;
        end += size;
        code.size = end - at;
        if (end >= text.size() || (text[end] != '-' && text[end] != '/')) break;
        ++end;
    }
    return code;
}

/// A kind of document, "nghị định" or "nghị định số", was said just now: its code does not say it again, nor
/// does that of "quy định số 69-QĐ/TW" say another.
bool kind_just_said(const Spot& spot)
{
    const auto& papers = spot.lexicon.all(Shelf::Papers);
    return spot.after({"quy định"}) || std::any_of(papers.begin(), papers.end(), [&](const auto& paper) {
               return spot.after({std::string_view{paper.second}});
           });
}

}  // namespace

std::optional<Match> citation_at(const Spot& spot)
{
    const std::string_view text = spot.text;
    const std::string_view number = digits_at(text, spot.at, 1, 5);
    std::size_t end = spot.at + number.size();
    if (number.empty() || end + 1 >= text.size()) return std::nullopt;
    std::string words = number_words(value_of(number));
    bool dated = false;
    if (text[end] == '/') {
        const std::string_view year = digits_at(text, end + 1, 4, 4);
        const std::uint64_t value = value_of(year);
        if (!year.empty() && value >= 1900 && value <= 2199) {
            words += " năm " + number_words(value);
            end += 5;
            dated = true;
        }
    }
    if (end < text.size() && (text[end] == '/' || text[end] == '-')) {
        const Code code = code_parts(text, end + 1, spot.lexicon);
        // One word of small letters behind a slash ("5/Hộ") is no code of a document.
        if (code.size >= 2 && (!code.paper.empty() || dated || code.size >= 4)) {
            end += 1 + code.size;
            if (!code.paper.empty() && !kind_just_said(spot)) words += ", " + code.paper;
            // "27/NQ-HĐND của Hội đồng nhân dân": whose it is follows in full.
            const bool told = text.substr(end).starts_with(" của ");
            if (!code.offices.empty() && !told) words += " của " + code.offices;
            return Match{end - spot.at, words};
        }
    }
    const bool number_only = dated && (value_of(number) > 12 || number.size() > 2 ||
                                       spot.after({"nghị định", "nghị quyết", "quyết định", "luật",
                                                   "thông tư", "chỉ thị", "pháp lệnh", "số"}));
    if (!number_only || !word_ends_at(text, end)) return std::nullopt;
    return Match{end - spot.at, words};
}

}  // namespace kiosk
