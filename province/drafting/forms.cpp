#include "province/drafting/forms.h"

#include <array>

#include "province/text/texts.h"

namespace province {

namespace {

using enum Widget;

constexpr FormField kPlaces[] = {{"form", Choice, true, "a|b|c|d|e|g|h|i|k"}, {"place", Line}};
constexpr FormField kDisclosure[] = {
    {"item", Item, true},
    {"secrecy", Choice, true, "none"},
    {"household", Lines, true},
    {"doc_no", Line, true},
    {"doc_type", Line, true},
    {"doc_date", Date, true},
    {"issuer", Line, true},
    {"signer_name", Line, true},
    {"signer_title", Line, true},
    {"from", Date, true},
    {"until", Date, true},
    {"effective", Date},
    {"expires", Date},
    {"comment_until", Date},
    {"privacy.list_of_people", YesNo},
    {"forms", Rows, false, {}, kPlaces},
    {"summary", Text},
    {"contact", Contact},
};

constexpr FormField kAgenda[] = {{"topic", Line, true}, {"who", Line}, {"min", Whole}};
constexpr FormField kDecisions[] = {{"text", Line, true}, {"who", Line}, {"due", Date}, {"done", YesNo}};
constexpr FormField kVotes[] = {
    {"q", Line, true}, {"for", Whole, true}, {"against", Whole, true}, {"abstain", Whole, true}};
constexpr FormField kMeeting[] = {
    {"meeting_kind", Choice, true, "hoi_nghi_nhan_dan|tiep_xuc_cu_tri|tiep_cong_dan|doi_thoai"},
    {"status", Choice, true, "scheduled|changed|cancelled|held"},
    {"start", Moment, true},
    {"end", Moment},
    {"place", Line, true},
    {"address", Line},
    {"organiser", Line, true},
    {"audience", Line},
    {"from", Date, true},
    {"until", Date, true},
    {"household", Lines},
    {"agenda", Rows, false, {}, kAgenda},
    {"docs", Papers},
    {"invited", Whole},
    {"present", Whole},
    {"votes", Rows, false, {}, kVotes},
    {"minutes_text", Text},
    {"decisions", Rows, false, {}, kDecisions},
    {"summary", Text},
    {"contact", Contact},
};

constexpr FormField kBulletin[] = {
    {"level", Choice, true, "info|warning|danger"},
    {"text", Text, true},
    {"start", Moment, true},
    {"end", Moment, true},
};

constexpr FormField kThemes[] = {{"text", Line, true}, {"count", Whole, true}, {"answer", Line, true}};
constexpr FormField kConsultation[] = {
    {"item", Item},
    {"question", Text, true},
    {"why", Text, true},
    {"options", Lines},
    {"opens", Date, true},
    {"closes", Date, true},
    {"channels", Lines},
    {"docs", Papers},
    {"household", Lines, true},
    {"results.received", Whole},
    {"results.by_option", Numbers},
    {"results.themes", Rows, false, {}, kThemes},
    {"decision_ref", Line},
    {"plan_ref", Line},
    {"summary", Text},
    {"contact", Contact},
};

constexpr FormField kBudget[] = {{"source", Line, true}, {"amount", Whole, true}};
constexpr FormField kMilestones[] = {{"text", Line, true}, {"date", Date}, {"done", YesNo}};
constexpr FormField kIssues[] = {{"date", Date},
                                 {"text", Line, true},
                                 {"answer", Line},
                                 {"state", Choice, false, "dang_theo_doi|da_xu_ly"}};
constexpr FormField kProject[] = {
    {"code", Line},
    {"project_kind", Choice, true, "dau_tu_cong|nha_nuoc_va_nhan_dan"},
    {"owner", Line, true},
    {"decision_ref", Line},
    {"start_plan", Date},
    {"end_plan", Date, true},
    {"start", Date},
    {"end", Date},
    {"progress_pct", Whole, true},
    {"paid", Whole},
    {"budget", Rows, true, {}, kBudget},
    {"people_share.money", Whole},
    {"people_share.labour_days", Whole},
    {"people_share.land_m2", Whole},
    {"contractor", Line},
    {"supervisor", Line},
    {"board.name", Line},
    {"board.members", Lines},
    {"board.phone", Line},
    {"milestones", Rows, false, {}, kMilestones},
    {"issues", Rows, false, {}, kIssues},
    {"lat_u", Degrees},
    {"lon_u", Degrees},
    {"from", Date, true},
    {"until", Date},
    {"household", Lines, true},
    {"summary", Text},
    {"contact", Contact},
};

constexpr FormField kFee[] = {{"what", Line, true}, {"amount", Whole, true}};
constexpr FormField kDossier[] = {{"text", Line, true}, {"copies", Whole}, {"form", Line}};
constexpr FormField kProcedure[] = {
    {"code", Line, true},  {"field", Line, true},          {"where", Line, true},
    {"days", Whole, true}, {"fee", Rows, false, {}, kFee}, {"dossier", Rows, true, {}, kDossier},
    {"forms", Files},      {"steps", Lines, true},         {"result", Line, true},
    {"law", Lines},        {"online_level", Line},         {"decision_ref", Line},
    {"from", Date, true},  {"household", Lines},           {"summary", Text},
    {"contact", Contact},
};

constexpr FormField kContact[] = {
    {"office", Line, true}, {"role", Line},   {"name", Line},          {"phone_work", Line},
    {"room", Line},         {"hours", Lines}, {"reception_day", Line}, {"from", Date, true},
};

constexpr FormField kTopics[] = {{"code", Topic, true}, {"received", Whole, true}, {"answered", Whole, true}};
constexpr FormField kStats[] = {
    {"period_from", Date, true}, {"period_to", Date, true},
    {"received", Whole, true},   {"answered", Whole, true},
    {"on_time", Whole, true},    {"late", Whole, true},
    {"median_days", Whole},      {"oldest_open_days", Whole},
    {"withdrawn", Whole},        {"by_topic", Rows, false, {}, kTopics},
    {"rating.n", Whole},         {"rating.avg10", Whole},
    {"from", Date, true},        {"summary", Text},
};

constexpr FormField kNamed[] = {{"name", Line, true}, {"id", Line}};
constexpr FormField kPlace[] = {
    {"name", Line, true},
    {"villages", Rows, true, {}, kNamed},
    {"halls", Rows, false, {}, kNamed},
    {"predecessors", Lines},
    {"from", Date, true},
    {"summary", Text},
};

constexpr FormField kBoard[] = {
    {"record", Paper, true},   {"place", Line, true}, {"posted_at", Moment, true},
    {"posted_by", Line, true}, {"witness", Line},     {"planned_end", Date, true},
    {"taken_down_at", Moment}, {"from", Date, true},
};

constexpr FormField kWithdrawal[] = {
    {"ground", Choice, true, "sai_tham_quyen|sai_so_lieu|het_hieu_luc|dang_nham|du_lieu_ca_nhan"},
    {"reason", Text, true},
    {"who", Line, true},
    {"may_be_seen_at", Line},
};

struct Form {
    std::string_view kind;
    std::span<const FormField> fields;
};
constexpr std::array<Form, 11> kForms{{{"disclosure", kDisclosure},
                                       {"meeting", kMeeting},
                                       {"consultation", kConsultation},
                                       {"project", kProject},
                                       {"procedure", kProcedure},
                                       {"stats", kStats},
                                       {"bulletin", kBulletin},
                                       {"contact", kContact},
                                       {"place", kPlace},
                                       {"board", kBoard},
                                       {"withdrawal", kWithdrawal}}};
constexpr std::array<std::string_view, 10> kOffered{"disclosure", "meeting",  "consultation", "project",
                                                    "procedure",  "bulletin", "contact",      "board",
                                                    "place",      "stats"};

std::string key_in(std::string_view scope, std::string_view name, std::string_view ending)
{
    std::string own = "form." + std::string(scope) + "." + std::string(name) + std::string(ending);
    return texts().has(own) ? own : "form." + std::string(name) + std::string(ending);
}

}  // namespace

std::span<const FormField> form_fields(std::string_view kind)
{
    for (const Form& form : kForms)
        if (form.kind == kind) return form.fields;
    return {};
}

std::span<const std::string_view> form_kinds() { return kOffered; }

std::string label_key(std::string_view scope, std::string_view name) { return key_in(scope, name, {}); }

std::string hint_key(std::string_view scope, std::string_view name)
{
    std::string key = key_in(scope, name, ".hint");
    return texts().has(key) ? key : std::string{};
}

}  // namespace province
