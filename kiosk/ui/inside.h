#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/documents/picture.h"
#include "kiosk/input/bounce.h"
#include "kiosk/input/gesture.h"
#include "kiosk/input/pointer.h"
#include "kiosk/ui/ui.h"

struct ImGuiContext;

namespace kiosk {

/// Where a scroll area stands.
struct ScrollState {
    Rect view;
    float content = 0;
    float offset = 0;
    float target = 0;   ///< where a page button or show() leads
    float stretch = 0;  ///< pulled beyond an end, px; springs back
    bool gliding = false;
    bool seen = false;  ///< drawn on the last frame

    [[nodiscard]] float most() const { return content > view.height() ? content - view.height() : 0; }
};

enum class KeyLayer { Letters, Signs };

/// What only this folder needs to know.
struct Ui::Inside {
    ImGuiContext* context = nullptr;
    Gesture gesture;
    Pointer pointer;
    BounceFilter bounce;
    std::map<std::string, ScrollState, std::less<>> scrolls;
    std::string dragged;  ///< the area the finger moves
    std::vector<Rect> clips;
    std::vector<SharedPicture> pictures;  ///< in the frame being drawn or last drawn
    bool moving = false;                  ///< something glides or springs back
    double last = 0;                      ///< time of the frame before
    double step = 0;                      ///< s between the two, clamped

    /// Smallest title that a tile of the frame before, and of this one, needs: all tiles look alike.
    float tile_title_mm = 100;
    float next_tile_title_mm = 100;

    KeyLayer layer = KeyLayer::Letters;
    bool shift = false;        ///< one letter
    bool shift_lock = false;   ///< until touched again
    bool shift_spent = false;  ///< the automatic capital was refused by a touch on shift

    /// Id of an area that scrolls under this point; empty: none.
    [[nodiscard]] std::string scrollable_at(Point at) const;
    void scroll_by(std::string_view id, float pixels, float resist);
    void advance(double now);
    void forget_keyboard();
};

}  // namespace kiosk
