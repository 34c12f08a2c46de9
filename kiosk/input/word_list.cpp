#include "kiosk/input/word_list.h"

#include <algorithm>

#include "kiosk/input/telex.h"
#include "protocol/base/secret.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr std::size_t kMostWords = 5;      // of a phrase that is being typed
constexpr std::size_t kLeastLetters = 2;   // before anything is offered
constexpr std::size_t kLeastForParts = 3;  // before a later word of a name is

/// Where words of the last line of `text` begin, the last one first.
std::vector<std::size_t> word_starts(std::string_view text)
{
    std::vector<std::size_t> starts;
    const auto line = text.rfind('\n');
    const std::size_t from = line == std::string_view::npos ? 0 : line + 1;
    bool inside = false;
    for (std::size_t at = from; at < text.size();) {
        const std::size_t start = at;
        const bool letter = is_word_character(protocol::next_code_point(text, at));
        if (letter && !inside) starts.push_back(start);
        inside = letter;
    }
    std::reverse(starts.begin(), starts.end());
    if (starts.size() > kMostWords) starts.resize(kMostWords);
    return starts;
}

/// The ends of a text that may be the beginning of a name, folded once; wiped, as a person typed them.
class Tails {
public:
    struct Tail {
        std::size_t bytes = 0;  ///< of the text as it stands
        std::string folded;
    };

    explicit Tails(std::string_view before)
    {
        for (const std::size_t start : word_starts(before))
            tails_.push_back({before.size() - start, protocol::fold(before.substr(start))});
    }
    Tails(const Tails&) = delete;
    Tails& operator=(const Tails&) = delete;
    ~Tails()
    {
        for (Tail& tail : tails_) protocol::wipe(tail.folded);
    }

    /// The longest one that `folded_word` goes on from, of at least so many letters; nullptr: none.
    [[nodiscard]] const Tail* longest(std::string_view folded_word, std::size_t letters) const
    {
        const Tail* found = nullptr;
        for (const Tail& tail : tails_)
            if (tail.folded.size() >= letters && folded_word.starts_with(tail.folded)) found = &tail;
        return found;
    }

private:
    std::vector<Tail> tails_;
};

}  // namespace

WordList::WordList(std::string_view lines)
{
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        if (!line.empty() && line.front() != '#') add(line);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

void WordList::add(std::string_view word)
{
    std::string folded = protocol::fold(word);
    if (!folded.empty()) entries_.push_back({std::string{word}, std::move(folded)});
}

std::size_t typed_part(std::string_view before, std::string_view folded_word)
{
    const Tails tails{before};
    const auto* tail = tails.longest(folded_word, 1);
    return tail == nullptr ? 0 : tail->bytes;
}

std::vector<std::string> suggest(std::initializer_list<const WordList*> lists, std::string_view before,
                                 std::size_t most)
{
    std::vector<std::string> exact;
    std::vector<std::string> folded;
    std::vector<std::string> parts;
    const Tails tails{before};
    const auto offer = [&](std::string_view word, std::size_t typed, bool part) {
        const std::string_view have = before.substr(before.size() - typed);
        if (have == word) return;
        auto& shelf = word.starts_with(have) ? exact : part ? parts : folded;
        const auto in = [&](const auto& list) {
            return std::find(list.begin(), list.end(), word) != list.end();
        };
        if (!in(exact) && !in(folded) && !in(parts)) shelf.emplace_back(word);
    };
    for (const WordList* list : lists) {
        if (list == nullptr) continue;
        for (const auto& entry : list->entries()) {
            if (const auto* tail = tails.longest(entry.folded, kLeastLetters)) {
                offer(entry.word, tail->bytes, false);
                continue;
            }
            // Folding keeps the spaces of a name: its words are as many in both forms.
            std::size_t in_word = entry.word.find(' ');
            std::size_t in_folded = entry.folded.find(' ');
            while (in_word != std::string::npos && in_folded != std::string::npos) {
                const std::string_view rest = std::string_view{entry.folded}.substr(in_folded + 1);
                // A last word alone saves no typing.
                if (rest.find(' ') == std::string_view::npos) break;
                if (const auto* tail = tails.longest(rest, kLeastForParts))
                    offer(std::string_view{entry.word}.substr(in_word + 1), tail->bytes, true);
                in_word = entry.word.find(' ', in_word + 1);
                in_folded = entry.folded.find(' ', in_folded + 1);
            }
        }
    }
    exact.insert(exact.end(), folded.begin(), folded.end());
    exact.insert(exact.end(), parts.begin(), parts.end());
    if (exact.size() > most) exact.resize(most);
    return exact;
}

}  // namespace kiosk
