#include "kiosk/app/view.h"

namespace kiosk {

const std::array<Topic, 6>& topics()
{
    static constexpr std::array<Topic, 6> kTopics{{
        {"dat_dai", "feedback.topic.land", "landscape"},
        {"moi_truong", "feedback.topic.environment", "eco"},
        {"chinh_sach_xa_hoi", "feedback.topic.social", "volunteer_activism"},
        {"tthc", "feedback.topic.service", "assignment"},
        {"ha_tang", "feedback.topic.roads", "construction"},
        {"khac", "feedback.topic.other", "more_horiz"},
    }};
    return kTopics;
}

std::optional<TextKind> text_kind(std::string_view media)
{
    if (media == "text/plain") return TextKind::Plain;
    if (media == "text/csv") return TextKind::Table;
    return std::nullopt;
}

bool is_staff(Screen screen)
{
    switch (screen) {
        case Screen::StaffPin:
        case Screen::StaffHome:
        case Screen::StaffNotices:
        case Screen::StaffNoticeText:
        case Screen::StaffNoticeReview:
        case Screen::StaffCleaning:
        case Screen::StaffDiagnosis:
        case Screen::StaffRuler:
        case Screen::StaffReach:
        case Screen::StaffRestart:
            return true;
        default:
            return false;
    }
}

std::string_view screen_name(Screen screen)
{
    switch (screen) {
        case Screen::Setup:
            return "setup";
        case Screen::Attract:
            return "attract";
        case Screen::Home:
            return "home";
        case Screen::List:
            return "list";
        case Screen::Meetings:
            return "meetings";
        case Screen::Document:
            return "document";
        case Screen::Pages:
            return "pages";
        case Screen::Proof:
            return "proof";
        case Screen::Search:
            return "search";
        case Screen::FeedbackTopic:
            return "feedback_topic";
        case Screen::FeedbackOption:
            return "feedback_option";
        case Screen::FeedbackText:
            return "feedback_text";
        case Screen::FeedbackReaders:
            return "feedback_readers";
        case Screen::FeedbackReview:
            return "feedback_review";
        case Screen::FeedbackClosed:
            return "feedback_closed";
        case Screen::Guidance:
            return "guidance";
        case Screen::Receipt:
            return "receipt";
        case Screen::Lookup:
            return "lookup";
        case Screen::Reopen:
            return "reopen";
        case Screen::Rate:
            return "rate";
        case Screen::Answer:
            return "answer";
        case Screen::Phone:
            return "phone";
        case Screen::Complaint:
            return "complaint";
        case Screen::Help:
            return "help";
        case Screen::Notices:
            return "notices";
        case Screen::StaffPin:
            return "staff_pin";
        case Screen::StaffHome:
            return "staff_home";
        case Screen::StaffNotices:
            return "staff_notices";
        case Screen::StaffNoticeText:
            return "staff_notice_text";
        case Screen::StaffNoticeReview:
            return "staff_notice_review";
        case Screen::StaffCleaning:
            return "staff_cleaning";
        case Screen::StaffDiagnosis:
            return "staff_diagnosis";
        case Screen::StaffRuler:
            return "staff_ruler";
        case Screen::StaffReach:
            return "staff_reach";
        case Screen::StaffRestart:
            return "staff_restart";
    }
    return "";
}

}  // namespace kiosk
