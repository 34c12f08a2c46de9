#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/items.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/transcript.h"

namespace kiosk {

/// The ear inside Ui: what transcript.h promises to screens, seen from the widgets.
class Hearing {
public:
    // ---- once a frame -----------------------------------------------------------------------------------
    void begin_frame();
    void end_frame();

    // ---- where drawing stands ---------------------------------------------------------------------------
    /// The target that texts inside of `rect` belong to.
    void on_target(std::string_view name, const Rect& rect, ItemKind kind, bool enabled);
    void enter_area(std::string_view id, const Rect& view);
    void leave_area() { area_.clear(); }

    /// A text is drawn. The result is what of it is lit.
    [[nodiscard]] std::optional<Range> text(const Rect& rect, std::string_view words);
    /// What is lit stands between these heights, px on the screen.
    void lit_between(float top, float bottom);
    /// The lit sentence stands in this area and was not scrolled to yet.
    struct Rows {
        float top = 0;
        float bottom = 0;
    };
    [[nodiscard]] std::optional<Rows> take_lit(std::string_view area);

    // ---- transcript.h -----------------------------------------------------------------------------------
    void listen(Hear what);
    [[nodiscard]] std::vector<Passage> heard();
    void light(const std::optional<LitSentence>& sentence);
    /// Something is listened to or lit: texts must be told.
    [[nodiscard]] bool awake() const { return listening_ || lit_.has_value(); }
    [[nodiscard]] bool hears_all() const { return listening_ || (lit_ && !placed_); }

    SpokenPlace place = SpokenPlace::Page;
    int own = 0;
    int unspoken = 0;
    int digits = 0;

private:
    struct Heard {
        Passage passage;
        Rect px;
        std::string group;  ///< area or target it belongs to; empty: stands alone
        SpokenPlace place = SpokenPlace::Page;
    };
    [[nodiscard]] PassageKey key_of(std::string_view words, bool on_target);

    bool listening_ = false;
    Hear what_ = Hear::Page;
    std::vector<Heard> heard_;
    std::map<std::uint64_t, std::uint32_t> counts_;  ///< of each text on this frame

    std::optional<LitSentence> lit_;
    bool placed_ = true;
    std::string lit_area_;
    std::optional<Rows> lit_rows_;

    std::string target_;
    Rect target_rect_;
    bool target_says_ = true;
    std::string area_;
    Rect area_view_;
};

}  // namespace kiosk
