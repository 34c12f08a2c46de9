#include "kiosk/platform/display.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string_view>

#include "kiosk/documents/picture.h"
#include "kiosk/platform/events.h"
#include "kiosk/platform/image.h"
#include "kiosk/platform/raster.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/glyph_sheet.h"
#include "protocol/base/log.h"

namespace kiosk {

namespace {

/// What Ui gives ImGui's own font: everything that is no picture.
ImTextureID const kLetterTexture = reinterpret_cast<ImTextureID>(1);

struct CloseWindow {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

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
}

Surface make_surface(int width, int height)
{
    return Surface{SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888)};
}

/// What a frame looks like, in one number: equal numbers, equal frames.
std::uint64_t fingerprint(const ImDrawData& frame, const Fonts& fonts)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL ^ fonts.revision() ^ fonts.generation() << 32;
    const auto mix = [&hash](const void* bytes, std::size_t size) {
        const auto* at = static_cast<const unsigned char*>(bytes);
        for (; size >= 8; size -= 8, at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 29;
        }
        for (; size > 0; --size, ++at) hash = (hash ^ *at) * 0x100000001B3ULL;
    };
    for (int n = 0; n < frame.CmdListsCount; ++n) {
        const ImDrawList& list = *frame.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            mix(&command.ClipRect, sizeof command.ClipRect);
            mix(&command.ElemCount, sizeof command.ElemCount);
            if (command.TextureId != kLetterTexture) {
                const std::uint64_t picture = static_cast<const Picture*>(command.TextureId)->number();
                mix(&picture, sizeof picture);
            }
        }
        mix(list.VtxBuffer.Data, sizeof(ImDrawVert) * static_cast<std::size_t>(list.VtxBuffer.Size));
        mix(list.IdxBuffer.Data, sizeof(ImDrawIdx) * static_cast<std::size_t>(list.IdxBuffer.Size));
    }
    return hash;
}

}  // namespace

struct Display::Inside {
    std::unique_ptr<SDL_Window, CloseWindow> window;
    Surface own;  ///< offscreen, or where the window's pixels are of another shape
    int width = 0;
    int height = 0;
    Uint32 woken = 0;  ///< our event
    std::atomic<bool> wake_pending = false;
    int frames = 0;
    std::uint64_t shown = 0;         ///< fingerprint; 0: nothing, or the screen needs it again
    bool full_screen_later = false;  ///< with the second frame

    ~Inside()
    {
        own.reset();
        window.reset();
        SDL_Quit();
    }

    void measure()
    {
        if (!window) return;
        int w = 0;
        int h = 0;
        SDL_GetWindowSize(window.get(), &w, &h);
        if (w != width || h != height) shown = 0;
        width = w;
        height = h;
    }

    /// The pixels of the frame last shown.
    [[nodiscard]] SDL_Surface* surface() const
    {
        return own ? own.get() : window ? SDL_GetWindowSurface(window.get()) : nullptr;
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
    return std::unique_ptr<Display>{new Display{std::move(inside)}};
}

protocol::Result<std::unique_ptr<Display>> Display::offscreen(int width, int height)
{
    give_hints();
    auto inside = std::make_unique<Inside>();
    if (SDL_Init(SDL_INIT_EVENTS) != 0) return protocol::fail(protocol::Fault::Offline, SDL_GetError());
    inside->woken = SDL_RegisterEvents(1);
    std::unique_ptr<Display> display{new Display{std::move(inside)}};
    display->resize(width, height);
    if (!display->inside_->own) return protocol::fail(protocol::Fault::Storage, SDL_GetError());
    return display;
}

int Display::width() const { return inside_->width; }
int Display::height() const { return inside_->height; }
bool Display::is_offscreen() const { return !inside_->window; }

void Display::resize(int width, int height)
{
    inside_->own = make_surface(width, height);
    inside_->width = width;
    inside_->height = height;
    inside_->shown = 0;
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

double Display::now()
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
                inside_->shown = 0;
                inside_->measure();
            }
            inputs.push_back(std::move(*input));
        }
    };
    const int most = timeout ? static_cast<int>(std::min<std::int64_t>(timeout->count(), 3'600'000)) : -1;
    const bool came = most < 0 ? SDL_WaitEvent(&event) != 0 : SDL_WaitEventTimeout(&event, most) != 0;
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
    const std::uint64_t print = fingerprint(*frame, fonts);
    if (print == inside_->shown) return;

    SDL_Surface* screen = inside_->window ? SDL_GetWindowSurface(inside_->window.get()) : nullptr;
    if (inside_->window && screen == nullptr) {
        protocol::log::warning("display", "no window surface: ", SDL_GetError());
        return;
    }
    // Most screens take our pixels as they are; any other gets a converted copy.
    const bool same_shape = screen != nullptr && screen->format->BytesPerPixel == 4 &&
                            screen->format->Rmask == 0xFF0000 && screen->format->Gmask == 0xFF00 &&
                            screen->format->Bmask == 0xFF;
    if (screen != nullptr && same_shape) {
        inside_->own.reset();
    } else if (!inside_->own || inside_->own->w != inside_->width || inside_->own->h != inside_->height) {
        inside_->own = make_surface(inside_->width, inside_->height);
    }
    SDL_Surface* target = inside_->own ? inside_->own.get() : screen;
    if (target == nullptr) return;
    const LetterSheet letters{fonts.pixels(),     fonts.width(),           fonts.height(),
                              GlyphSheet::kWidth, GlyphSheet::kMostHeight, kLetterTexture};
    const Canvas canvas{static_cast<std::uint32_t*>(target->pixels), target->w, target->h, target->pitch / 4};
    rasterise(*frame, letters, canvas);
    if (screen != nullptr) {
        if (target != screen) SDL_BlitSurface(target, nullptr, screen, nullptr);
        if (SDL_UpdateWindowSurface(inside_->window.get()) != 0) {
            // The window changed its size meanwhile: the next frame fits.
            inside_->shown = 0;
            return;
        }
    }
    inside_->shown = print;
}

std::vector<unsigned char> Display::pixels() const
{
    std::vector<unsigned char> rgba;
    const SDL_Surface* surface = inside_->surface();
    if (surface == nullptr) return rgba;
    rgba.reserve(std::size_t{4} * static_cast<unsigned>(surface->w) * static_cast<unsigned>(surface->h));
    for (int y = 0; y < surface->h; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(
            static_cast<const char*>(surface->pixels) + static_cast<std::ptrdiff_t>(y) * surface->pitch);
        for (int x = 0; x < surface->w; ++x) {
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
    const SDL_Surface* surface = inside_->surface();
    return write_png(path, pixels(), surface == nullptr ? 0 : surface->w,
                     surface == nullptr ? 0 : surface->h);
}

std::string Display::describe() const
{
    if (!inside_->window) return "offscreen";
    return std::string{SDL_GetCurrentVideoDriver()} + " " + std::to_string(inside_->width) + "x" +
           std::to_string(inside_->height);
}

}  // namespace kiosk
