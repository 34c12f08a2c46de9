#include "province/publish/card_fields.h"

#include <algorithm>
#include <array>

#include "protocol/records/card_types.h"

namespace province {

namespace {

using enum FieldKind;

constexpr Field kForms[] = {{"form", Text, true}, {"place", Text}};
constexpr Field kPrivacy[] = {{"list_of_people", YesNo, true}, {"hide_after", Date}};
constexpr Field kDisclosure[] = {
    {"doc_no", Text},        {"doc_type", Text},
    {"doc_date", Date},      {"issuer", Text},
    {"signer_name", Text},   {"signer_title", Text},
    {"effective", Date},     {"expires", Date},
    {"term_days", Whole},    {"forms", Tables, false, kForms},
    {"comment_until", Date}, {"privacy", Table, false, kPrivacy},
};

constexpr Field kAgenda[] = {{"n", Whole, true}, {"topic", Text, true}, {"who", Text}, {"min", Whole}};
constexpr Field kVotes[] = {
    {"q", Text, true}, {"for", Whole, true}, {"against", Whole, true}, {"abstain", Whole, true}};
constexpr Field kDecisions[] = {{"text", Text, true}, {"who", Text}, {"due", Date}, {"done", YesNo}};
constexpr Field kMeeting[] = {
    {"start", Moment, true},
    {"end", Moment},
    {"place", Text},
    {"address", Text},
    {"meeting_kind", Text, false, {}, {}, 0, "kind"},
    {"organiser", Text},
    {"audience", Text},
    {"agenda", Tables, false, kAgenda},
    {"status", Text, false, {}, "scheduled|changed|cancelled|held"},
    {"docs", References},
    {"present", Whole},
    {"invited", Whole},
    {"votes", Tables, false, kVotes},
    {"minutes", TextFile},
    {"minutes_text", TextHere, false, {}, {}, 0, "minutes"},
    {"decisions", Tables, false, kDecisions},
};

constexpr Field kThemes[] = {{"text", Text, true}, {"count", Whole, true}, {"answer", Text}};
constexpr Field kResults[] = {
    {"received", Whole, true}, {"by_option", Wholes}, {"themes", Tables, false, kThemes}};
constexpr Field kConsultation[] = {
    {"question", Text, true},  {"why", Text},         {"options", Texts},
    {"docs", References},      {"opens", Moment},     {"closes", MomentEnd},
    {"channels", Texts},       {"recipients", Text},  {"results", Table, false, kResults},
    {"decision_ref", Pointer}, {"plan_ref", Pointer},
};

constexpr Field kBudget[] = {{"source", Text, true}, {"amount", Whole, true}};
constexpr Field kPeopleShare[] = {
    {"money", Whole}, {"labour_days", Whole}, {"land_m2", Whole, false, {}, {}, 0, "land_sqm"}};
constexpr Field kSupervision[] = {{"name", Text}, {"members", Texts}, {"phone", Text}};
constexpr Field kMilestones[] = {{"text", Text, true}, {"date", Date}, {"done", YesNo}};
constexpr Field kIssues[] = {{"date", Date}, {"text", Text, true}, {"answer", Text}, {"state", Text}};
constexpr Field kProject[] = {
    {"code", Text},
    {"name", Text, true},
    {"owner", Text},
    {"project_kind", Text, false, {}, {}, 0, "kind"},
    {"decision_ref", Pointer},
    {"budget", Tables, false, kBudget},
    {"people_share", Table, false, kPeopleShare},
    {"contractor", Text},
    {"supervisor", Text},
    {"board", Table, false, kSupervision},
    {"start_plan", Date},
    {"end_plan", Date},
    {"start", Date},
    {"end", Date},
    {"progress_pct", Whole},
    {"paid", Whole},
    {"lat_u", Signed},
    {"lon_u", Signed},
    {"milestones", Tables, false, kMilestones},
    {"photos", Files},
    {"issues", Tables, false, kIssues},
};

constexpr Field kFee[] = {{"what", Text, true}, {"amount", Whole, true}};
constexpr Field kDossier[] = {{"text", Text, true}, {"copies", Whole}, {"form", Text}};
constexpr Field kProcedure[] = {
    {"code", Text},
    {"name", Text, true},
    {"field", Text},
    {"where", Text},
    {"fee", Tables, false, kFee},
    {"days", Whole},
    {"dossier", Tables, false, kDossier},
    {"steps", Texts},
    {"result", Text},
    {"law", Texts},
    {"online_level", Text},
    {"forms", Files},
    {"decision_ref", Pointer},
};

constexpr Field kContact[] = {
    {"office", Text, true}, {"role", Text},       {"name", Text},          {"phone_work", Text},
    {"room", Text},         {"hours", Texts},     {"reception_day", Text}, {"photo", File},
    {"box_id", Text},       {"languages", Texts},
};

constexpr Field kTopics[] = {{"code", Text, true}, {"received", Whole, true}, {"answered", Whole, true}};
// Of fewer than ten ratings no mark is told: it would tell who gave it (protocol.md §8.4).
constexpr Field kRating[] = {{"n", Whole, true, {}, {}, 0, {}, protocol::kLeastRatings},
                             {"avg10", Whole, true, {}, {}, 0, "avg_tenths"}};
constexpr Field kStats[] = {
    {"period_from", Date, true}, {"period_to", Date, true},         {"received", Whole, true},
    {"answered", Whole, true},   {"on_time", Whole, true},          {"late", Whole, true},
    {"median_days", Whole},      {"oldest_open_days", Whole},       {"by_topic", Tables, false, kTopics},
    {"withdrawn", Whole},        {"rating", Table, false, kRating},
};

constexpr Field kWithdrawal[] = {{"reason", Text, true}, {"who", Text}, {"may_be_seen_at", Text}};
constexpr Field kBulletin[] = {{"text", Text, true},
                               {"level", Text, false, {}, "info|warning|danger"},
                               {"start", Moment},
                               {"end", MomentEnd}};
constexpr Field kNamed[] = {{"id", Text, true}, {"name", Text, true}};
constexpr Field kPlace[] = {{"name", Text, true},
                            {"villages", Tables, true, kNamed},
                            {"halls", Tables, false, kNamed},
                            {"predecessors", Texts}};
constexpr Field kBoard[] = {
    {"record", Reference, true}, {"place", Text, true},     {"posted_at", Moment, true},
    {"posted_by", Text},         {"witness", Text},         {"photo", File},
    {"planned_end", Date},       {"taken_down_at", Moment},
};

constexpr Field kChanges[] = {{"field", Text, true}, {"from", Text}, {"to", Text}};
constexpr Field kCommon[] = {
    {"changes", Tables, false, kChanges},
    {"summary", Text},
    {"household", Texts, false, {}, {}, 3},
    {"contact", Reference},
    {"thread", Text},
    {"att", Files},
    {"audio", Audio},
};

struct Type {
    std::string_view t;
    std::span<const Field> fields;
};
const std::array<Type, 11> kTypes{{{"disclosure", kDisclosure},
                                   {"meeting", kMeeting},
                                   {"consultation", kConsultation},
                                   {"project", kProject},
                                   {"procedure", kProcedure},
                                   {"contact", kContact},
                                   {"stats", kStats},
                                   {"withdrawal", kWithdrawal},
                                   {"bulletin", kBulletin},
                                   {"place", kPlace},
                                   {"board", kBoard}}};

}  // namespace

std::span<const Field> card_fields(std::string_view t)
{
    const auto found =
        std::find_if(kTypes.begin(), kTypes.end(), [t](const Type& type) { return type.t == t; });
    return found == kTypes.end() ? std::span<const Field>{} : found->fields;
}

std::span<const Field> common_card_fields() { return kCommon; }

bool is_publishable(std::string_view t) { return !card_fields(t).empty(); }

bool needs_body(std::string_view t) { return t == "disclosure" || t == "consultation"; }

}  // namespace province
