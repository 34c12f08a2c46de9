#include "province/drafting/forms.h"

#include <array>

namespace province {

namespace {

using enum Widget;

constexpr FormField kPlaces[] = {{"form", Choice, true, "a|b|c|d|e|g|h|i|k"}, {"place", Line}};
constexpr FormField kDisclosure[] = {
    {"item", Item, true},
    {"household", Lines, true},
    {"doc_no", Line, true},
    {"doc_type", Line},
    {"doc_date", Date, true},
    {"signer_name", Line},
    {"signer_title", Line},
    {"from", Date, true},
    {"until", Date, true},
    {"effective", Date},
    {"expires", Date},
    {"comment_until", Date},
    {"forms", Rows, false, {}, kPlaces},
    {"summary", Text},
};

constexpr FormField kAgenda[] = {{"topic", Line, true}, {"who", Line}, {"min", Whole}};
constexpr FormField kDecisions[] = {{"text", Line, true}, {"who", Line}, {"due", Date}};
constexpr FormField kMeeting[] = {
    {"meeting_kind", Choice, true, "hoi_nghi_nhan_dan|tiep_xuc_cu_tri|tiep_cong_dan|doi_thoai"},
    {"status", Choice, true, "scheduled|changed|cancelled|held"},
    {"start", Moment, true},
    {"end", Moment},
    {"place", Line, true},
    {"organiser", Line},
    {"audience", Line},
    {"from", Date, true},
    {"until", Date, true},
    {"household", Lines},
    {"agenda", Rows, false, {}, kAgenda},
    {"invited", Whole},
    {"present", Whole},
    {"decisions", Rows, false, {}, kDecisions},
    {"summary", Text},
};

constexpr FormField kBulletin[] = {
    {"level", Choice, true, "info|warning|danger"},
    {"text", Text, true},
    {"start", Moment, true},
    {"end", Moment, true},
};

constexpr FormField kConsultation[] = {
    {"item", Item},      {"question", Text, true}, {"why", Text},
    {"options", Lines},  {"opens", Date, true},    {"closes", Date, true},
    {"channels", Lines}, {"household", Lines},     {"summary", Text},
};

constexpr FormField kContact[] = {
    {"office", Line, true}, {"role", Line},   {"name", Line},          {"phone_work", Line},
    {"room", Line},         {"hours", Lines}, {"reception_day", Line},
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
constexpr std::array<Form, 6> kForms{{{"disclosure", kDisclosure},
                                      {"meeting", kMeeting},
                                      {"consultation", kConsultation},
                                      {"bulletin", kBulletin},
                                      {"contact", kContact},
                                      {"withdrawal", kWithdrawal}}};
constexpr std::array<std::string_view, 5> kOffered{"disclosure", "meeting", "consultation", "bulletin",
                                                   "contact"};

}  // namespace

std::span<const FormField> form_fields(std::string_view kind)
{
    for (const Form& form : kForms)
        if (form.kind == kind) return form.fields;
    return {};
}

std::span<const std::string_view> form_kinds() { return kOffered; }

}  // namespace province
