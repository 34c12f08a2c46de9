#include "kiosk/platform/events.h"

#include <SDL.h>

namespace kiosk {

namespace {

using Phase = in::Touch::Phase;

in::Touch finger(Phase phase, const SDL_TouchFingerEvent& event, int width, int height, double now)
{
    return {phase, event.fingerId, event.x * static_cast<float>(width), event.y * static_cast<float>(height),
            now};
}

in::Touch mouse(Phase phase, int x, int y, double now)
{
    return {phase, in::kMouse, static_cast<float>(x), static_cast<float>(y), now};
}

/// What a code reader or a real keyboard types. No text input method is started, so keys come one by one.
std::optional<Input> typed(const SDL_Keysym& key)
{
    switch (key.sym) {
        case SDLK_ESCAPE:
            return in::Escape{};
        case SDLK_BACKSPACE:
            return in::KeyTyped{plain_key(Key::Kind::Backspace)};
        case SDLK_LEFT:
            return in::KeyTyped{plain_key(Key::Kind::Left)};
        case SDLK_RIGHT:
            return in::KeyTyped{plain_key(Key::Kind::Right)};
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return in::KeyTyped{plain_key(Key::Kind::Done)};
        default:
            break;
    }
    if ((key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0) return std::nullopt;
    if (key.sym >= SDLK_KP_1 && key.sym <= SDLK_KP_9) {
        return in::KeyTyped{character_key(U'1' + static_cast<char32_t>(key.sym - SDLK_KP_1))};
    }
    if (key.sym == SDLK_KP_0) return in::KeyTyped{character_key(U'0')};
    if (key.sym < 0x20 || key.sym > 0x7E) return std::nullopt;
    auto character = static_cast<char32_t>(key.sym);
    const bool capital = ((key.mod & KMOD_SHIFT) != 0) != ((key.mod & KMOD_CAPS) != 0);
    if (capital && character >= U'a' && character <= U'z') character -= U'a' - U'A';
    return in::KeyTyped{character_key(character)};
}

}  // namespace

std::optional<Input> translated(const SDL_Event& event, int width, int height, double now)
{
    switch (event.type) {
        case SDL_QUIT:
            return in::Quit{};
        case SDL_FINGERDOWN:
            return finger(Phase::Down, event.tfinger, width, height, now);
        case SDL_FINGERMOTION:
            return finger(Phase::Move, event.tfinger, width, height, now);
        case SDL_FINGERUP:
            return finger(Phase::Up, event.tfinger, width, height, now);
        case SDL_MOUSEBUTTONDOWN:
            if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID)
                return std::nullopt;
            return mouse(Phase::Down, event.button.x, event.button.y, now);
        case SDL_MOUSEBUTTONUP:
            if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID)
                return std::nullopt;
            return mouse(Phase::Up, event.button.x, event.button.y, now);
        case SDL_MOUSEMOTION:
            if ((event.motion.state & SDL_BUTTON_LMASK) == 0 || event.motion.which == SDL_TOUCH_MOUSEID)
                return std::nullopt;
            return mouse(Phase::Move, event.motion.x, event.motion.y, now);
        case SDL_MOUSEWHEEL:
            return in::Wheel{static_cast<float>(event.wheel.mouseX), static_cast<float>(event.wheel.mouseY),
                             event.wheel.preciseY};
        case SDL_KEYDOWN:
            return typed(event.key.keysym);
        case SDL_WINDOWEVENT:
            switch (event.window.event) {
                case SDL_WINDOWEVENT_EXPOSED:
                case SDL_WINDOWEVENT_SIZE_CHANGED:
                case SDL_WINDOWEVENT_SHOWN:
                case SDL_WINDOWEVENT_RESTORED:
                case SDL_WINDOWEVENT_DISPLAY_CHANGED:
                    return in::Changed{};
                default:
                    return std::nullopt;
            }
        case SDL_RENDER_TARGETS_RESET:
        case SDL_DISPLAYEVENT:
            return in::Changed{};
        default:
            return std::nullopt;
    }
}

}  // namespace kiosk
