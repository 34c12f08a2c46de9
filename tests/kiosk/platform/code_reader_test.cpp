#include <SDL.h>

#include <chrono>
#include <string>

#include "kiosk/platform/display.h"
#include "tests/support/catch.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A USB code reader is a keyboard that types what it reads and ends with Enter.
void strike(SDL_Keycode key)
{
    for (const Uint32 type : {SDL_KEYDOWN, SDL_KEYUP}) {
        SDL_Event event{};
        event.type = type;
        event.key.keysym.sym = key;
        REQUIRE(SDL_PushEvent(&event) == 1);
    }
}

/// What came in, Enter as '\n'.
std::string typed(Display& display, std::size_t wanted)
{
    std::string text;
    for (int i = 0; i < 20 && text.size() < wanted; ++i) {
        for (const Input& input : display.wait(100ms)) {
            const auto* key = std::get_if<in::KeyTyped>(&input);
            if (key == nullptr) continue;
            text += key->key.kind == Key::Kind::Done ? '\n' : static_cast<char>(key->key.character);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("a code reader's digits come in as typed, from either row of digits, and Enter as done",
          "[kiosk][platform]")
{
    auto display = Display::offscreen(400, 300);
    REQUIRE(display);
    const std::string code = "48291357026481937597";
    SECTION("the row above the letters")
    {
        for (const char digit : code) strike(digit);
        strike(SDLK_RETURN);
    }
    SECTION("the keypad")
    {
        for (const char digit : code)
            strike(digit == '0' ? SDLK_KP_0 : static_cast<SDL_Keycode>(SDLK_KP_1 + (digit - '1')));
        strike(SDLK_KP_ENTER);
    }
    CHECK(typed(**display, code.size() + 1) == code + "\n");
}
