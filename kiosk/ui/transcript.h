#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/speech/script.h"
#include "kiosk/ui/ui.h"

/// Reading aloud takes what is said from what is drawn, so that a page and its speech cannot drift apart.
namespace kiosk {

/// What one frame is listened to for.
enum class Hear {
    Page,  ///< everything on it but OwnWords and Unspoken
    Own,   ///< OwnWords only: this resident asked for them
};

/// The frame under way is listened to. Call before anything is drawn on it.
void listen(Ui& ui, Hear what);
/// What was heard since listen(), in reading order: the title, the page, then the tools. Listening ends.
[[nodiscard]] std::vector<Passage> heard(Ui& ui);

/// The sentence being read: lit wherever its text is drawn, and scrolled into view once.
struct LitSentence {
    PassageKey key;
    std::size_t from = 0;  ///< bytes of the passage
    std::size_t to = 0;
    friend bool operator==(const LitSentence&, const LitSentence&) = default;
};
/// From this frame on; nullopt: nothing is lit.
void light(Ui& ui, const std::optional<LitSentence>& sentence);

/// Words that stand on the page as a picture: said there, not drawn.
void say(Ui& ui, const Rect& rect, std::string_view words);

/// What is out of sight counts on this frame, too: it is listened to, or the lit sentence is looked for.
[[nodiscard]] bool hears_all(Ui& ui);

/// Where texts stand in what is said.
enum class SpokenPlace { Title, Page, Tools };

/// While one of these lives, what is drawn is said differently. They nest.
class SpokenAs {
public:
    SpokenAs(Ui& ui, SpokenPlace place);
    ~SpokenAs();
    SpokenAs(const SpokenAs&) = delete;
    SpokenAs& operator=(const SpokenAs&) = delete;

private:
    Ui& ui_;
    SpokenPlace before_;
};

/// What a resident wrote, his code, the answer to him: said only when asked for by itself.
class OwnWords {
public:
    explicit OwnWords(Ui& ui);
    ~OwnWords();
    OwnWords(const OwnWords&) = delete;
    OwnWords& operator=(const OwnWords&) = delete;

private:
    Ui& ui_;
};

/// Never said: keys, digits being typed, the controls of the reading itself.
class Unspoken {
public:
    explicit Unspoken(Ui& ui);
    ~Unspoken();
    Unspoken(const Unspoken&) = delete;
    Unspoken& operator=(const Unspoken&) = delete;

private:
    Ui& ui_;
};

/// Digits of a code: said one by one.
class SpokenDigits {
public:
    explicit SpokenDigits(Ui& ui);
    ~SpokenDigits();
    SpokenDigits(const SpokenDigits&) = delete;
    SpokenDigits& operator=(const SpokenDigits&) = delete;

private:
    Ui& ui_;
};

}  // namespace kiosk
