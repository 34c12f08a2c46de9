#include "kiosk/screens/speech_tools.h"

namespace kiosk {

bool page_is_read(const State& state) { return state.speech && state.speech->begun && !state.speech->panel; }

std::vector<Tool> speech_tools(const State& state, const Ui& ui)
{
    const Preferences& wish = state.preferences;
    const bool paused = state.speech->stage == Speech::Stage::Paused;
    const bool ready = state.speech->script != nullptr;
    return {
        {"speech.stop", ui.tr("speech.stop"), Icon::Stop},
        paused ? Tool{"speech.go_on", ui.tr("speech.go_on"), Icon::Play, true}
               : Tool{"speech.pause", ui.tr("speech.pause"), Icon::Pause, true, ready},
        {"speech.again", ui.tr("speech.again"), Icon::Again, false, ready},
        {"speech.slower", ui.tr("speech.slower"), Icon::Slower, false, wish.pace > -kQuickest},
        {"speech.faster", ui.tr("speech.faster"), Icon::Faster, false, wish.pace < kQuickest},
        {"speech.quieter", ui.tr("speech.quieter"), Icon::Quieter, false, wish.volume > 1},
        {"speech.louder", ui.tr("speech.louder"), Icon::Louder, false, wish.volume < kLoudest},
    };
}

std::optional<Action> speech_tool_action(std::string_view name)
{
    if (name == "speech.stop") return act::StopReading{};
    if (name == "speech.pause") return act::PauseReading{};
    if (name == "speech.go_on") return act::GoOnReading{};
    if (name == "speech.again") return act::SayAgain{};
    if (name == "speech.slower") return act::ChangePace{-1};
    if (name == "speech.faster") return act::ChangePace{1};
    if (name == "speech.quieter") return act::ChangeVolume{-1};
    if (name == "speech.louder") return act::ChangeVolume{1};
    return std::nullopt;
}

}  // namespace kiosk
