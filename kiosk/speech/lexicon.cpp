#include "kiosk/speech/lexicon.h"

#include <algorithm>
#include <array>

#include "protocol/base/text.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::array<std::string_view, 5> kHeads{"[words]", "[papers]", "[offices]", "[units]", "[signs]"};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

Result<Lexicon> Lexicon::parse(std::string_view text)
{
    Lexicon lexicon;
    std::optional<std::size_t> shelf;
    int number = 0;
    const auto refuse = [&number](std::string_view why) {
        return protocol::fail(Fault::Malformed, "line " + std::to_string(number) + ": " + std::string{why});
    };
    while (!text.empty()) {
        ++number;
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        if (!protocol::is_nfc(line)) return refuse("not UTF-8 in NFC");
        if (const auto head = std::find(kHeads.begin(), kHeads.end(), line); head != kHeads.end()) {
            shelf = static_cast<std::size_t>(head - kHeads.begin());
            continue;
        }
        const std::size_t equals = line.find(" = ");
        if (!shelf || equals == std::string_view::npos) return refuse("written = spoken is wanted");
        const std::string_view written = trimmed(line.substr(0, equals));
        const std::string_view spoken = trimmed(line.substr(equals + 3));
        if (written.empty() || spoken.empty()) return refuse("written = spoken is wanted");
        if (!lexicon.shelves_[*shelf].emplace(written, spoken).second) return refuse("a repeated entry");
        lexicon.longest_[*shelf] = std::max(lexicon.longest_[*shelf], written.size());
    }
    return lexicon;
}

std::string_view Lexicon::find(Shelf shelf, std::string_view written) const
{
    const auto& entries = all(shelf);
    const auto at = entries.find(written);
    return at == entries.end() ? std::string_view{} : std::string_view{at->second};
}

std::size_t Lexicon::longest(Shelf shelf, std::string_view text) const
{
    const auto& entries = all(shelf);
    for (std::size_t size = std::min(longest_[static_cast<std::size_t>(shelf)], text.size()); size > 0;
         --size)
        if (entries.contains(text.substr(0, size))) return size;
    return 0;
}

}  // namespace kiosk
