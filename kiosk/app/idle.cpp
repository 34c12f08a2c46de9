#include "kiosk/app/idle.h"

namespace kiosk {

std::optional<Steady> idle_limit(const State& state)
{
    if (speaking(state)) return std::nullopt;
    switch (state.screen()) {
        case Screen::Setup:
        case Screen::Attract:
            return std::nullopt;
        case Screen::Home:
            if (state.stay_home) return std::nullopt;
            return kHomeIdle;
        case Screen::List:
        case Screen::Meetings:
        case Screen::Document:
        case Screen::Pages:
        case Screen::Proof:
        case Screen::FeedbackClosed:
        case Screen::Guidance:
        case Screen::Answer:
        case Screen::Phone:
        case Screen::Notices:
            return kReadingIdle;
        case Screen::Help:
            // What somebody was typing when he asked for help waits no longer than on its own page.
            return state.draft || state.lookup || state.complaint || state.receipt ? kTypingIdle
                                                                                   : kReadingIdle;
        case Screen::FeedbackReview:
            // A report on its way to the disk is waited for; its receipt must not come to an empty room.
            if (state.draft && state.draft->sending) return std::nullopt;
            return kTypingIdle;
        case Screen::Search:
        case Screen::FeedbackTopic:
        case Screen::FeedbackOption:
        case Screen::FeedbackText:
        case Screen::FeedbackReaders:
        case Screen::Lookup:
        case Screen::Complaint:
        case Screen::Reopen:
        case Screen::Rate:
            // A message on its way to the disk is waited for.
            if (state.lookup && state.lookup->reopening) return std::nullopt;
            return kTypingIdle;
        case Screen::Receipt:
            return kReceiptIdle;
        case Screen::StaffCleaning:  // ends by itself
            return std::nullopt;
        case Screen::StaffPin:
        case Screen::StaffHome:
        case Screen::StaffNotices:
        case Screen::StaffNoticeText:
        case Screen::StaffNoticeReview:
        case Screen::StaffDiagnosis:
        case Screen::StaffRuler:
        case Screen::StaffReach:
        case Screen::StaffRestart:
            return kStaffIdle;
    }
    return std::nullopt;
}

bool leaves_unwarned(Screen screen) { return screen == Screen::Home; }

}  // namespace kiosk
