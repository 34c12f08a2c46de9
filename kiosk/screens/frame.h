#pragma once

#include <string>
#include <string_view>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

struct FrameStyle {
    std::string_view title;
    bool leave = true;      ///< Back, Home and Search are there; not on the receipt
    bool search = true;     ///< Search is there, too; not in the staff corner
    bool home = false;      ///< home itself: crest and name instead of Back and title
    bool own_head = false;  ///< beside Back the page puts something of its own: Page::head
    /// Text key of a second "read aloud", for what only this resident may hear; empty: there is nothing such.
    std::string_view own{};
};

/// What the frame leaves to the page.
struct Page {
    Rect body;   ///< for everything, targets too
    Rect head;   ///< with FrameStyle::own_head, while the controls are not lowered
    Rect upper;  ///< above the reach of a seated person, only while the controls are lowered: words, no
                 ///< targets

    /// Where words that need no touching go: above while lowered, else from the top of the body.
    [[nodiscard]] Rect& words() { return upper.empty() ? body : upper; }
    /// Room of a text in which nothing is touched: while lowered it begins above the reach.
    [[nodiscard]] Rect reading() const;
    /// While lowered, `height` px of words stand right above what is touched, not below the head of the page.
    void sink(float height);
};

/// What stands on every page: title, clock, Back, banners, and the tools at the same place.
[[nodiscard]] Page frame(const State& state, Ui& ui, const FrameStyle& style, Action& action);

/// "Đúng bản đã công bố · thông tin đến 15:02", or what is wrong with it. Takes its height off `area`.
void information_line(const State& state, Ui& ui, Rect& area);

/// The clock and the day as every page shows them; both empty while the clock is not to be believed.
struct Now {
    std::string clock;
    std::string date;
};
[[nodiscard]] Now now_words(const State& state, const Ui& ui);

/// Below a gap of 4 mm between parts nothing of the page looks calm.
[[nodiscard]] float part_gap(const Ui& ui);
/// A wide screen under 200 mm high (15.6"): its height belongs to the keyboard.
[[nodiscard]] bool is_low(const Ui& ui);

}  // namespace kiosk
