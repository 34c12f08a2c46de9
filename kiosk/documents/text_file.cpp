#include "kiosk/documents/text_file.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr std::size_t kMostColumns = 32;
using Row = std::vector<std::string>;

/// ASCII signs are what Markdown is made of: each may be escaped.
void append_escaped(std::string& out, char c)
{
    constexpr std::string_view kSigns = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    if (kSigns.find(c) != std::string_view::npos) out += '\\';
    out += c;
}

char separator_of(std::string_view text)
{
    const std::string_view head = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char one : {';', '\t'})
        if (std::count(head.begin(), head.end(), one) > std::count(head.begin(), head.end(), best))
            best = one;
    return best;
}

class Csv {
public:
    explicit Csv(std::string_view text) : text_(text), separator_(separator_of(text)) {}

    /// nullopt at the end.
    std::optional<Row> next()
    {
        if (at_ >= text_.size()) return std::nullopt;
        Row row;
        for (;;) {
            std::string cell = this->cell();
            if (row.size() < kMostColumns) row.push_back(std::move(cell));
            const bool more = at_ < text_.size() && text_[at_] == separator_;
            if (at_ < text_.size()) ++at_;
            if (!more) return row;
        }
    }

private:
    std::string cell()
    {
        std::string cell;
        const bool quoted = at_ < text_.size() && text_[at_] == '"';
        if (quoted) ++at_;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (quoted && c == '"') {
                if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    cell += '"';
                    ++at_;
                    continue;
                }
                ++at_;
                break;
            }
            if (!quoted && (c == separator_ || c == '\n')) break;
            cell += c;
        }
        // What stands behind a closing quote belongs to no cell.
        while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
        return cell;
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
};

bool is_number(std::string_view cell)
{
    return std::any_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           cell.find_first_not_of("0123456789.,%+- ") == std::string_view::npos;
}

void append_row(std::string& out, const Row& row, std::size_t columns)
{
    for (std::size_t i = 0; i < columns; ++i) {
        out += "| ";
        const std::string_view cell = i < row.size() ? std::string_view{row[i]} : std::string_view{};
        for (const char c : cell) {
            if (c == '\n')
                out += ' ';
            else
                append_escaped(out, c);
        }
        out += ' ';
    }
    out += "|\n";
}

/// A heading that speaks of money: "Số tiền", "Đã nộp (đồng)", "Thu", "Chi"; of no code that is paid by.
bool names_money(std::string_view heading)
{
    std::string words = " " + protocol::fold(heading) + " ";
    for (char& c : words)
        if (!(c >= 'a' && c <= 'z')) c = ' ';
    if (words.find(" ma ") != std::string::npos) return false;
    for (const std::string_view word : {" dong ", " tien ", " nop ", " thu ", " chi "})
        if (words.find(word) != std::string::npos) return true;
    return false;
}

/// "250000" → "250.000"; codes, years and what is written otherwise stay as they are.
std::string with_points(std::string_view cell)
{
    const bool whole = cell.size() >= 5 && cell.front() != '0' &&
                       std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
    std::string out;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (whole && i > 0 && (cell.size() - i) % 3 == 0) out += '.';
        out += cell[i];
    }
    return out;
}

}  // namespace

TextFile text_file(protocol::Result<std::string> bytes)
{
    if (!bytes) return {nullptr, FileTrouble::NotHere};
    if (bytes->size() > kLongestText) return {nullptr, FileTrouble::TooLarge};
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (bytes->starts_with(kByteOrderMark)) bytes->erase(0, kByteOrderMark.size());
    std::erase(*bytes, '\r');
    auto text = protocol::is_utf8(*bytes) ? protocol::nfc(*bytes) : std::nullopt;
    if (!text || text->find('\0') != std::string::npos) return {nullptr, FileTrouble::NotReadable};
    return {std::make_shared<const std::string>(std::move(*text))};
}

std::string plain_as_markdown(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    bool line_begins = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            // A blank line parts paragraphs; any other end of a line stays one.
            const bool blank = line_begins || i + 1 >= text.size() || text[i + 1] == '\n';
            out += blank ? "\n" : "\\\n";
            line_begins = true;
            continue;
        }
        const bool indent = line_begins && (c == ' ' || c == '\t');
        if (indent) continue;  // four blanks would be code
        line_begins = false;
        if (c == '\t')
            out += ' ';
        else
            append_escaped(out, c);
    }
    return out;
}

TableText table_as_markdown(std::string_view text)
{
    Csv csv{text};
    std::vector<Row> rows;
    TableText table;
    std::size_t columns = 0;
    while (auto row = csv.next()) {
        if (row->size() == 1 && row->front().empty()) continue;
        if (rows.size() == kMostRows) {
            ++table.left_out;
            continue;
        }
        columns = std::max(columns, row->size());
        rows.push_back(std::move(*row));
    }
    if (rows.empty()) return table;
    // The file says 250000; who reads it counts no digits.
    for (std::size_t i = 0; i < rows.front().size(); ++i)
        if (names_money(rows.front()[i]))
            for (std::size_t r = 1; r < rows.size(); ++r)
                if (i < rows[r].size()) rows[r][i] = with_points(rows[r][i]);
    append_row(table.markdown, rows.front(), columns);
    for (std::size_t i = 0; i < columns; ++i) {
        const bool numbers =
            rows.size() > 1 && std::all_of(rows.begin() + 1, rows.end(), [&](const Row& row) {
                return i >= row.size() || row[i].empty() || is_number(row[i]);
            });
        table.markdown += numbers && i > 0 ? "| ---: " : "| :--- ";
    }
    table.markdown += "|\n";
    for (std::size_t r = 1; r < rows.size(); ++r) append_row(table.markdown, rows[r], columns);
    return table;
}

}  // namespace kiosk
