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

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Digits that belong together, with what groups them.
struct Run {
    std::size_t begin = 0, end = 0;
    std::string digits;
    bool plus = false;
    std::vector<std::size_t> groups;  // lengths, as written
    char separator = 0;               // the first
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
        if (!joins) break;
        if (run.separator == 0) run.separator = text[at];
        run.groups.push_back(group);
        group = 0;
    }
    run.groups.push_back(group);
    run.end = at;
    return run;
}

/// "6.214.000.000": groups of three behind the first, by dots. A sum of money, not a person's number.
bool is_sum(const Run& run)
{
    return run.separator == '.' && run.groups.size() > 1 && run.groups.front() <= 3 &&
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
    if (is_sum(run)) return std::nullopt;
    const std::string before = words_before(text, run.begin);
    if (run.digits.size() >= 6 && run.digits.size() <= 19 &&
        names(before, {"so tai khoan", "tai khoan", "stk"}))
        return Kind::Account;
    const bool named = names(before, {"can cuoc", "cccd", "cmnd", "chung minh", "dinh danh"});
    if ((run.digits.size() == 12 && !is_phone(run)) || (run.digits.size() == 9 && run.groups.size() <= 3)) {
        if (named || run.digits.size() == 12 || run.groups.size() == 1) return Kind::Identity;
    }
    if (is_phone(run)) return Kind::Phone;
    return std::nullopt;
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
            if ((in_table && bar) || names_a_person(line)) {
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
    constexpr std::array<std::string_view, 5> kNames{"identity", "phone", "account", "birth", "people"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<PersonalData> find_personal_data(std::string_view text, const std::vector<std::string>& allowed)
{
    std::vector<PersonalData> found;
    std::size_t at = 0;
    while (const auto run = next_run(text, at)) {
        at = run->end;
        if (const std::size_t length = date_at(text, run->begin); length > 0) {
            at = std::max(at, run->begin + length);
            const std::string before = words_before(text, run->begin);
            if (names(before, {"ngay sinh", "sinh ngay", "sinh nam", "sn:", "ns:"}))
                found.push_back({Kind::BirthDate, run->begin, length});
            continue;
        }
        if (const auto kind = kind_of(text, *run, allowed))
            found.push_back({*kind, run->begin, run->end - run->begin});
    }
    find_lists(text, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const PersonalData& a, const PersonalData& b) { return a.begin < b.begin; });
    return found;
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
