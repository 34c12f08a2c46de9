#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// An area that scrolls under the finger. One axis, no nesting. Everything drawn between construction and
/// destruction is cut to the view and cannot be touched outside of it.
///
///     ScrollArea area{ui, view, "list", visit.number, rows * row_height};
///     const auto [first, last] = area.visible_rows(row_height);
///     for (auto i = first; i < last; ++i) list_row(ui, area.row(i, row_height).…);
///
/// The position belongs to (name, key) and is kept until Ui::forget(): Back finds the page where it was.
class ScrollArea {
public:
    /// `content_height` may be 0 when it is known only after drawing: call set_content_height() then.
    ScrollArea(Ui& ui, const Rect& view, std::string_view name, std::uint64_t key, float content_height = 0);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    [[nodiscard]] const Rect& view() const { return view_; }
    /// Where the content lies now: view's columns, top moved up by the offset, content height tall (at least
    /// the view's).
    [[nodiscard]] Rect content() const;
    void set_content_height(float height);

    struct RowRange {
        std::int64_t first = 0;
        std::int64_t last = 0;  ///< one behind
    };
    /// Rows of one height (gap included) that are to be drawn: 10,000 rows cost what the visible ones cost.
    [[nodiscard]] RowRange visible_rows(float row_height, std::int64_t count) const;
    /// Row i, `gap` shorter than row_height.
    [[nodiscard]] Rect row(std::int64_t i, float row_height, float gap) const;
    [[nodiscard]] bool visible(const Rect& rect) const { return rect.overlaps(view_); }

    [[nodiscard]] float offset() const;
    [[nodiscard]] float most() const;
    /// Brings [top, bottom) of the content (0 = its top) into view, near the upper third.
    void show(float top, float bottom);

private:
    Ui& ui_;
    Rect view_;
    std::string id_;
    float content_height_;
};

/// For the page buttons, which stand outside of the area. State of the frame before.
struct ScrollPlace {
    bool can_up = false;
    bool can_down = false;
    float share = 0;  ///< 0 … 1
};
[[nodiscard]] ScrollPlace scroll_place(Ui& ui, std::string_view name, std::uint64_t key);
/// Height of the content when it was last drawn; 0: never yet.
[[nodiscard]] float scroll_content_height(Ui& ui, std::string_view name, std::uint64_t key);
/// One page less a line and a half; −1 up, +1 down. Moves smoothly.
void scroll_page(Ui& ui, std::string_view name, std::uint64_t key, int direction);
void scroll_to_top(Ui& ui, std::string_view name, std::uint64_t key);
void scroll_to_end(Ui& ui, std::string_view name, std::uint64_t key);

/// The two buttons "page up" / "page down" for an area, side by side (or stacked when `rect` is taller than
/// wide). They act by themselves; names are "<name>.up" and "<name>.down". Labels from key
/// "page.up"/"page.down".
void page_buttons(Ui& ui, const Rect& rect, std::string_view name, std::uint64_t key);

}  // namespace kiosk
