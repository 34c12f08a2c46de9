#include <SDL.h>

#include <vector>

#include "kiosk/platform/screen.h"
#include "protocol/base/log.h"

namespace kiosk {

namespace {

struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

Canvas canvas_of(SDL_Surface* surface)
{
    if (surface == nullptr) return {};
    return {static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h, surface->pitch / 4};
}

class MemoryScreen final : public Screen {
public:
    std::optional<Pixels> pixels(int width, int height) override
    {
        const bool fresh = width != canvas_.width || height != canvas_.height;
        if (fresh) {
            pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
            canvas_ = {pixels_.data(), width, height, width};
        }
        return Pixels{canvas_, fresh};
    }
    bool show(std::span<const Area> /*changed*/) override { return true; }
    Canvas last() const override { return canvas_; }

private:
    std::vector<std::uint32_t> pixels_;
    Canvas canvas_;
};

class WindowScreen final : public Screen {
public:
    explicit WindowScreen(SDL_Window* window) : window_(window) {}

    std::optional<Pixels> pixels(int width, int height) override
    {
        SDL_Surface* screen = SDL_GetWindowSurface(window_);
        if (screen == nullptr) {
            protocol::log::warning("display", "no window surface: ", SDL_GetError());
            return std::nullopt;
        }
        // Most screens take our pixels as they are; any other gets a converted copy.
        const SDL_PixelFormat& format = *screen->format;
        const bool as_they_are = format.BytesPerPixel == 4 && format.Rmask == 0xFF0000 &&
                                 format.Gmask == 0xFF00 && format.Bmask == 0xFF;
        if (as_they_are) {
            own_.reset();
        } else if (!own_ || own_->w != width || own_->h != height) {
            own_.reset(SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888));
        }
        const Canvas canvas = canvas_of(own_ ? own_.get() : screen);
        if (canvas.pixels == nullptr) return std::nullopt;
        // A window of another size has got other pixels, perhaps at the same place.
        const bool fresh =
            canvas.pixels != last_.pixels || canvas.width != last_.width || canvas.height != last_.height;
        last_ = canvas;
        return Pixels{canvas, fresh};
    }

    bool show(std::span<const Area> changed) override
    {
        SDL_Surface* screen = SDL_GetWindowSurface(window_);
        if (screen == nullptr) return false;
        std::vector<SDL_Rect> rects;
        rects.reserve(changed.size());
        for (const Area& area : changed) rects.push_back({area.x0, area.y0, area.width(), area.height()});
        if (own_)
            for (SDL_Rect rect : rects) SDL_BlitSurface(own_.get(), &rect, screen, &rect);
        // It fails when the window has just changed its size: the next frame fits.
        const bool shown =
            SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size())) == 0;
        if (!shown) last_ = {};
        return shown;
    }

    Canvas last() const override { return last_; }

private:
    SDL_Window* window_;
    Surface own_;  ///< where the window's pixels are of another shape
    Canvas last_;
};

}  // namespace

std::unique_ptr<Screen> memory_screen() { return std::make_unique<MemoryScreen>(); }
std::unique_ptr<Screen> window_screen(SDL_Window* window) { return std::make_unique<WindowScreen>(window); }

}  // namespace kiosk
