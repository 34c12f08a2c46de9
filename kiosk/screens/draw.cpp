#include "kiosk/screens/draw.h"

#include <algorithm>
#include <string>

#include "kiosk/screens/leave_panel.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/print_panel.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

Action draw_page(const State& state, Ui& ui)
{
    switch (state.screen()) {
        case Screen::Setup:
            return draw_setup(state, ui);
        case Screen::Attract:
            return draw_attract(state, ui);
        case Screen::Home:
            return draw_home(state, ui);
        case Screen::List:
        case Screen::Meetings:
            return draw_list(state, ui);
        case Screen::Document:
            return draw_document(state, ui);
        case Screen::Pages:
            return draw_pages(state, ui);
        case Screen::Proof:
            return draw_proof(state, ui);
        case Screen::Search:
            return draw_search(state, ui);
        case Screen::FeedbackTopic:
            return draw_feedback_topic(state, ui);
        case Screen::FeedbackOption:
            return draw_feedback_option(state, ui);
        case Screen::FeedbackText:
            return draw_feedback_text(state, ui);
        case Screen::FeedbackReaders:
            return draw_feedback_readers(state, ui);
        case Screen::FeedbackReview:
            return draw_feedback_review(state, ui);
        case Screen::FeedbackClosed:
            return draw_feedback_closed(state, ui);
        case Screen::Guidance:
            return draw_guidance(state, ui);
        case Screen::Receipt:
            return draw_receipt(state, ui);
        case Screen::Lookup:
            return draw_lookup(state, ui);
        case Screen::Reopen:
            return draw_reopen(state, ui);
        case Screen::Rate:
            return draw_rate(state, ui);
        case Screen::Answer:
            return draw_answer(state, ui);
        case Screen::Phone:
            return draw_phone(state, ui);
        case Screen::Complaint:
            return draw_complaint(state, ui);
        case Screen::Help:
            return draw_help(state, ui);
        case Screen::Notices:
            return draw_notices(state, ui);
        case Screen::StaffPin:
            return draw_staff_pin(state, ui);
        case Screen::StaffHome:
            return draw_staff_home(state, ui);
        case Screen::StaffNotices:
            return draw_staff_notices(state, ui);
        case Screen::StaffNoticeText:
            return draw_staff_notice_text(state, ui);
        case Screen::StaffNoticeReview:
            return draw_staff_notice_review(state, ui);
        case Screen::StaffCleaning:
            return draw_staff_cleaning(state, ui);
        case Screen::StaffDiagnosis:
            return draw_staff_diagnosis(state, ui);
        case Screen::StaffRuler:
            return draw_staff_ruler(state, ui);
        case Screen::StaffReach:
            return draw_staff_reach(state, ui);
        case Screen::StaffRestart:
            return draw_staff_restart(state, ui);
    }
    return {};
}

/// "Bác còn dùng máy không ạ?" over the page that stands there.
Action draw_warning(const State& state, Ui& ui)
{
    ui.freeze(true);
    (void)draw_page(state, ui);
    ui.freeze(false);
    const std::string seconds = std::to_string(warning_seconds_left(state));
    const std::string words = ui.tr("idle.words", {{"seconds", seconds}});
    const float button_room = button_height(ui);
    const float width = std::min(ui.reach().width(), ui.mm(190)) - ui.mm(20);
    TextStyle title{.face = Face::Display, .align = Align::Centre, .leading = 1.3F};
    TextStyle below{.align = Align::Centre};
    const auto height = [&](float air_mm) {
        return text_height(ui, width, ui.tr("idle.title"), title) + text_height(ui, width, words, below) +
               button_room + ui.mm(air_mm);
    };
    float tall = height(40);
    if (tall > ui.reach().height()) {  // the largest letters within a seated person's reach
        title.face = Face::BodyBold;
        below.face = Face::Small;
        tall = height(30);
    }
    Rect box = question(ui, tall);
    const Rect stay = box.cut_bottom(button_room, ui.mm(6));
    paragraph(ui, box, ui.tr("idle.title"), title, ui.mm(6));
    paragraph(ui, box, words, below, 0);
    if (button(ui, stay, "idle.stay", ui.tr("idle.stay"), {.kind = ButtonKind::Primary}))
        return act::StillHere{};
    return {};
}

}  // namespace

Action draw(const State& state, Ui& ui)
{
    if (state.idle == Idle::Warning) return draw_warning(state, ui);
    if (state.print) {
        ui.freeze(true);
        (void)draw_page(state, ui);
        ui.freeze(false);
        return draw_print_panel(state, ui);
    }
    if (state.leaving) {
        ui.freeze(true);
        (void)draw_page(state, ui);
        ui.freeze(false);
        return draw_leave_panel(ui);
    }
    return draw_page(state, ui);
}

}  // namespace kiosk
