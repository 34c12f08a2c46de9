#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/input/event.h"
#include "protocol/base/result.h"

struct ImDrawData;

namespace kiosk {

class Fonts;

/// A clock that stands while the program works and goes on only where it waits: Display::wait() lets the time
/// it would have slept pass at once. For tests of what depends on time.
struct GivenTime {
    double seconds = 1000;
};

struct DisplayOptions {
    int width = 0;  ///< windowed; 0: full screen
    int height = 0;
    std::string title;
};

/// The screen, the fingers and the waiting: SDL lives here only. No joystick, no text input method.
/// One per process. All functions but wake() belong to the ui thread.
class Display {
public:
    /// Opens the window on Wayland or X11. Offline when there is no display to open it on.
    static protocol::Result<std::unique_ptr<Display>> open(const DisplayOptions& options);
    /// No display at all: draws into memory; wait() delivers only wake(), pushed events and signals. For the
    /// tour and tests. `time`, which must outlive the display, stands in for the clock.
    static protocol::Result<std::unique_ptr<Display>> offscreen(int width, int height,
                                                                GivenTime* time = nullptr);
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    /// Offscreen only: the next frame is of this size.
    void resize(int width, int height);
    [[nodiscard]] bool is_offscreen() const;
    /// What the monitor says of its size; absent when it lies (under 1 or over 12 px/mm) or says nothing.
    [[nodiscard]] std::optional<float> px_per_mm() const;
    /// Seconds of a clock that never jumps: the one of in::Touch::time and Ui::begin().
    [[nodiscard]] double now() const;
    /// The same clock before there is a display.
    [[nodiscard]] static double uptime();

    /// Sleeps until something comes in or `timeout` is over (absent: no end; zero: only looks) and returns
    /// all that came in. SIGTERM and SIGINT come as in::Quit, at once.
    [[nodiscard]] std::vector<Input> wait(std::optional<std::chrono::milliseconds> timeout);
    /// From any thread: wait() returns with in::Woken. Cheap to repeat.
    void wake();

    /// From any thread: a real finger event at this place in px, which comes back through wait() like any
    /// other.
    void push_finger(in::Touch::Phase phase, std::int64_t finger, float x, float y);

    /// Shows one frame: draws again what differs from the one on screen, and nothing else.
    void show(ImDrawData* frame, Fonts& fonts);
    /// How often show() changed what is on the screen.
    [[nodiscard]] std::uint64_t pictures() const;
    /// The frame last shown, as PNG.
    [[nodiscard]] protocol::Result<void> save_png(const std::string& path) const;
    /// The frame last shown, RGBA, width() × height(): for comparing.
    [[nodiscard]] std::vector<unsigned char> pixels() const;
    /// "wayland, software" for --version and the log.
    [[nodiscard]] std::string describe() const;

private:
    struct Inside;
    explicit Display(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk
