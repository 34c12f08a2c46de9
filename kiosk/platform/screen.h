#pragma once

#include <memory>
#include <optional>
#include <span>

#include "kiosk/platform/area.h"
#include "kiosk/platform/raster.h"

struct SDL_Window;
struct SDL_Surface;

namespace kiosk {

/// Where frames become visible: pixels that stay from frame to frame, and the showing of what changed in
/// them. Ui thread only.
class Screen {
public:
    Screen() = default;
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    virtual ~Screen() = default;

    struct Pixels {
        Canvas canvas;
        bool fresh = false;  ///< they are not the ones shown before: everything is to be drawn
    };
    /// The pixels to draw into, of this size. nullopt: there are none just now, and the log says why.
    [[nodiscard]] virtual std::optional<Pixels> pixels(int width, int height) = 0;
    /// Shows what changed. False: it is not on the screen; the next frame has to show everything.
    [[nodiscard]] virtual bool show(std::span<const Area> changed) = 0;
    /// What pixels() gave last; empty before.
    [[nodiscard]] virtual Canvas last() const = 0;
};

/// Memory that nobody sees.
[[nodiscard]] std::unique_ptr<Screen> memory_screen();
/// The window's own pixels, X11's shared memory: only what changed goes to the server.
[[nodiscard]] std::unique_ptr<Screen> window_screen(SDL_Window* window);
/// A Wayland window's shared memory. SDL2 itself draws there only through a graphics card's library.
/// nullptr: the window is not on Wayland, or its compositor offers no shared memory.
[[nodiscard]] std::unique_ptr<Screen> wayland_screen(SDL_Window* window);

}  // namespace kiosk
