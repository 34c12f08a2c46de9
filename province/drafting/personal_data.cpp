#include "province/drafting/personal_data.h"

#include <algorithm>
#include <array>
#include <optional>

#include "protocol/base/text.h"

namespace province {

namespace {

using Kind = PersonalData::Kind;

constexpr std::size_t kListRows = 5;
constexpr std::size_t kBefore = 40;  // bytes of folded text in which a word names the number after it
constexpr std::size_t kAfter = 12;   // bytes in which one says that it was money
constexpr std::size_t kMostGroups = 12;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Digits that may belong together, with what groups them. Neighbouring columns of a table look the same.
struct Run {
    std::size_t begin = 0, end = 0;
    std::string digits;
    bool plus = false;
    std::vector<std::size_t> groups;  // lengths, as written
    char separator = 0;               // the first

    /// The first groups of it.
    Run first(std::size_t n) const
    {
        Run part{begin,
                 begin,
                 {},
                 plus,
                 {groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(n)},
                 n > 1 ? separator : char{}};
        std::size_t length = 0;
        for (const std::size_t group : part.groups) length += group;
        part.digits = digits.substr(0, length);
        part.end = begin + length + n - 1;
        return part;
    }
};

std::optional<Run> next_run(std::string_view text, std::size_t from)
{
    while (from < text.size() && !digit(text[from])) ++from;
    if (from == text.size()) return std::nullopt;
    Run run;
    run.begin = from;
    run.plus = from > 0 && text[from - 1] == '+';
    std::size_t group = 0;
    std::size_t at = from;
    for (; at < text.size(); ++at) {
        if (digit(text[at])) {
            run.digits += text[at];
            ++group;
            continue;
        }
        const bool joins = (text[at] == ' ' || text[at] == '.' || text[at] == '-') && at + 1 < text.size() &&
                           digit(text[at + 1]);
        if (!joins || run.groups.size() + 1 == kMostGroups) break;
        if (run.separator == 0) run.separator = text[at];
        run.groups.push_back(group);
        group = 0;
    }
    run.groups.push_back(group);
    run.end = at;
    // "0914123456 12/05/1961": the 12 begins a date.
    if (run.groups.size() > 1 && at + 1 < text.size() && text[at] == '/' && digit(text[at + 1]))
        return run.first(run.groups.size() - 1);
    return run;
}

/// "6.214.000.000": groups of three behind the first, by dots, and no sum begins with 0.
bool is_sum(const Run& run)
{
    return run.separator == '.' && run.groups.size() > 1 && run.groups.front() <= 3 && run.digits[0] != '0' &&
           std::all_of(run.groups.begin() + 1, run.groups.end(), [](std::size_t n) { return n == 3; });
}

bool is_phone(const Run& run)
{
    std::string digits = run.digits;
    if (run.plus && digits.starts_with("84")) digits = "0" + digits.substr(2);
    if (digits.size() == 10 && digits[0] == '0' &&
        std::string_view{"35789"}.find(digits[1]) != std::string_view::npos)
        return true;
    return (digits.size() == 10 || digits.size() == 11) && digits.starts_with("02");
}

/// The words just before, without marks and in small letters.
std::string words_before(std::string_view text, std::size_t at)
{
    const std::size_t begin = at > 2 * kBefore ? at - 2 * kBefore : 0;
    std::string folded = protocol::fold(text.substr(begin, at - begin));
    const auto line = folded.rfind('\n');
    if (line != std::string::npos) folded.erase(0, line + 1);
    if (folded.size() > kBefore) folded.erase(0, folded.size() - kBefore);
    return folded;
}

/// "6.214.000.000 đồng"
bool is_money(std::string_view text, const Run& run)
{
    if (!is_sum(run)) return false;
    const std::string after = protocol::fold(protocol::first_bytes(text.substr(run.end), kAfter));
    const auto word = after.find_first_not_of(" \t");
    if (word == std::string::npos) return false;
    const std::string_view unit = std::string_view{after}.substr(word);
    return unit.starts_with("dong") || unit.starts_with("vnd") || unit.starts_with("trieu") ||
           unit.starts_with("d.") || unit.starts_with("d,") || unit == "d" || unit.starts_with("d ");
}

bool names(std::string_view before, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return before.find(word) != std::string_view::npos; });
}

/// "12/05/1961" and the like, from `at`: its length, or nothing.
std::size_t date_at(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    const auto number = [&](std::size_t most) {
        const std::size_t begin = end;
        while (end < text.size() && digit(text[end]) && end - begin < most) ++end;
        return end - begin;
    };
    if (number(2) == 0 || end >= text.size()) return 0;
    const char mark = text[end];
    if (mark != '/' && mark != '-' && mark != '.') return 0;
    ++end;
    if (number(2) == 0 || end >= text.size() || text[end] != mark) return 0;
    ++end;
    if (number(4) != 4 || (end < text.size() && digit(text[end]))) return 0;
    return end - at;
}

std::optional<Kind> kind_of(std::string_view text, const Run& run, const std::vector<std::string>& allowed)
{
    if (std::find(allowed.begin(), allowed.end(), run.digits) != allowed.end()) return std::nullopt;
    if (is_money(text, run)) return std::nullopt;
    std::string before = words_before(text, run.begin);
    // What is written like a sum is a person's number only where the words right before it say so.
    if (is_sum(run)) before.erase(0, before.find_last_of("0123456789|") + 1);
    if (run.digits.size() >= 6 && run.digits.size() <= 19 &&
        names(before, {"so tai khoan", "tai khoan", "stk"}))
        return Kind::Account;
    const bool named = names(before, {"can cuoc", "cccd", "cmnd", "chung minh", "dinh danh"});
    if (is_sum(run) && !named) return std::nullopt;
    if ((run.digits.size() == 12 && !is_phone(run)) || (run.digits.size() == 9 && run.groups.size() <= 3)) {
        if (named || run.digits.size() == 12 || run.groups.size() == 1) return Kind::Identity;
    }
    if (is_phone(run)) return Kind::Phone;
    return std::nullopt;
}

/// Is this beginning of a run a person's number, though what stands beside it is not? Figures of a table are
/// none: only what is written as such numbers are.
std::optional<Kind> kind_of_part(std::string_view text, const Run& part,
                                 const std::vector<std::string>& allowed)
{
    const auto kind = kind_of(text, part, allowed);
    if (kind != Kind::Identity && kind != Kind::Phone) return kind;
    if (part.groups.size() > 1 && (part.digits[0] != '0' || part.groups.front() < 3)) return std::nullopt;
    if (kind == Kind::Identity && part.digits[0] > '3') return std::nullopt;  // no province's code
    return kind;
}

/// The run, or as much of its beginning as is a person's number; else how far there is none.
struct Judged {
    std::optional<Kind> kind;
    std::size_t end = 0;
};
Judged judge(std::string_view text, const Run& run, const std::vector<std::string>& allowed)
{
    if (const auto kind = kind_of(text, run, allowed)) return {kind, run.end};
    for (std::size_t n = run.groups.size(); n > 0; --n) {
        const Run part = run.first(n);
        if (n < run.groups.size()) {
            if (const auto kind = kind_of_part(text, part, allowed)) return {kind, part.end};
        }
        const bool is_allowed = std::find(allowed.begin(), allowed.end(), part.digits) != allowed.end();
        if (is_allowed || is_sum(part)) return {{}, part.end};
    }
    return {{}, run.first(1).end};
}

/// Where a table has a column of birth dates: the lines below such a head, until an empty one.
class BirthColumns {
public:
    explicit BirthColumns(std::string_view text)
    {
        std::size_t begin = std::string_view::npos;
        for (std::size_t at = 0; at < text.size();) {
            const auto stop = std::min(text.find('\n', at), text.size());
            const std::string folded = protocol::fold(text.substr(at, stop - at));
            const bool empty = folded.find_first_not_of(" \t\r") == std::string::npos;
            if (empty && begin != std::string_view::npos) {
                columns_.emplace_back(begin, at);
                begin = std::string_view::npos;
            }
            const bool table =
                names(folded, {"|", "ho ten", "ho va ten", "stt", "tt ", "dia chi", "gioi tinh"});
            if (table && names(folded, {"ngay sinh", "nam sinh"})) begin = stop;
            at = stop + 1;
        }
        if (begin != std::string_view::npos) columns_.emplace_back(begin, text.size());
    }

    bool hold(std::size_t at) const
    {
        return std::any_of(columns_.begin(), columns_.end(),
                           [&](const auto& one) { return at >= one.first && at < one.second; });
    }

private:
    std::vector<std::pair<std::size_t, std::size_t>> columns_;
};

bool is_capital(char32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    if (c <= 0xDE) return c >= 0xC0 && c != 0xD7;
    if (c == 0x1AF) return true;  // Ư
    const bool pairs = (c >= 0x100 && c <= 0x1A0) || (c >= 0x1EA0 && c <= 0x1EF8);
    return pairs && c % 2 == 0;
}

/// "12 Nguyễn Văn An …", as a table's row reads in the words of a PDF: a number, then a name. Places have
/// capitals too.
bool numbers_a_person(std::string_view line)
{
    std::size_t at = line.find_first_not_of(" \t");
    const std::size_t number = std::min(at, line.size());
    for (at = number; at < line.size() && digit(line[at]);) ++at;
    if (at == number || at - number > 4) return false;
    if (at < line.size() && (line[at] == '.' || line[at] == ')')) ++at;
    std::size_t capitals = 0;
    while (at < line.size() && line[at] == ' ') {
        at = std::min(line.find_first_not_of(' ', at), line.size());
        const std::size_t begin = at;
        if (begin == line.size() || !is_capital(protocol::next_code_point(line, at))) break;
        at = std::min(line.find_first_of(" ,;:|\t\r", begin), line.size());
        const std::string word = protocol::fold(line.substr(begin, at - begin));
        for (const std::string_view place : {"thon", "xa", "phuong", "to", "khu", "duong", "truong", "ubnd",
                                             "uy", "hoi", "nha", "cong", "ban"})
            if (capitals == 0 && word == place) return false;
        ++capitals;
    }
    return capitals >= 2;
}

/// Rows that begin (after marks, bars and a number) with Ông, Bà, Hộ or a name's form of address.
bool names_a_person(std::string_view line)
{
    std::string folded = protocol::fold(line);
    std::size_t at = 0;
    while (at < folded.size() &&
           std::string_view{" |-*+.)0123456789\t"}.find(folded[at]) != std::string_view::npos)
        ++at;
    const std::string_view rest = std::string_view{folded}.substr(at);
    for (const std::string_view word : {"ong ", "ba ", "ho ong ", "ho ba ", "ho gia dinh ", "anh ", "chi "})
        if (rest.starts_with(word)) return true;
    return false;
}

/// A table whose head names people: every row below is one.
bool heads_people(std::string_view line)
{
    const std::string folded = protocol::fold(line);
    return folded.find('|') != std::string::npos &&
           names(folded, {"ho va ten", "ho ten", "chu ho", "ten ho", "nguoi nhan", "nguoi nop"});
}

void find_lists(std::string_view text, std::vector<PersonalData>& found)
{
    std::size_t rows = 0, begin = 0, end = 0, at = 0;
    bool in_table = false;
    const auto close = [&] {
        if (rows >= kListRows) found.push_back({Kind::People, begin, end - begin});
        rows = 0;
    };
    while (at < text.size()) {
        auto stop = text.find('\n', at);
        if (stop == std::string_view::npos) stop = text.size();
        const std::string_view line = text.substr(at, stop - at);
        const bool bar = line.find('|') != std::string_view::npos;
        const bool rule = bar && line.find_first_not_of(" |-:\t") == std::string_view::npos;
        if (heads_people(line)) {
            close();
            in_table = true;
        } else if (!rule) {
            if (!bar) in_table = false;
            if ((in_table && bar) || names_a_person(line) || numbers_a_person(line)) {
                if (rows++ == 0) begin = at;
                end = stop;
            } else {
                close();
            }
        }
        at = stop + 1;
    }
    close();
}

}  // namespace

std::string_view kind_name(Kind kind)
{
    constexpr std::array<std::string_view, 6> kNames{"identity", "phone",  "account",
                                                     "birth",    "people", "unseen"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<PersonalData> find_personal_data(std::string_view text, const std::vector<std::string>& allowed)
{
    std::vector<PersonalData> found;
    const BirthColumns births(text);
    std::size_t at = 0;
    while (const auto run = next_run(text, at)) {
        if (const std::size_t length = date_at(text, run->begin); length > 0) {
            at = run->begin + length;
            const std::string before = words_before(text, run->begin);
            if (births.hold(run->begin) ||
                names(before, {"ngay sinh", "sinh ngay", "sinh nam", "sn:", "ns:"}))
                found.push_back({Kind::BirthDate, run->begin, length});
            continue;
        }
        const Judged judged = judge(text, *run, allowed);
        at = judged.end;
        if (judged.kind) found.push_back({*judged.kind, run->begin, judged.end - run->begin});
    }
    find_lists(text, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const PersonalData& a, const PersonalData& b) { return a.begin < b.begin; });
    return found;
}

std::vector<std::string> work_numbers(std::string_view field)
{
    std::vector<std::string> numbers(1);
    for (const char c : field) {
        if (digit(c)) numbers.back() += c;
        const bool joins = c == ' ' || c == '.' || c == '-' || c == '+' || c == '(' || c == ')';
        if (!digit(c) && !joins && !numbers.back().empty()) numbers.emplace_back();
    }
    std::vector<std::string> all;
    for (const std::string& number : numbers) {
        if (number.empty()) continue;
        all.push_back(number);
        // With and without the country's code.
        if (number.starts_with("84")) all.push_back("0" + number.substr(2));
        if (number.starts_with("0")) all.push_back("84" + number.substr(1));
    }
    return all;
}

std::string masked(std::string_view text, const std::vector<PersonalData>& found)
{
    constexpr std::string_view kDot = "\xE2\x80\xA2";
    std::string out;
    std::size_t at = 0;
    for (const PersonalData& one : found) {
        if (one.kind == Kind::People || one.begin < at) continue;
        out += text.substr(at, one.begin - at);
        const std::string_view part = text.substr(one.begin, one.length);
        const auto digits = static_cast<std::size_t>(std::count_if(part.begin(), part.end(), digit));
        std::size_t seen = 0;
        for (const char c : part) {
            if (digit(c) && ++seen + 2 <= digits)
                out += kDot;
            else
                out += c;
        }
        at = one.begin + one.length;
    }
    out += text.substr(at);
    return out;
}

}  // namespace province
