#include "kiosk/documents/prose.h"

#include <cctype>

#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr std::size_t kMostBytes = 16 * 1024;

std::string_view trimmed(std::string_view line)
{
    constexpr std::string_view kBlank = " \t\r\f\v";
    const auto first = line.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(kBlank) - first + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Điều 5", "- ", "• ", "2.", "b)": what begins here does not go on with the line before.
bool begins_anew(std::string_view line)
{
    for (const std::string_view mark : {"- ", "– ", "• ", "* ", "+ ", "Điều ", "Chương ", "Mục ", "Phụ lục "})
        if (line.starts_with(mark)) return true;
    std::size_t at = 0;
    while (at < line.size() && is_digit(line[at])) ++at;
    if (at == 0 && line.size() > 1 && line[0] >= 'a' && line[0] <= 'z') at = 1;
    return at > 0 && at < line.size() && (line[at] == '.' || line[at] == ')') &&
           (at + 1 == line.size() || line[at + 1] == ' ');
}

bool ends_sentence(std::string_view line)
{
    return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with(':') ||
           line.ends_with(';');
}

/// A heading in capitals: nothing in it would fall to a smaller letter.
bool is_heading(std::string_view line)
{
    std::size_t letters = 0;
    for (const char c : line) {
        if (c >= 'a' && c <= 'z') return false;
        if (c >= 'A' && c <= 'Z') ++letters;
    }
    return letters >= 3;
}

}  // namespace

std::string prose(std::string_view page)
{
    if (!protocol::is_utf8(page)) return {};
    page = protocol::first_bytes(page, kMostBytes);
    std::string out;
    bool paragraph_over = true;
    bool heading = false;
    while (!page.empty()) {
        const auto end = page.find('\n');
        const std::string_view line = trimmed(page.substr(0, end));
        page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
        if (line.empty()) {
            paragraph_over = true;
            continue;
        }
        const bool head = is_heading(line);
        const bool anew = paragraph_over || head != heading || begins_anew(line);
        if (!out.empty()) {
            const bool parted = !anew && out.size() > 1 && out.back() == '-' && out[out.size() - 2] != ' ';
            if (parted)
                out.pop_back();
            else
                out += anew ? '\n' : ' ';
        }
        for (const char c : line)
            if (c != ' ' || out.empty() || out.back() != ' ') out += c == '\t' ? ' ' : c;
        paragraph_over = ends_sentence(line);
        heading = head;
    }
    return protocol::nfc(out).value_or(std::string{});
}

}  // namespace kiosk
