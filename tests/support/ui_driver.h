#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/ui.h"
#include "protocol/base/strings.h"
#include "tests/support/catch.h"

/// A resident without a screen: draws frames into nothing and touches targets by name. No window, no
/// renderer, no clock: time passes a sixtieth of a second a frame.
class UiDriver {
public:
    using Draw = std::function<void(kiosk::Ui&)>;

    explicit UiDriver(Draw draw, float width = 1080, float height = 1920, kiosk::Look look = {},
                      protocol::Strings strings = {})
        : strings_(std::move(strings)),
          ui_(open_fonts(), strings_),
          draw_(std::move(draw)),
          width_(width),
          height_(height)
    {
        ui_.set_look(look);
        ui_.items().record_texts(true);
        // A press in the very first frame is ignored by ImGui 1.90.
        frame();
        frame();
    }

    [[nodiscard]] kiosk::Ui& ui() { return ui_; }
    [[nodiscard]] const kiosk::Items& items() const { return ui_.items(); }
    [[nodiscard]] double now() const { return now_; }

    void set_strings(protocol::Strings strings) { strings_ = std::move(strings); }
    /// The other language, and the page once more.
    void set_other(protocol::Strings other)
    {
        other_ = std::move(other);
        ui_.set_strings(strings_, other_);
        frame();
    }
    void resize(float width, float height)
    {
        width_ = width;
        height_ = height;
        frame();
        frame();
    }

    void frame()
    {
        now_ += 1.0 / 60;
        ui_.begin(width_, height_, now_);
        draw_(ui_);
        ui_.end();
    }

    /// Until nothing moves any more.
    void settle()
    {
        for (int i = 0; i < 600 && ui_.moving(); ++i) frame();
        frame();
    }

    void wait(double seconds)
    {
        now_ += seconds;
        frame();
    }

    void finger(kiosk::in::Touch::Phase phase, kiosk::Point at, std::int64_t which = 1)
    {
        (void)ui_.input(kiosk::in::Touch{phase, which, at.x, at.y, now_});
    }

    /// Down and up in the middle of the target, and the frames that show it.
    void tap(std::string_view name) { tap_at(place_of(name).centre()); }

    void tap_at(kiosk::Point at)
    {
        // Two taps of a test are two decisions: the bounce filter is tested by itself.
        now_ += 0.6;
        finger(kiosk::in::Touch::Phase::Down, at);
        frame();
        finger(kiosk::in::Touch::Phase::Up, at);
        for (int i = 0; i < 4; ++i) frame();
    }

    /// Drags in `steps` frames; the finger stays on the screen if `lift` is false.
    void drag(kiosk::Point from, kiosk::Point to, int steps = 8, bool lift = true)
    {
        finger(kiosk::in::Touch::Phase::Down, from);
        frame();
        for (int i = 1; i <= steps; ++i) {
            const float share = static_cast<float>(i) / static_cast<float>(steps);
            finger(kiosk::in::Touch::Phase::Move,
                   {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
            frame();
        }
        if (lift) finger(kiosk::in::Touch::Phase::Up, to);
        frame();
    }

    [[nodiscard]] kiosk::Rect place_of(std::string_view name) const
    {
        const kiosk::Item* item = items().find(name);
        if (item == nullptr) throw std::runtime_error("no touch target named " + std::string{name});
        return item->px;
    }

private:
    static kiosk::Fonts open_fonts()
    {
        auto fonts = kiosk::Fonts::open({});
        if (!fonts) throw std::runtime_error(fonts.error().detail);
        return std::move(*fonts);
    }

    protocol::Strings strings_;
    protocol::Strings other_;
    kiosk::Ui ui_;
    Draw draw_;
    float width_;
    float height_;
    double now_ = 100;
};
