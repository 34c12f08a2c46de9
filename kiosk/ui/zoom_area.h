#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// An area whose content is as wide as its view and is zoomed by two fingers or by buttons, and then moves
/// both ways under one finger. Everything drawn between construction and destruction is cut to the view.
/// Position and zoom belong to (name, key) and are kept until Ui::forget(). The page buttons of scroll.h
/// work on it, too.
class ZoomArea {
public:
    /// `height`: of the content at zoom 1, px.
    ZoomArea(Ui& ui, const Rect& view, std::string_view name, std::uint64_t key, float height,
             float most_zoom = 4);
    ~ZoomArea();
    ZoomArea(const ZoomArea&) = delete;
    ZoomArea& operator=(const ZoomArea&) = delete;

    [[nodiscard]] const Rect& view() const { return view_; }
    [[nodiscard]] float zoom() const;
    /// Where all of the content lies now: its upper left corner on a whole pixel.
    [[nodiscard]] Rect content() const;

private:
    Ui& ui_;
    Rect view_;
    std::string id_;
};

/// For the buttons, which stand outside of the area. State of the frame before.
struct ZoomPlace {
    bool can_grow = false;
    bool can_shrink = false;
    bool can_left = false;
    bool can_right = false;
};
[[nodiscard]] ZoomPlace zoom_place(Ui& ui, std::string_view name, std::uint64_t key);
/// One step of the buttons, a quarter, about the middle of the view: −1 or +1.
void zoom_step(Ui& ui, std::string_view name, std::uint64_t key, int direction);
/// Most of a view to the left (−1) or right (+1). Moves smoothly. Also for a wide table's own name.
void pan(Ui& ui, std::string_view name, std::uint64_t key, int direction);

/// Two fingers on the scroll area of this name zoom in steps from now on: returns those not taken yet, mostly
/// 0. For texts, which are set anew at each size. Call each frame after the area was drawn.
[[nodiscard]] int take_zoom_steps(Ui& ui, std::string_view name, std::uint64_t key);

}  // namespace kiosk
