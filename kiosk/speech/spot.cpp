#include "kiosk/speech/spot.h"

#include <algorithm>

#include "kiosk/speech/letters.h"

namespace kiosk {

namespace {

bool ends_with_word(std::string_view said, std::string_view word)
{
    if (!said.ends_with(word)) return false;
    return said.size() == word.size() || said[said.size() - word.size() - 1] == ' ';
}

std::string_view without_marks(std::string_view said)
{
    while (!said.empty() && std::string_view{" ,.:;"}.find(said.back()) != std::string_view::npos)
        said.remove_suffix(1);
    return said;
}

}  // namespace

bool Spot::after(std::initializer_list<std::string_view> words) const
{
    std::string_view before = without_marks(said);
    const auto matches = [&] {
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return ends_with_word(before, word); });
    };
    if (matches()) return true;
    for (const std::string_view between : {"số", "là"}) {
        if (!ends_with_word(before, between)) continue;
        before = without_marks(before.substr(0, before.size() - between.size()));
        return matches();
    }
    return false;
}

bool Spot::fresh() const
{
    const std::size_t last = said.find_last_not_of(' ');
    return last == std::string_view::npos ||
           std::string_view{",.:;"}.find(said[last]) != std::string_view::npos;
}

std::string_view digits_at(std::string_view text, std::size_t at, std::size_t least, std::size_t most)
{
    std::size_t size = 0;
    while (at + size < text.size() && is_digit(text[at + size])) ++size;
    return size < least || size > most ? std::string_view{} : text.substr(at, size);
}

std::uint64_t value_of(std::string_view digits)
{
    std::uint64_t value = 0;
    for (const char c : digits.substr(0, 18)) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return value;
}

std::size_t dash_at(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && text[end] == ' ') ++end;
    const std::string_view rest = text.substr(end);
    std::size_t dash = 0;
    for (const std::string_view one : {"–", "—", "-"})
        if (dash == 0 && rest.starts_with(one)) dash = one.size();
    if (dash == 0) return 0;
    end += dash;
    while (end < text.size() && text[end] == ' ') ++end;
    return end < text.size() && is_digit(text[end]) ? end - at : 0;
}

}  // namespace kiosk
