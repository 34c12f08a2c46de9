#include "kiosk/screens/speech_bar.h"

#include <array>

#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

void speech_bar(const State& state, Ui& ui, const Rect& place, Action& action)
{
    const Unspoken controls{ui};
    const Preferences& wish = state.preferences;
    const bool paused = state.speech->stage == Speech::Stage::Paused;
    const bool ready = state.speech->script != nullptr;
    const std::array<Tool, kSpeechTools> tools{{
        {"speech.stop", ui.tr("speech.stop"), Icon::Stop},
        paused ? Tool{"speech.go_on", ui.tr("speech.go_on"), Icon::Play, true}
               : Tool{"speech.pause", ui.tr("speech.pause"), Icon::Pause, true, ready},
        {"speech.again", ui.tr("speech.again"), Icon::Again, false, ready},
        {"speech.slower", ui.tr("speech.slower"), Icon::Slower, false, wish.pace > -kQuickest},
        {"speech.faster", ui.tr("speech.faster"), Icon::Faster, false, wish.pace < kQuickest},
        {"speech.quieter", ui.tr("speech.quieter"), Icon::Quieter, false, wish.volume > 1},
        {"speech.louder", ui.tr("speech.louder"), Icon::Louder, false, wish.volume < kLoudest},
    }};
    const auto touched = tool_bar(ui, place, tools);
    if (!touched) return;
    const std::array<Action, kSpeechTools> asked{
        act::StopReading{},  paused ? Action{act::GoOnReading{}} : Action{act::PauseReading{}},
        act::SayAgain{},     act::ChangePace{-1},
        act::ChangePace{1},  act::ChangeVolume{-1},
        act::ChangeVolume{1}};
    action = asked[*touched];
}

}  // namespace kiosk
