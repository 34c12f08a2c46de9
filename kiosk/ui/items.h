#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

namespace kiosk {

enum class ItemKind { Target, KeyboardKey, Scroll };

/// A touch target of the frame just drawn.
struct Item {
    std::string name;   ///< stable, not translated: "home.tile.know", "key.a"
    std::string label;  ///< the words a person sees on it, for tests, automation and reading aloud
    Rect px;            ///< what reacts to the finger, already cut to what is visible
    Rect label_px;      ///< where the words stand; lies within px
    Rect mm;
    bool enabled = true;
    float text_mm = 0;  ///< capital height of the smallest text on it; 0: picture only
    ItemKind kind = ItemKind::Target;
    bool cut = false;  ///< the edge of an area that scrolls cuts it; it can be brought in whole
};

/// A text of the frame just drawn; kept only while recording (tests, tour.json).
struct TextNote {
    std::string text;
    Rect px;
    float cap_mm = 0;
    bool cut = false;   ///< shortened by an ellipsis
    int lines = 1;      ///< that it stands on
    float leading = 0;  ///< line height over em
    bool bold = false;  ///< a title or a label, not words that are read on
    Colour ink{};       ///< of its letters
    Colour ground{};    ///< of what was filled under the middle of it last
};

/// Everything that can be touched on the frame just drawn, in drawing order. Tests, the automation socket and
/// the tour know a screen by this alone.
class Items {
public:
    void clear();
    /// Empties it and gives the memory back: short labels stand in the list itself.
    void forget();
    void note(Item item);
    void note_text(TextNote note);
    /// A place was filled; a veil changes what lies under it. Kept only while recording.
    void note_ground(const Rect& px, Colour colour);
    /// What was filled last at a point; `page`: nothing was.
    [[nodiscard]] Colour ground_at(Point point, Colour page) const;

    /// The first item of that name, or nullptr.
    [[nodiscard]] const Item* find(std::string_view name) const;
    [[nodiscard]] const std::vector<Item>& all() const { return items_; }
    [[nodiscard]] const std::vector<TextNote>& texts() const { return texts_; }

    void record_texts(bool on) { recording_ = on; }
    [[nodiscard]] bool recording() const { return recording_; }

private:
    struct Ground {
        Rect px;
        Colour colour;
    };
    std::vector<Item> items_;
    std::vector<TextNote> texts_;
    std::vector<Ground> grounds_;
    bool recording_ = false;
};

}  // namespace kiosk
