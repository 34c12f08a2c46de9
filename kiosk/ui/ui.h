#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/input/event.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/items.h"
#include "kiosk/ui/theme.h"
#include "protocol/base/strings.h"

struct ImDrawData;
struct ImDrawList;

namespace kiosk {

/// How this resident wants to see it, and what the technician measured.
struct Look {
    float px_per_mm = 4.03F;
    int text_step = 0;  ///< 0, 1, 2: capital height 6, 7.3, 10 mm
    bool contrast = false;
    bool lowered = false;  ///< every target below `reach_mm`
    float reach_mm =
        0;  ///< height of the lowered area from the lower edge of the screen; 0: two thirds of it
    bool english = false;
    friend bool operator==(const Look&, const Look&) = default;
};

/// One frame's drawing and everything it needs: theme, fonts, strings, millimetres, touch. Screens draw
/// with the widgets of this folder into rectangles; they never see SDL or Dear ImGui.
///
/// Owns the ImGui context (one per program). Knows no time by itself: begin() is told.
class Ui {
public:
    /// `strings` must outlive the Ui; set_strings() when the language changes.
    Ui(Fonts fonts, const protocol::Strings& strings);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    // ---- for the program: once a frame ------------------------------------------------------------------
    void set_look(const Look& look);
    /// `other`: the language the page is not in.
    void set_strings(const protocol::Strings& strings, const protocol::Strings& other)
    {
        strings_ = &strings;
        other_ = &other;
    }
    /// Touches and wheel; other inputs are left to the program. True when it was for the Ui.
    bool input(const Input& input);
    /// The touch under way does nothing until every finger is up: waking from attract, page change.
    void swallow_touch();
    /// Starts a frame of this size in px; `now` in seconds, never going back.
    void begin(float width, float height, double now);
    void end();
    /// Of the frame just ended. Valid until the next begin().
    [[nodiscard]] ImDrawData* draw_data() const;
    /// Something moves or a touch waits to be shown: draw again without waiting.
    [[nodiscard]] bool moving() const;
    /// Two fingers are zooming: what is drawn now is not what will stand.
    [[nodiscard]] bool pinching() const;
    /// A new page stands: what was pressed, scrolled by inertia or shifted on the keyboard is forgotten.
    void page_changed();
    /// What drawing still holds of a page that was wiped goes with the end of the next frame: labels, and
    /// the glyphs of longer pages behind the ends of the draw lists.
    void wipe();
    /// Forgets every scroll position and keyboard state: the resident has gone.
    void forget();

    // ---- for screens ------------------------------------------------------------------------------------
    [[nodiscard]] Rect area() const { return area_; }
    /// Where everything stands: 10 mm from each edge; when lowered, targets belong into reach().
    [[nodiscard]] Rect safe() const;
    /// The part of safe() that a seated person reaches; all of safe() while not lowered.
    [[nodiscard]] Rect reach() const;
    [[nodiscard]] bool portrait() const { return area_.height() > area_.width(); }
    [[nodiscard]] bool lowered() const { return look_.lowered; }
    [[nodiscard]] const Look& look() const { return look_; }

    /// Millimetres to whole pixels, rounded up.
    [[nodiscard]] float mm(float millimetres) const;
    /// Grows with the text size (1, 1.22, 1.67): for heights that hold text.
    [[nodiscard]] float text_scale() const;
    [[nodiscard]] const Theme& theme() const { return *theme_; }
    /// Text of this key in the language of the page; `{name}` filled in.
    [[nodiscard]] std::string_view tr(std::string_view key) const { return strings_->get(key); }
    [[nodiscard]] std::string tr(std::string_view key, std::initializer_list<protocol::Fill> values) const
    {
        return strings_->fill(key, values);
    }
    [[nodiscard]] const protocol::Strings& strings() const { return *strings_; }
    /// The language the page is not in: what is typed may be of either. The page's own until set_strings().
    [[nodiscard]] const protocol::Strings& other_strings() const { return *other_; }
    [[nodiscard]] double now() const { return now_; }
    [[nodiscard]] Items& items() { return items_; }
    [[nodiscard]] const Items& items() const { return items_; }
    [[nodiscard]] Fonts& fonts() { return fonts_; }
    /// Size of a face now, zoomed for documents: one step is a fifth.
    [[nodiscard]] FontSize font(Face face, int zoom = 0) const;
    /// Capital height of a face in mm at the current text size.
    [[nodiscard]] float cap_mm(Face face) const;

    /// While frozen, targets are drawn but do not react and are not listed: a question stands over the page.
    void freeze(bool on);
    [[nodiscard]] bool frozen() const { return frozen_; }

    // ---- for widgets of this folder ---------------------------------------------------------------------
    struct Touched {
        bool fired = false;    ///< released inside: do it
        bool pressed = false;  ///< finger on it: show it
        Point at;              ///< of the release, px
    };
    struct TargetOptions {
        bool enabled = true;
        ItemKind kind = ItemKind::Target;
        float text_mm = 0;
        Rect label_px{};
        double bounce = 0.5;  ///< s
    };
    /// The one way to make something touchable: reacts, and is noted in items().
    Touched target(const Rect& rect, std::string_view name, std::string_view label,
                   const TargetOptions& options);
    [[nodiscard]] ImDrawList* list() const;
    void push_clip(const Rect& rect);
    void pop_clip();
    [[nodiscard]] Rect clip() const;

    struct Inside;  ///< scroll positions, keyboard layer, gesture
    [[nodiscard]] Inside& inside() { return *inside_; }

private:
    Fonts fonts_;
    const protocol::Strings* strings_;
    const protocol::Strings* other_;
    const Theme* theme_;
    Look look_;
    Rect area_;
    double now_ = 0;
    Items items_;
    bool frozen_ = false;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk
