#pragma once

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

// One function a page of kiosk.md §1: draws a frame and says what was asked for. Use them through draw().

namespace kiosk {

[[nodiscard]] Action draw_setup(const State& state, Ui& ui);
[[nodiscard]] Action draw_attract(const State& state, Ui& ui);
[[nodiscard]] Action draw_home(const State& state, Ui& ui);
/// Lists of rows, the legal items of Dân biết, and the meetings.
[[nodiscard]] Action draw_list(const State& state, Ui& ui);
[[nodiscard]] Action draw_document(const State& state, Ui& ui);
/// An attachment, page by page, or as text.
[[nodiscard]] Action draw_pages(const State& state, Ui& ui);
[[nodiscard]] Action draw_text_file(const State& state, Ui& ui);
[[nodiscard]] Action draw_proof(const State& state, Ui& ui);
[[nodiscard]] Action draw_search(const State& state, Ui& ui);
[[nodiscard]] Action draw_feedback_topic(const State& state, Ui& ui);
[[nodiscard]] Action draw_feedback_option(const State& state, Ui& ui);
[[nodiscard]] Action draw_feedback_text(const State& state, Ui& ui);
[[nodiscard]] Action draw_feedback_readers(const State& state, Ui& ui);
[[nodiscard]] Action draw_feedback_review(const State& state, Ui& ui);
[[nodiscard]] Action draw_feedback_closed(const State& state, Ui& ui);
[[nodiscard]] Action draw_guidance(const State& state, Ui& ui);
[[nodiscard]] Action draw_receipt(const State& state, Ui& ui);
[[nodiscard]] Action draw_lookup(const State& state, Ui& ui);
[[nodiscard]] Action draw_answer(const State& state, Ui& ui);
[[nodiscard]] Action draw_reopen(const State& state, Ui& ui);
[[nodiscard]] Action draw_rate(const State& state, Ui& ui);
[[nodiscard]] Action draw_phone(const State& state, Ui& ui);
[[nodiscard]] Action draw_complaint(const State& state, Ui& ui);
[[nodiscard]] Action draw_help(const State& state, Ui& ui);
[[nodiscard]] Action draw_notices(const State& state, Ui& ui);

// The staff corner.
[[nodiscard]] Action draw_staff_pin(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_home(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_notices(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_notice_text(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_notice_review(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_cleaning(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_diagnosis(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_ruler(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_restart(const State& state, Ui& ui);
[[nodiscard]] Action draw_staff_reach(const State& state, Ui& ui);

}  // namespace kiosk
