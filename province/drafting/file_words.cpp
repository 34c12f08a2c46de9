#include "province/drafting/file_words.h"

#include "protocol/base/text.h"

namespace province {

std::string words_on_one_line(std::string_view words, std::size_t most)
{
    const auto composed = protocol::nfc(words);
    if (!composed) return {};
    std::string line, word;
    const auto take = [&] {
        const bool fits = line.size() + word.size() + 1 <= most;
        if (!word.empty() && fits) line += (line.empty() ? "" : " ") + word;
        word.clear();
        return fits;
    };
    for (std::size_t at = 0; at < composed->size();) {
        const std::size_t begin = at;
        static_cast<void>(protocol::next_code_point(*composed, at));
        const std::string_view letter = std::string_view{*composed}.substr(begin, at - begin);
        const bool gap =
            letter == " " || letter == "\u00A0" || protocol::find_forbidden(letter, protocol::TextForm::Line);
        if (!gap)
            word += letter;
        else if (!take())
            return line;
    }
    take();
    return line;
}

}  // namespace province
