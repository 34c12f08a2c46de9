#include "kiosk/shell/listening.h"

namespace kiosk {

void Listening::before_frame(const State& state, Ui& ui)
{
    const auto& speech = state.speech;
    now_ =
        speech && speech->stage == Speech::Stage::Asked && speech->number != listened_ && can_be_heard(state);
    if (now_) {
        listened_ = speech->number;
        listen(ui, speech->own ? Hear::Own : Hear::Page);
    }
    if (speech && speech->script) {
        const Script::Sentence& sentence = speech->script->at(speech->sentence);
        light(ui, LitSentence{sentence.key, sentence.from, sentence.to});
    } else {
        light(ui, std::nullopt);
    }
}

void Listening::after_frame(const State& state, Ui& ui, const Prepare& prepare)
{
    if (!now_) return;
    now_ = false;
    const bool english = state.preferences.language == Language::English;
    prepare(listened_, heard(ui), english ? Tongue::English : Tongue::Vietnamese);
}

}  // namespace kiosk
