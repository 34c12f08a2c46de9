#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "kiosk/app/state.h"
#include "kiosk/ui/transcript.h"

namespace kiosk {

/// Goes between State and the ear of Ui: before a frame is drawn it lights the sentence being read and, once
/// for each reading, listens to the page; after the frame it hands over what was heard.
class Listening {
public:
    using Prepare = std::function<void(std::uint64_t number, std::vector<Passage> passages, Tongue page)>;

    void before_frame(const State& state, Ui& ui);
    void after_frame(const State& state, Ui& ui, const Prepare& prepare);

private:
    std::uint64_t listened_ = 0;  ///< number of the newest reading listened to
    bool now_ = false;
};

}  // namespace kiosk
