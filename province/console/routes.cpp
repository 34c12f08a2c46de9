#include "province/console/routes.h"

#include <algorithm>
#include <array>

#include "protocol/limits.h"
#include "province/console/pages.h"

namespace province::console {

namespace {

constexpr Roles kSupervise{Role::Supervisor, Role::Administrator};
constexpr Roles kAdministrate{Role::Administrator};
constexpr Roles kTerminals{Role::Technician, Role::Administrator};
constexpr Roles kHalls{Role::Technician, Role::Administrator, Role::Approver, Role::Supervisor};
constexpr Roles kWrite{Role::Writer};
constexpr Roles kApprove{Role::Approver};
constexpr Roles kDesk{Role::Desk};
constexpr Roles kHoldsKeys{Role::Approver, Role::Desk};
constexpr Roles kPublish{Role::Writer, Role::Approver, Role::Supervisor};
constexpr Roles kTemplates{Role::Desk, Role::Supervisor};
constexpr Roles kRevise{Role::Supervisor};
constexpr Roles kFigures{Role::Writer, Role::Approver, Role::Desk, Role::Supervisor, Role::Administrator};
constexpr std::size_t kAnswer = 256u << 10;  // 32 KiB of text in a form's encoding
constexpr std::size_t kText = 4u << 20;      // a text of 1 MiB may be four times that in a form's encoding

constexpr std::size_t kFile = protocol::limits::kAttachment + kText;

constexpr std::array kRoutes{
    Route{"GET", "/console/login", Door::Guest, {}, login_page},
    Route{"POST", "/console/login", Door::Guest, {}, login},
    Route{"GET", "/console/reset", Door::Guest, {}, reset_page},
    Route{"POST", "/console/reset", Door::Guest, {}, reset},
    Route{"GET", "/console/code", Door::Code, {}, code_page},
    Route{"POST", "/console/code", Door::Code, {}, code},
    Route{"GET", "/console/enrol", Door::Enrol, {}, enrol_page},
    Route{"POST", "/console/enrol", Door::Enrol, {}, enrol},
    Route{"POST", "/console/logout", Door::Signed, {}, logout},

    Route{"GET", "/console", Door::Signed, {}, today_page},
    Route{"GET", "/console/today", Door::Signed, {}, today_page},
    Route{"POST", "/console/act-for", Door::Signed, {}, act_for},
    Route{"GET", "/console/account", Door::Signed, {}, account_page},
    Route{"POST", "/console/account/password", Door::Signed, {}, change_password},
    Route{"POST", "/console/account/notice", Door::Signed, {}, set_notice},
    Route{"POST", "/console/account/keys", Door::Roles, kHoldsKeys, give_office_keys},

    Route{"GET", "/console/publish", Door::Roles, kPublish, publish_page},
    Route{"POST", "/console/publish/new", Door::Roles, kWrite, new_draft},
    Route{"POST", "/console/publish/from-pattern", Door::Roles, kWrite, draft_from_pattern},
    Route{"POST", "/console/publish/drop-pattern", Door::Roles, kWrite, drop_pattern},
    Route{"POST", "/console/publish/preview", Door::Roles, kWrite, preview, kText},
    Route{"GET", "/console/publish/{n}", Door::Roles, kPublish, draft_page},
    Route{"POST", "/console/publish/{n}/save", Door::Roles, kWrite, save_draft, kText},
    Route{"POST", "/console/publish/{n}/mask", Door::Roles, kWrite, mask_draft, kText},
    Route{"POST", "/console/publish/{n}/send", Door::Roles, kWrite, send_draft, kText},
    Route{"GET", "/console/publish/{n}/picture", Door::Roles, kPublish, stored_picture},
    Route{"POST", "/console/publish/{n}/picture", Door::Roles, kWrite, typed_picture, kText},
    Route{"POST", "/console/publish/{n}/meeting", Door::Roles, kWrite, meeting_step},
    Route{"POST", "/console/publish/{n}/attach", Door::Roles, kWrite, attach_file_to_draft, kFile},
    Route{"POST", "/console/publish/{n}/detach", Door::Roles, kWrite, detach_file, kText},
    Route{"GET", "/console/publish/{n}/files/{k}", Door::Roles, kPublish, draft_file},
    Route{"POST", "/console/publish/{n}/drop", Door::Roles, kWrite, drop_draft, kText},
    Route{"POST", "/console/publish/{n}/pick-up", Door::Roles, kWrite, pick_up_draft},
    Route{"POST", "/console/publish/{n}/recall", Door::Roles, kWrite, recall_draft},
    Route{"POST", "/console/publish/{n}/pattern", Door::Roles, kWrite, save_pattern},
    Route{"GET", "/console/publish/{n}/questions", Door::Roles, kDesk, meeting_questions},
    Route{"POST", "/console/publish/{n}/back", Door::Roles, kApprove, back_draft},
    Route{"POST", "/console/publish/{n}/approve", Door::Roles, kApprove, approve_draft},
    Route{"POST", "/console/publish/{n}/correct", Door::Roles, kWrite, correct_draft},
    Route{"POST", "/console/publish/{n}/again", Door::Roles, kWrite, draft_again},
    Route{"POST", "/console/publish/{n}/withdraw", Door::Roles, kWrite, withdraw_draft},

    Route{"GET", "/console/terminals", Door::Roles, kHalls, terminals_page},
    Route{"POST", "/console/terminals/add", Door::Roles, kTerminals, add_terminal},
    Route{"GET", "/console/terminals/{device}", Door::Roles, kHalls, terminal_page},
    Route{"POST", "/console/terminals/{device}/confirm", Door::Roles, kTerminals, confirm_terminal},
    Route{"POST", "/console/terminals/{device}/refuse", Door::Roles, kTerminals, refuse_terminal},
    Route{"POST", "/console/terminals/{device}/revoke", Door::Roles, kTerminals, revoke_terminal},
    Route{"POST", "/console/terminals/{device}/close", Door::Roles, kTerminals, close_terminal},
    Route{"POST", "/console/terminals/{device}/open", Door::Roles, kTerminals, open_terminal},
    Route{"POST", "/console/terminals/{device}/missing", Door::Roles, kTerminals, settle_missing_reports},
    Route{"GET", "/console/desk", Door::Roles, kDesk, inbox_page},
    Route{"POST", "/console/desk/next", Door::Roles, kDesk, open_next},
    Route{"GET", "/console/desk/{n}", Door::Roles, kDesk, report_page},
    Route{"POST", "/console/desk/{n}/open", Door::Roles, kDesk, open_report},
    Route{"POST", "/console/desk/{n}/answer", Door::Roles, kDesk, answer_report, kAnswer},
    Route{"POST", "/console/desk/{n}/note", Door::Roles, kDesk, note_report, kAnswer},
    Route{"POST", "/console/desk/{n}/assign", Door::Roles, kDesk, assign_report},
    Route{"POST", "/console/desk/{n}/refile", Door::Roles, kDesk, refile_report},
    Route{"POST", "/console/desk/{n}/merge", Door::Roles, kDesk, merge_report},
    Route{"POST", "/console/desk/{n}/part", Door::Roles, kDesk, part_report},
    Route{"POST", "/console/desk/{n}/seal-away", Door::Roles, kDesk, seal_report_away},
    Route{"POST", "/console/desk/{n}/give", Door::Roles, kDesk, give_report, kAnswer},
    Route{"POST", "/console/desk/{n}/publish", Door::Roles, kDesk, publish_report, kAnswer},
    Route{"POST", "/console/desk/{n}/agree", Door::Roles, kDesk, agree_report},

    Route{"GET", "/console/apart/{number}", Door::Roles, kApprove, sealed_case_page},

    Route{"GET", "/console/templates", Door::Roles, kTemplates, templates_page},
    Route{"POST", "/console/templates/save", Door::Roles, kRevise, save_template},
    Route{"POST", "/console/templates/remove", Door::Roles, kRevise, remove_template},
    Route{"GET", "/console/register", Door::Roles, kDesk, register_page},
    Route{"GET", "/console/statistics", Door::Roles, kFigures, statistics_page},
    Route{"GET", "/console/statistics/csv", Door::Roles, kFigures, statistics_csv},
    Route{"POST", "/console/statistics/publish", Door::Roles, kWrite, publish_statistics},

    Route{"GET", "/console/audit", Door::Roles, kSupervise, audit_page},

    Route{"GET", "/console/people", Door::Roles, kAdministrate, people_page},
    Route{"POST", "/console/people/add", Door::Roles, kAdministrate, add_person},
    Route{"POST", "/console/people/grant", Door::Roles, kAdministrate, grant_right},
    Route{"POST", "/console/people/end", Door::Roles, kAdministrate, end_right},
    Route{"POST", "/console/people/disable", Door::Roles, kAdministrate, disable_person},
    Route{"POST", "/console/people/enable", Door::Roles, kAdministrate, enable_person},
    Route{"POST", "/console/people/ask-reset", Door::Roles, kAdministrate, ask_reset},
    Route{"POST", "/console/people/agree-reset", Door::Roles, kAdministrate, agree_reset},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

const Route* find_route(std::string_view method, std::string_view path)
{
    const auto found = std::ranges::find_if(
        kRoutes, [&](const Route& route) { return route.method == method && route.path == path; });
    return found == kRoutes.end() ? nullptr : &*found;
}

bool may_enter(const Route& route, Roles roles)
{
    return route.door == Door::Signed || (route.door == Door::Roles && roles.any_of(route.roles));
}

}  // namespace province::console
