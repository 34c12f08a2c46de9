#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// A Markdown body made ready to be read: headings, paragraphs, lists, quotes, tables with right-aligned
/// numbers, rules. Bold and italic become weight. Pictures, links' addresses and raw HTML are not followed: a
/// picture shows its words. Parsed once; laid out once per width and look; only what is in sight is drawn.
class Markdown {
public:
    Markdown();
    explicit Markdown(std::string_view source);
    Markdown(Markdown&&) noexcept;
    Markdown& operator=(Markdown&&) noexcept;
    ~Markdown();

    /// Height at this width; lays out again only when width, text size or zoom changed.
    float layout(Ui& ui, float width, int zoom = 0);
    /// Draws the part inside ui.clip(); `at` is the upper left corner. layout() must have been called for
    /// `width`.
    void draw(Ui& ui, Point at, float width, int zoom = 0);

    /// Plain sentences in reading order, for reading aloud.
    [[nodiscard]] const std::vector<std::string>& sentences() const;
    /// Lights this sentence; −1: none.
    void highlight(int sentence);
    /// Top and bottom of a sentence in the laid-out body.
    struct Place {
        float top = 0;
        float bottom = 0;
    };
    [[nodiscard]] Place place_of(int sentence) const;
    [[nodiscard]] bool empty() const;

private:
    struct Body;
    std::unique_ptr<Body> body_;
};

}  // namespace kiosk
