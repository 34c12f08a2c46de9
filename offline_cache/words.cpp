#include "offline_cache/words.h"

#include <algorithm>
#include <array>

#include "protocol/base/text.h"

namespace offline_cache {

namespace {

// Folded form of U+0000…U+1EFF as up to two ASCII letters; 0: not a letter we fold, keep; ' ': separator.
constexpr std::size_t kTable = 0x1F00;
struct Cell {
    char first = 0;
    char second = 0;
};

std::string encode(std::uint32_t point)
{
    std::string bytes;
    if (point < 0x80) {
        bytes += static_cast<char>(point);
    } else if (point < 0x800) {
        bytes += static_cast<char>(0xC0 | (point >> 6));
        bytes += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        bytes += static_cast<char>(0xE0 | (point >> 12));
        bytes += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        bytes += static_cast<char>(0x80 | (point & 0x3F));
    }
    return bytes;
}

bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr char kKeep = 0;
constexpr char kDrop = 1;

std::array<Cell, kTable> make_table()
{
    std::array<Cell, kTable> table{};
    for (std::uint32_t point = 0; point < kTable; ++point) {
        Cell& cell = table[point];
        if (point >= 0x300 && point < 0x370) {
            cell.first = kDrop;  // combining marks
            continue;
        }
        const bool latin = point < 0x250 || point >= 0x1E00;
        if (!latin) continue;
        const std::string folded = protocol::fold(encode(point));
        if (!folded.empty() && folded.size() <= 2 && is_word_byte(folded[0]) &&
            static_cast<unsigned char>(folded[0]) < 0x80) {
            cell = {folded[0], folded.size() == 2 ? folded[1] : '\0'};
        } else if (point < 0xC0) {
            cell.first = ' ';  // controls, punctuation, Latin-1 signs
        }
    }
    return table;
}

const std::array<Cell, kTable>& table()
{
    static const auto made = make_table();
    return made;
}

template <class Put>
void walk(std::string_view text, Put&& put)
{
    const auto& cells = table();
    std::size_t at = 0;
    while (at < text.size()) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead < 0x80) {
            put(cells[lead].first, at);
            ++at;
            continue;
        }
        std::size_t length = 1;
        std::uint32_t point = lead;
        if (lead >= 0xF0) {
            length = 4;
            point = lead & 0x07U;
        } else if (lead >= 0xE0) {
            length = 3;
            point = lead & 0x0FU;
        } else if (lead >= 0xC0) {
            length = 2;
            point = lead & 0x1FU;
        }
        length = std::min(length, text.size() - at);
        for (std::size_t i = 1; i < length; ++i)
            point = (point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        if (point < kTable && cells[point].first != kKeep) {
            const Cell cell = cells[point];
            if (cell.first != kDrop) {
                put(cell.first, at);
                if (cell.second != 0) put(cell.second, at);
            }
        } else if (point >= 0x2000 && point < 0x3100) {
            put(' ', at);  // dashes, quotes, signs
        } else {
            for (std::size_t i = 0; i < length; ++i) put(text[at + i], at);
        }
        at += length;
    }
}

void split(std::string_view folded, std::vector<std::string_view>& words)
{
    std::size_t at = 0;
    while (at < folded.size()) {
        while (at < folded.size() && !is_word_byte(folded[at])) ++at;
        const std::size_t begin = at;
        while (at < folded.size() && is_word_byte(folded[at])) ++at;
        if (at > begin) words.push_back(folded.substr(begin, at - begin));
    }
}

/// Which words of a text come for the first time. A table of its own: first sync puts millions of words
/// through it.
class FirstTimes {
public:
    explicit FirstTimes(std::size_t words)
    {
        std::size_t size = 64;
        while (size < 2 * words) size *= 2;
        slots_.resize(size);
    }

    bool take(std::string_view word)
    {
        std::uint64_t hash = 14695981039346656037U;  // FNV-1a
        for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
        std::size_t at = static_cast<std::size_t>(hash ^ (hash >> 32U)) & (slots_.size() - 1);
        while (!slots_[at].empty()) {
            if (slots_[at] == word) return false;
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = word;
        return true;
    }

private:
    std::vector<std::string_view> slots_;
};

bool joins(char c) { return c == '/' || c == '-' || c == '.'; }

bool has_digit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// One run without white space, e.g. "145/2020/NĐ-CP,": parts joined by '/', '-' or '.'.
void numbers_of_run(std::string_view run, std::vector<std::string>& out)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    const auto flush = [&] {
        if (parts.size() > 1) {
            std::string joined;
            std::vector<std::size_t> starts;
            for (const auto& part : parts) {
                if (!joined.empty()) joined += '_';
                starts.push_back(joined.size());
                joined += part;
            }
            if (has_digit(joined)) {
                for (std::size_t i = 0; i + 1 < starts.size(); ++i) out.push_back(joined.substr(starts[i]));
            }
        }
        parts.clear();
    };
    for (std::size_t at = 0; at <= run.size(); ++at) {
        if (at < run.size() && !joins(run[at])) continue;
        const std::string folded = fold_words(run.substr(begin, at - begin));
        std::vector<std::string_view> words;
        split(folded, words);
        // "(145" and "CP," hold one word each; anything else ends the number.
        if (words.size() == 1) {
            parts.emplace_back(words[0]);
        } else {
            flush();
        }
        begin = at + 1;
    }
    flush();
}

}  // namespace

Folded fold_with_origin(std::string_view text)
{
    // Folding never makes a text longer, so both are filled in place.
    Folded folded;
    folded.bytes.resize(text.size());
    folded.origin.resize(text.size() + 1);
    std::size_t n = 0;
    walk(text, [&](char c, std::size_t at) {
        folded.bytes[n] = c;
        folded.origin[n] = static_cast<std::uint32_t>(at);
        ++n;
    });
    folded.bytes.resize(n);
    folded.origin[n] = static_cast<std::uint32_t>(text.size());
    folded.origin.resize(n + 1);
    return folded;
}

std::string fold_words(std::string_view text)
{
    std::string folded(text.size(), '\0');
    std::size_t n = 0;
    walk(text, [&](char c, std::size_t) { folded[n++] = c; });
    folded.resize(n);
    return folded;
}

std::vector<std::string> words_of(std::string_view text)
{
    const std::string folded = fold_words(text);
    std::vector<std::string_view> views;
    split(folded, views);
    return {views.begin(), views.end()};
}

std::vector<std::string> number_words(std::string_view text)
{
    std::vector<std::string> numbers;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto begin = text.find_first_not_of(" \t\r\n|", at);
        if (begin == std::string_view::npos) break;
        auto end = text.find_first_of(" \t\r\n|", begin);
        if (end == std::string_view::npos) end = text.size();
        const auto run = text.substr(begin, end - begin);
        if (run.size() > 2 && has_digit(run) && std::any_of(run.begin(), run.end(), joins)) {
            numbers_of_run(run, numbers);
        }
        at = end;
    }
    return numbers;
}

std::string index_row(std::string_view heading, std::string_view rest)
{
    const std::string folded_heading = fold_words(heading);
    const std::string folded_rest = fold_words(rest);
    std::vector<std::string_view> words;
    words.reserve(folded_rest.size() / 4);
    split(folded_heading, words);
    std::vector<std::string> owned = number_words(heading);
    const std::size_t in_heading = owned.size();
    owned.reserve(2 * in_heading + words.size() + 64);
    for (std::size_t i = 0; i < in_heading; ++i) owned.push_back("_" + owned[i]);
    for (const auto word : words) owned.push_back("_" + std::string{word});
    auto numbers = number_words(rest);
    owned.insert(owned.end(), std::make_move_iterator(numbers.begin()),
                 std::make_move_iterator(numbers.end()));
    split(folded_rest, words);
    words.insert(words.end(), owned.begin(), owned.end());
    FirstTimes first_times{words.size()};
    std::string row;
    row.reserve(folded_rest.size());
    for (const auto word : words) {
        if (!first_times.take(word)) continue;
        if (!row.empty()) row += ' ';
        row += word;
    }
    return row;
}

}  // namespace offline_cache
