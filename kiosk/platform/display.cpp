#include "kiosk/platform/display.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <atomic>
#include <string_view>

#include "kiosk/platform/events.h"
#include "kiosk/platform/frame_tiles.h"
#include "kiosk/platform/image.h"
#include "kiosk/platform/raster.h"
#include "kiosk/platform/screen.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/glyph_sheet.h"

namespace kiosk {

namespace {

struct CloseWindow {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
/// Before SDL_Init: fingers and mouse stay apart (style.md §2.5), no graphics stack for a window that is
/// drawn by the processor, no screen saver of its own, and SIGTERM comes as an event.
void give_hints()
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_ACCELEROMETER_AS_JOYSTICK, "0");
    // A Wayland compositor often offers X11 too, by a second server; SDL would take that one.
    const bool wayland = SDL_getenv("WAYLAND_DISPLAY") != nullptr || SDL_getenv("WAYLAND_SOCKET") != nullptr;
    SDL_SetHint(SDL_HINT_VIDEODRIVER, wayland ? "wayland,x11" : "x11,wayland");
    // Frames around windows: a kiosk has none.
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

}  // namespace

struct Display::Inside {
    std::unique_ptr<SDL_Window, CloseWindow> window;
    std::unique_ptr<Screen> screen;
    int width = 0;
    int height = 0;
    GivenTime* time = nullptr;  ///< in place of the clock
    Uint32 woken = 0;           ///< our event
    std::atomic<bool> wake_pending = false;
    int frames = 0;
    std::uint64_t pictures = 0;
    FrameTiles shown;
    bool lost = true;                ///< the screen needs everything again
    bool full_screen_later = false;  ///< with the second frame

    ~Inside()
    {
        screen.reset();
        window.reset();
        SDL_Quit();
    }

    void measure()
    {
        if (!window) return;
        int w = 0;
        int h = 0;
        SDL_GetWindowSize(window.get(), &w, &h);
        if (w != width || h != height) lost = true;
        width = w;
        height = h;
    }

    void push(SDL_Event& event) const { SDL_PushEvent(&event); }
};

Display::Display(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Display::~Display() = default;

protocol::Result<std::unique_ptr<Display>> Display::open(const DisplayOptions& options)
{
    give_hints();
    auto inside = std::make_unique<Inside>();
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0) {
        return protocol::fail(protocol::Fault::Offline, SDL_GetError());
    }
    // SDL falls back to drivers that show nothing; only a test asks for one by name.
    const std::string_view driver = SDL_GetCurrentVideoDriver();
    if ((driver == "offscreen" || driver == "dummy") && SDL_getenv("SDL_VIDEODRIVER") == nullptr) {
        return protocol::fail(protocol::Fault::Offline, "no display");
    }
    SDL_StopTextInput();
    const bool windowed = options.width > 0 && options.height > 0;
    // On X11 SDL asks the window manager for full screen and waits for its answer, 100 ms where there is
    // none: a borderless window of the screen's size comes first and is made full screen behind the first
    // picture.
    inside->full_screen_later = !windowed && driver == "x11";
    const Uint32 whole =
        inside->full_screen_later ? Uint32{SDL_WINDOW_BORDERLESS} : Uint32{SDL_WINDOW_FULLSCREEN_DESKTOP};
    const Uint32 flags = SDL_WINDOW_SHOWN | (windowed ? Uint32{SDL_WINDOW_RESIZABLE} : whole);
    SDL_Rect screen{0, 0, 1080, 1920};
    SDL_GetDisplayBounds(0, &screen);
    inside->window.reset(SDL_CreateWindow(options.title.c_str(), windowed ? SDL_WINDOWPOS_CENTERED : screen.x,
                                          windowed ? SDL_WINDOWPOS_CENTERED : screen.y,
                                          windowed ? options.width : screen.w,
                                          windowed ? options.height : screen.h, flags));
    if (!inside->window) return protocol::fail(protocol::Fault::Offline, SDL_GetError());
    // A finger leaves no arrow on the screen; a developer's window keeps his.
    if (!windowed) SDL_ShowCursor(SDL_DISABLE);
    inside->woken = SDL_RegisterEvents(1);
    inside->measure();
    inside->screen = driver == "wayland" ? wayland_screen(inside->window.get()) : nullptr;
    if (!inside->screen) inside->screen = window_screen(inside->window.get());
    return std::unique_ptr<Display>{new Display{std::move(inside)}};
}

protocol::Result<std::unique_ptr<Display>> Display::offscreen(int width, int height, GivenTime* time)
{
    give_hints();
    auto inside = std::make_unique<Inside>();
    if (SDL_Init(SDL_INIT_EVENTS) != 0) return protocol::fail(protocol::Fault::Offline, SDL_GetError());
    inside->time = time;
    inside->woken = SDL_RegisterEvents(1);
    inside->screen = memory_screen();
    std::unique_ptr<Display> display{new Display{std::move(inside)}};
    display->resize(width, height);
    return display;
}

int Display::width() const { return inside_->width; }
int Display::height() const { return inside_->height; }
bool Display::is_offscreen() const { return !inside_->window; }

void Display::resize(int width, int height)
{
    inside_->width = width;
    inside_->height = height;
    inside_->lost = true;
}

std::optional<float> Display::px_per_mm() const
{
    if (!inside_->window) return std::nullopt;
    float dots_per_inch = 0;
    const int screen = SDL_GetWindowDisplayIndex(inside_->window.get());
    if (screen < 0 || SDL_GetDisplayDPI(screen, nullptr, &dots_per_inch, nullptr) != 0) return std::nullopt;
    const float density = dots_per_inch / 25.4F;
    if (density < 1 || density > 12) return std::nullopt;
    return density;
}

double Display::now() const { return inside_->time != nullptr ? inside_->time->seconds : uptime(); }

double Display::uptime()
{
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(since).count();
}

std::vector<Input> Display::wait(std::optional<std::chrono::milliseconds> timeout)
{
    std::vector<Input> inputs;
    SDL_Event event;
    const auto take = [&] {
        if (event.type == inside_->woken) {
            inside_->wake_pending = false;
            inputs.emplace_back(in::Woken{});
            return;
        }
        if (auto input = translated(event, inside_->width, inside_->height, now())) {
            if (std::holds_alternative<in::Changed>(*input)) {
                inside_->lost = true;
                inside_->measure();
            }
            inputs.push_back(std::move(*input));
        }
    };
    const int most = timeout ? static_cast<int>(std::min<std::int64_t>(timeout->count(), 3'600'000)) : -1;
    bool came = false;
    if (inside_->time != nullptr && most >= 0) {
        came = SDL_PollEvent(&event) != 0;
        if (!came) inside_->time->seconds += most / 1000.0;
    } else {
        came = most < 0 ? SDL_WaitEvent(&event) != 0 : SDL_WaitEventTimeout(&event, most) != 0;
    }
    if (!came) return inputs;
    take();
    while (SDL_PollEvent(&event) != 0) take();
    return inputs;
}

void Display::wake()
{
    if (inside_->wake_pending.exchange(true)) return;
    SDL_Event event{};
    event.type = inside_->woken;
    inside_->push(event);
}

void Display::push_finger(in::Touch::Phase phase, std::int64_t finger, float x, float y)
{
    SDL_Event event{};
    event.type = phase == in::Touch::Phase::Down   ? SDL_FINGERDOWN
                 : phase == in::Touch::Phase::Move ? SDL_FINGERMOTION
                                                   : SDL_FINGERUP;
    event.tfinger.fingerId = finger;
    event.tfinger.x = x / static_cast<float>(std::max(1, inside_->width));
    event.tfinger.y = y / static_cast<float>(std::max(1, inside_->height));
    event.tfinger.pressure = 1;
    inside_->push(event);
}

void Display::show(ImDrawData* frame, Fonts& fonts)
{
    if (inside_->full_screen_later && inside_->frames++ > 0) {
        inside_->full_screen_later = false;
        SDL_SetWindowFullscreen(inside_->window.get(), SDL_WINDOW_FULLSCREEN_DESKTOP);
    }
    inside_->measure();
    const auto pixels = inside_->screen->pixels(inside_->width, inside_->height);
    if (!pixels) return;
    const Canvas& canvas = pixels->canvas;
    FrameTiles tiles{*frame, fonts.generation(), canvas.width, canvas.height};
    const bool everything = pixels->fresh || inside_->lost;
    const std::vector<Area> changed = tiles.differing_from(everything ? FrameTiles{} : inside_->shown);
    if (changed.empty()) return;

    const LetterSheet letters{fonts.pixels(), fonts.width(), fonts.height(), GlyphSheet::kWidth,
                              GlyphSheet::kMostHeight};
    rasterise(*frame, letters, canvas, changed);
    inside_->lost = !inside_->screen->show(changed);
    inside_->shown = std::move(tiles);
    ++inside_->pictures;
}

std::uint64_t Display::pictures() const { return inside_->pictures; }

std::vector<unsigned char> Display::pixels() const
{
    const Canvas canvas = inside_->screen->last();
    std::vector<unsigned char> rgba;
    rgba.reserve(std::size_t{4} * static_cast<unsigned>(canvas.width) * static_cast<unsigned>(canvas.height));
    for (int y = 0; y < canvas.height; ++y) {
        const std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
        for (int x = 0; x < canvas.width; ++x) {
            rgba.push_back(static_cast<unsigned char>(row[x] >> 16));
            rgba.push_back(static_cast<unsigned char>(row[x] >> 8));
            rgba.push_back(static_cast<unsigned char>(row[x]));
            rgba.push_back(255);
        }
    }
    return rgba;
}

protocol::Result<void> Display::save_png(const std::string& path) const
{
    const Canvas canvas = inside_->screen->last();
    return write_png(path, pixels(), canvas.width, canvas.height);
}

std::string Display::describe() const
{
    if (!inside_->window) return "offscreen";
    return std::string{SDL_GetCurrentVideoDriver()} + " " + std::to_string(inside_->width) + "x" +
           std::to_string(inside_->height);
}

}  // namespace kiosk
