#pragma once

#include "kiosk/app/view.h"

/// On which pages the words of a form live: it is wiped when the last of them is left.
namespace kiosk {

[[nodiscard]] constexpr bool is_feedback_page(Screen screen)
{
    return screen == Screen::FeedbackTopic || screen == Screen::FeedbackOption ||
           screen == Screen::FeedbackText || screen == Screen::FeedbackReaders ||
           screen == Screen::FeedbackReview;
}

[[nodiscard]] constexpr bool is_lookup_page(Screen screen)
{
    return screen == Screen::Lookup || screen == Screen::Answer || screen == Screen::Reopen ||
           screen == Screen::Rate;
}

[[nodiscard]] constexpr bool is_complaint_page(Screen screen) { return screen == Screen::Complaint; }

}  // namespace kiosk
