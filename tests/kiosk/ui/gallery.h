#pragma once

#include "kiosk/input/text_edit.h"
#include "kiosk/ui/markdown.h"
#include "kiosk/ui/ui.h"
#include "protocol/base/strings.h"

/// Every widget on a few pages, as a screen would place them: for the eye (kiosk_gallery) and for rules that
/// hold on every page (gallery_test).
namespace gallery {

enum class Page { Home, List, Document, Typing, Marks, Receipt, Lookup, Question, Notes };
inline constexpr int kPages = 9;
[[nodiscard]] const char* name_of(Page page);

struct Content {
    Content();
    protocol::Strings strings;
    kiosk::TextEdit report;
    kiosk::TextEdit code;
    kiosk::Markdown body;
};

void draw(kiosk::Ui& ui, Page page, Content& content);

}  // namespace gallery
