#pragma once

#include "province/console/visit.h"

namespace province::console {

// Every handler of the route table. Who may enter was decided before one is called.

// sign_in_pages.cpp
http::Response login_page(Visit& visit);
http::Response login(Visit& visit);
http::Response code_page(Visit& visit);
http::Response code(Visit& visit);
http::Response enrol_page(Visit& visit);
http::Response enrol(Visit& visit);
http::Response reset_page(Visit& visit);
http::Response reset(Visit& visit);
http::Response logout(Visit& visit);

// today_pages.cpp
http::Response today_page(Visit& visit);
http::Response act_for(Visit& visit);

// account_pages.cpp
http::Response account_page(Visit& visit);
http::Response change_password(Visit& visit);
http::Response set_notice(Visit& visit);
http::Response give_office_keys(Visit& visit);

// audit_pages.cpp
http::Response audit_page(Visit& visit);

// people_pages.cpp
http::Response people_page(Visit& visit);
http::Response add_person(Visit& visit);
http::Response grant_right(Visit& visit);
http::Response end_right(Visit& visit);
http::Response disable_person(Visit& visit);
http::Response enable_person(Visit& visit);
http::Response ask_reset(Visit& visit);
http::Response agree_reset(Visit& visit);

// publish_pages.cpp
http::Response publish_page(Visit& visit);
http::Response new_draft(Visit& visit);
http::Response draft_page(Visit& visit);
http::Response save_draft(Visit& visit);
http::Response mask_draft(Visit& visit);
http::Response send_draft(Visit& visit);
http::Response drop_draft(Visit& visit);
http::Response pick_up_draft(Visit& visit);
http::Response recall_draft(Visit& visit);
http::Response back_draft(Visit& visit);
http::Response approve_draft(Visit& visit);
http::Response preview(Visit& visit);

// follow_up_pages.cpp
http::Response correct_draft(Visit& visit);
http::Response meeting_step(Visit& visit);
http::Response withdraw_draft(Visit& visit);
http::Response draft_again(Visit& visit);

// pattern_pages.cpp
http::Response save_pattern(Visit& visit);
http::Response draft_from_pattern(Visit& visit);
http::Response drop_pattern(Visit& visit);

// question_pages.cpp
http::Response meeting_questions(Visit& visit);

// picture_pages.cpp
http::Response stored_picture(Visit& visit);
http::Response typed_picture(Visit& visit);

// file_pages.cpp
http::Response attach_file_to_draft(Visit& visit);
http::Response detach_file(Visit& visit);
http::Response draft_file(Visit& visit);

// terminal_pages.cpp
http::Response terminals_page(Visit& visit);
http::Response add_terminal(Visit& visit);
http::Response terminal_page(Visit& visit);
http::Response confirm_terminal(Visit& visit);
http::Response refuse_terminal(Visit& visit);
http::Response revoke_terminal(Visit& visit);
http::Response close_terminal(Visit& visit);
http::Response open_terminal(Visit& visit);
http::Response settle_missing_reports(Visit& visit);

// apart.cpp
http::Response sealed_case_page(Visit& visit);

// inbox_pages.cpp
http::Response inbox_page(Visit& visit);
http::Response open_next(Visit& visit);

// report_pages.cpp
http::Response report_page(Visit& visit);
http::Response open_report(Visit& visit);
http::Response answer_report(Visit& visit);
http::Response note_report(Visit& visit);
http::Response assign_report(Visit& visit);
http::Response refile_report(Visit& visit);
http::Response merge_report(Visit& visit);
http::Response part_report(Visit& visit);
http::Response agree_report(Visit& visit);
http::Response seal_report_away(Visit& visit);
http::Response give_report(Visit& visit);
http::Response publish_report(Visit& visit);

// statistics_pages.cpp
http::Response statistics_page(Visit& visit);
http::Response statistics_csv(Visit& visit);
http::Response publish_statistics(Visit& visit);

// template_pages.cpp
http::Response templates_page(Visit& visit);
http::Response save_template(Visit& visit);
http::Response remove_template(Visit& visit);

// register_pages.cpp
http::Response register_page(Visit& visit);

}  // namespace province::console
