#include "kiosk/speech/script.h"

#include <string>
#include <utility>

#include "kiosk/speech/english.h"
#include "kiosk/speech/letters.h"
#include "kiosk/speech/number_words.h"
#include "kiosk/speech/sentences.h"
#include "kiosk/speech/vietnamese.h"

namespace kiosk {

namespace {

/// "4829" as "bốn tám hai chín"; an English voice gets the digits apart.
std::string code_words(std::string_view code, Tongue tongue)
{
    if (tongue == Tongue::Vietnamese) return digit_words(code);
    std::string words;
    for (const char c : code) {
        if (!is_digit(c)) continue;
        if (!words.empty()) words += ' ';
        words += c;
    }
    return words;
}

}  // namespace

Script Script::of(const std::vector<Passage>& passages, Tongue page, const Lexicons& lexicons)
{
    Script script;
    for (const Passage& passage : passages) {
        const std::string_view text = passage.text.view();
        for (const SentencePlace& place : sentence_places(text)) {
            const std::string_view shown = text.substr(place.from, place.to - place.from);
            const Tongue tongue =
                page == Tongue::English && looks_vietnamese(shown) ? Tongue::Vietnamese : page;
            std::string words = passage.digits              ? code_words(shown, tongue)
                                : tongue == Tongue::English ? english_words(shown, lexicons.english)
                                                            : vietnamese_words(shown, lexicons.vietnamese);
            if (words.empty()) continue;
            script.sentences_.push_back({passage.key, place.from, place.to, tongue});
            script.words_.emplace_back(std::move(words));
        }
    }
    return script;
}

}  // namespace kiosk
