#include <algorithm>

#include "kiosk/app/flow.h"

namespace kiosk::flow {

namespace {

void speak(State& state, Commands& commands)
{
    Speech& speech = *state.speech;
    speech.stage = Speech::Stage::Playing;
    speech.begun = true;
    speech.speaking = state.next_number++;
    commands.emplace_back(cmd::Speak{speech.speaking, speech.script, speech.sentence,
                                     state.preferences.volume, state.preferences.pace});
}

/// The sentence under way begins again in the new manner; a paused one waits.
void speak_anew(State& state, Commands& commands)
{
    if (state.speech && state.speech->stage == Speech::Stage::Playing) speak(state, commands);
}

/// The file that is read has another page: it is listened to next. A page without words ends the reading.
bool turn_page(State& state)
{
    Speech& speech = *state.speech;
    const auto* view = std::get_if<PagesView>(&state.visit().view);
    const PaperFile* file = view != nullptr ? state.papers.file(view->file.n) : nullptr;
    if (!speech.page || file == nullptr || *speech.page + 1 >= file->pages.size()) return false;
    const auto words = file->words.find(*speech.page);
    if (words == file->words.end() || words->second->empty()) return false;
    speech.number = state.next_number++;
    speech.stage = Speech::Stage::Asked;
    speech.script.reset();
    speech.sentence = 0;
    ++*speech.page;
    return true;
}

void end_reading(State& state, Commands& commands)
{
    const bool own = state.speech->own;
    state.speech.reset();
    // From here the page waits again for a sign of a person.
    state.touched = state.now;
    if (own) commands.emplace_back(cmd::WipeScreen{});
}

}  // namespace

void read_aloud(State& state, bool own, Commands& commands)
{
    if (!state.health.sound || state.screen() == Screen::Attract) return;
    stop_reading(state, commands);
    state.voice_failed.reset();
    state.listens = true;
    Speech speech;
    speech.number = state.next_number++;
    speech.visit = state.visit().number;
    speech.own = own;
    const auto* pages = std::get_if<PagesView>(&state.visit().view);
    if (pages != nullptr && !pages->trouble && !text_kind(pages->file.media)) speech.page = pages->page;
    state.speech = std::move(speech);
}

void speak_panel(State& state, Commands& commands)
{
    if (!state.listens || !state.health.sound) return;
    stop_reading(state, commands);
    Speech speech;
    speech.number = state.next_number++;
    speech.visit = state.visit().number;
    speech.panel = true;
    state.speech = std::move(speech);
}

void pause_reading(State& state, Commands& commands)
{
    if (!state.speech || state.speech->stage != Speech::Stage::Playing) return;
    state.speech->stage = Speech::Stage::Paused;
    commands.emplace_back(cmd::Silence{});
}

void go_on_reading(State& state, Commands& commands)
{
    if (state.speech && state.speech->stage == Speech::Stage::Paused) speak(state, commands);
}

void say_again(State& state, Commands& commands)
{
    if (state.speech && state.speech->script) speak(state, commands);
}

void stop_reading(State& state, Commands& commands)
{
    if (!state.speech) return;
    end_reading(state, commands);
    commands.emplace_back(cmd::Silence{});
}

void change_pace(State& state, int steps, Commands& commands)
{
    int& pace = state.preferences.pace;
    const int before = pace;
    pace = std::clamp(pace + steps, -kQuickest, kQuickest);
    if (pace != before) speak_anew(state, commands);
}

void change_volume(State& state, int steps, Commands& commands)
{
    int& volume = state.preferences.volume;
    const int before = volume;
    volume = std::clamp(volume + steps, 1, kLoudest);
    if (volume != before) speak_anew(state, commands);
}

void script_made(State& state, const event::ScriptMade& made, Commands& commands)
{
    if (!state.speech || state.speech->number != made.number || state.speech->stage != Speech::Stage::Asked)
        return;
    if (!made.script || made.script->empty()) return end_reading(state, commands);
    state.speech->script = made.script;
    speak(state, commands);
}

void sentence_ended(State& state, const event::SentenceEnded& ended, Commands& commands)
{
    if (!state.speech || state.speech->stage != Speech::Stage::Playing ||
        state.speech->speaking != ended.number)
        return;
    if (!ended.heard) {
        state.voice_failed = state.visit().number;
        end_reading(state, commands);
        commands.emplace_back(cmd::LookForSound{});
        return;
    }
    if (state.speech->sentence + 1 == state.speech->script->size()) {
        if (turn_page(state)) return;
        return end_reading(state, commands);
    }
    ++state.speech->sentence;
    speak(state, commands);
}

void end_left_reading(State& state, Commands& commands)
{
    if (!state.speech) return;
    const bool panel_gone =
        state.speech->panel && state.idle != Idle::Warning && !state.print && !state.leaving;
    if (panel_gone || state.speech->visit != state.visit().number) stop_reading(state, commands);
}

}  // namespace kiosk::flow
