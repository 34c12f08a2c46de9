#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/documents/picture.h"
#include "kiosk/input/bounce.h"
#include "kiosk/input/gesture.h"
#include "kiosk/input/pointer.h"
#include "kiosk/ui/hearing.h"
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

    // Content wider than its view, content that zooms.
    float wide = 0;  ///< of the content, px; 0: as wide as the view
    float x = 0;     ///< how far it is moved to the left
    float x_target = 0;
    bool gliding_x = false;
    bool only_sideways = false;  ///< lies in an area that scrolls up and down
    float zoom = 1;
    float most_zoom = 1;       ///< above 1: two fingers zoom the content itself
    bool pinch_steps = false;  ///< two fingers are told in steps to whoever draws: text is set anew
    float pinched = 1;         ///< not told yet

    [[nodiscard]] float most() const { return content > view.height() ? content - view.height() : 0; }
    [[nodiscard]] float most_x() const { return wide > view.width() ? wide - view.width() : 0; }
    /// As it was made: neither moved nor moving.
    [[nodiscard]] bool at_rest() const
    {
        return offset == 0 && x == 0 && zoom == 1 && stretch == 0 && !gliding && !gliding_x;
    }
    [[nodiscard]] bool zooms() const { return most_zoom > 1 || pinch_steps; }
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
    std::string aside;    ///< what it moves instead when it goes sideways first
    std::vector<Rect> clips;
    Hearing hearing;
    std::vector<SharedPicture> pictures;  ///< in the frame being drawn or last drawn
    bool moving = false;                  ///< something glides or springs back
    double last = 0;                      ///< time of the frame before
    double step = 0;                      ///< s between the two, clamped
    bool wiping = false;                  ///< the next frame ends with a wipe

    /// Smallest title that a tile of the frame before, and of this one, needs: all tiles look alike.
    float tile_title_mm = 100;
    float next_tile_title_mm = 100;
    float tile_line_mm = 100;
    float next_tile_line_mm = 100;

    KeyLayer layer = KeyLayer::Letters;
    bool shift = false;        ///< one letter
    bool shift_lock = false;   ///< until touched again
    bool shift_spent = false;  ///< the automatic capital was refused by a touch on shift

    /// Id of an area that scrolls under this point; empty: none.
    [[nodiscard]] std::string scrollable_at(Point at) const;
    /// Id of content that only goes sideways under this point; empty: none.
    [[nodiscard]] std::string sideways_at(Point at) const;
    /// Id of an area that zooms under this point; empty: none.
    [[nodiscard]] std::string zoomable_at(Point at) const;
    void scroll_by(std::string_view id, float pixels, float resist);
    void move_sideways(std::string_view id, float pixels);
    /// What lies at `at` on the screen stays there.
    void zoom_about(std::string_view id, float factor, Point at);
    void advance(double now);
    void forget_keyboard();
};

}  // namespace kiosk
