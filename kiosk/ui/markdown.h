#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// A Markdown body made ready to be read: headings, paragraphs, lists, quotes, tables with right-aligned
/// numbers, rules. Bold and italic become weight. Links' addresses and raw HTML are not followed. Room is
/// left for the pictures that whoever shows the body has; any other is its words. Parsed once; laid out once
/// per width and look; only what is in sight is drawn.
class Markdown {
public:
    Markdown();
    explicit Markdown(std::string_view source);
    Markdown(Markdown&&) noexcept;
    Markdown& operator=(Markdown&&) noexcept;
    ~Markdown();

    /// Height of a picture at this width, its words below included; 0: there is none of this name.
    using PictureHeight = std::function<float(std::string_view source, std::string_view words, float width)>;
    /// Asked at every layout() until it is set to nothing; then what it said last holds.
    void set_pictures(PictureHeight height);
    struct Picture {
        Rect rect;  ///< from the body's upper left corner
        std::string_view source;
        std::string_view words;
    };
    /// As laid out, for the one who draws them.
    [[nodiscard]] std::vector<Picture> pictures() const;
    /// Stands before the names of its targets: "body" makes "body.table.0.right".
    void set_name(std::string_view name);

    /// Height at this width; lays out again only when width, text size or zoom changed.
    float layout(Ui& ui, float width, int zoom = 0);
    /// Draws the part inside ui.clip(); `at` is the upper left corner. layout() must have been called for
    /// `width`. Tables that are wider than the body have buttons and follow a finger sideways.
    void draw(Ui& ui, Point at, float width, int zoom = 0);

    [[nodiscard]] bool empty() const;

private:
    struct Body;
    /// Top and bottom of a sentence in the laid-out body.
    struct Place {
        float top = 0;
        float bottom = 0;
    };
    [[nodiscard]] Place place_of(int sentence) const;
    /// Sentence by sentence, each told once; the one that is read aloud is lit.
    void hear(Ui& ui, Point at);

    std::unique_ptr<Body> body_;
};

}  // namespace kiosk
