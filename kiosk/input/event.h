#pragma once

#include <cstdint>
#include <variant>

#include "kiosk/input/key.h"

namespace kiosk {

/// What comes in from the machine, free of any library's types. Positions are pixels of the window, times
/// seconds of a clock that never jumps.
namespace in {

struct Touch {
    enum class Phase { Down, Move, Up, Cancel };
    Phase phase = Phase::Down;
    std::int64_t finger = 0;  ///< kMouse for the left mouse button
    float x = 0;
    float y = 0;
    double time = 0;
};
inline constexpr std::int64_t kMouse = -1;

/// A turn of a mouse's wheel, in lines; positive is up.
struct Wheel {
    float x = 0;
    float y = 0;
    float lines = 0;
};

/// From a real keyboard or a code reader.
struct KeyTyped {
    Key key;
};
/// Escape on a real keyboard: leaves the windowed program, Back is not bound to it.
struct Escape {};
/// Size or pixel density changed, the window was uncovered: lay out and draw again.
struct Changed {};
/// Another thread called Display::wake().
struct Woken {};
/// SIGTERM, SIGINT or the window was closed.
struct Quit {};

}  // namespace in

using Input = std::variant<in::Touch, in::Wheel, in::KeyTyped, in::Escape, in::Changed, in::Woken, in::Quit>;

}  // namespace kiosk
