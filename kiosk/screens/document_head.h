#pragma once

#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/row_words.h"

namespace kiosk {

/// What became of a document, its title, whose it is and for whom; of what kind it is stands above, in the
/// head of the page. Nothing of it is touched, so that a seated person's page may have it above the reach.
class DocumentHead {
public:
    /// From the top down: mark, title, facts, scope.
    static constexpr int kParts = 4;

    DocumentHead(const Reading& reading, const Ui& ui);

    /// Of the first `parts` of it, px.
    [[nodiscard]] float height(Ui& ui, float width, int parts) const;
    /// As many parts as `room` px hold, if the title is among them; else 0.
    [[nodiscard]] int parts_in(Ui& ui, float width, float room) const;
    void draw(Flow& flow, int first, int end = kParts) const;

private:
    Mark mark_;
    std::string title_;
    std::string facts_;
    std::string scope_;  ///< empty: the whole commune, which needs no line
    TextStyle title_style_;
    TextStyle facts_style_;
};

}  // namespace kiosk
