#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/records/entry.h"

// The fields of each record type, by the names of protocol.md §8.4. In JSON a Date is "YYYY-MM-DD", a Time is
// Unix seconds, money is whole đồng, a Hash is hex; an unset optional, empty string or empty list is left
// out.

namespace protocol {

struct Attachment {
    Blob blob;  ///< written as h, n, m beside the name
    std::string name;
    std::optional<std::int64_t> pages;
    friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct Audio {
    Blob blob;
    std::int64_t s = 0;  ///< seconds
    friend bool operator==(const Audio&, const Audio&) = default;
};

/// One difference a revision makes.
struct Change {
    std::string field, from, to;
    friend bool operator==(const Change&, const Change&) = default;
};

struct DisclosureForm {
    std::string form;  ///< letter a…k of law.md 2.3
    std::string place;
    friend bool operator==(const DisclosureForm&, const DisclosureForm&) = default;
};

struct Privacy {
    bool list_of_people = false;
    std::optional<Date> hide_after;
    friend bool operator==(const Privacy&, const Privacy&) = default;
};

struct Disclosure {
    std::string doc_no, doc_type;
    std::optional<Date> doc_date;
    std::string issuer, signer_name, signer_title;
    std::optional<Date> effective, expires;
    std::optional<std::int64_t> term_days;  ///< ≥ 30 where the law asks for it
    std::vector<DisclosureForm> forms;
    std::optional<Date> comment_until;
    std::optional<Privacy> privacy;
    friend bool operator==(const Disclosure&, const Disclosure&) = default;
};

struct AgendaItem {
    std::int64_t n = 0;
    std::string topic, who;
    std::optional<std::int64_t> min;  ///< minutes
    friend bool operator==(const AgendaItem&, const AgendaItem&) = default;
};

struct Vote {
    std::string q;
    std::int64_t yes = 0;  ///< JSON name `for`
    std::int64_t against = 0;
    std::int64_t abstain = 0;
    friend bool operator==(const Vote&, const Vote&) = default;
};

struct Decision {
    std::string text, who;
    std::optional<Date> due;
    bool done = false;
    friend bool operator==(const Decision&, const Decision&) = default;
};

struct Meeting {
    std::optional<Time> start, end;
    std::string place, address;
    std::string kind;  ///< hoi_nghi_nhan_dan, tiep_xuc_cu_tri, tiep_cong_dan, doi_thoai
    std::string organiser, audience;
    std::vector<AgendaItem> agenda;
    std::string status = "scheduled";  ///< scheduled | changed | cancelled | held
    std::vector<std::string> docs;     ///< record ids
    std::optional<std::int64_t> present, invited;
    std::vector<Vote> votes;
    std::optional<Blob> minutes;  ///< text/markdown
    std::vector<Decision> decisions;
    friend bool operator==(const Meeting&, const Meeting&) = default;
};

struct Theme {
    std::string text;
    std::int64_t count = 0;
    std::string answer;
    friend bool operator==(const Theme&, const Theme&) = default;
};

struct ConsultationResults {
    std::int64_t received = 0;
    std::vector<std::int64_t> by_option;  ///< in the order of `options`
    std::vector<Theme> themes;
    friend bool operator==(const ConsultationResults&, const ConsultationResults&) = default;
};

struct Consultation {
    std::string question, why;
    std::vector<std::string> options, docs;  ///< docs: record ids
    std::optional<Time> opens, closes;       ///< a closing day means its last second
    std::vector<std::string> channels;
    std::string recipients;  ///< lane of the answers, usually "opinion"
    std::optional<ConsultationResults> results;
    std::string decision_ref, plan_ref;
    friend bool operator==(const Consultation&, const Consultation&) = default;
};

struct BudgetLine {
    std::string source;
    std::int64_t amount = 0;
    friend bool operator==(const BudgetLine&, const BudgetLine&) = default;
};

/// What residents give to a project: the "dân làm" of it.
struct PeopleShare {
    std::optional<std::int64_t> money, labour_days, land_m2;
    friend bool operator==(const PeopleShare&, const PeopleShare&) = default;
};

/// Community investment supervision board.
struct SupervisionBoard {
    std::string name;
    std::vector<std::string> members;
    std::string phone;
    friend bool operator==(const SupervisionBoard&, const SupervisionBoard&) = default;
};

struct Milestone {
    std::string text;
    std::optional<Date> date;
    bool done = false;
    friend bool operator==(const Milestone&, const Milestone&) = default;
};

struct ProjectIssue {
    std::optional<Date> date;
    std::string text, answer, state;
    friend bool operator==(const ProjectIssue&, const ProjectIssue&) = default;
};

struct Project {
    std::string code, name, owner, kind, decision_ref;
    std::vector<BudgetLine> budget;
    std::optional<PeopleShare> people_share;
    std::string contractor, supervisor;
    std::optional<SupervisionBoard> board;
    std::optional<Date> start_plan, end_plan, start, end;
    std::optional<std::int64_t> progress_pct, paid;
    std::optional<std::int64_t> lat_u, lon_u;  ///< micro-degrees
    std::vector<Milestone> milestones;
    std::vector<Attachment> photos;
    std::vector<ProjectIssue> issues;
    friend bool operator==(const Project&, const Project&) = default;
};

struct FeeLine {
    std::string what;
    std::int64_t amount = 0;
    friend bool operator==(const FeeLine&, const FeeLine&) = default;
};

struct DossierItem {
    std::string text;
    std::optional<std::int64_t> copies;
    std::string form;
    friend bool operator==(const DossierItem&, const DossierItem&) = default;
};

struct Procedure {
    std::string code, name, field, where;
    std::vector<FeeLine> fee;
    std::optional<std::int64_t> days;
    std::vector<DossierItem> dossier;
    std::vector<std::string> steps;
    std::string result;
    std::vector<std::string> law;
    std::string online_level;
    std::vector<Attachment> forms;
    std::string decision_ref;
    friend bool operator==(const Procedure&, const Procedure&) = default;
};

struct Contact {
    std::string office, role, name, phone_work, room;
    std::vector<std::string> hours;
    std::string reception_day;
    std::optional<Blob> photo;
    std::string box_id;
    std::vector<std::string> languages;
    friend bool operator==(const Contact&, const Contact&) = default;
};

struct TopicCount {
    std::string code;
    std::int64_t received = 0;
    std::int64_t answered = 0;
    friend bool operator==(const TopicCount&, const TopicCount&) = default;
};

/// Of fewer no mark is told: it would tell who gave it (protocol.md §8.4).
inline constexpr std::int64_t kLeastRatings = 10;

struct Rating {
    std::int64_t n = 0;
    std::int64_t avg10 = 0;  ///< tenths
    friend bool operator==(const Rating&, const Rating&) = default;
};

struct Stats {
    std::optional<Date> period_from, period_to;
    std::int64_t received = 0, answered = 0, on_time = 0, late = 0;
    std::optional<std::int64_t> median_days, oldest_open_days;
    std::vector<TopicCount> by_topic;
    std::int64_t withdrawn = 0;
    std::optional<Hash> id_root;
    std::optional<Rating> rating;  ///< only when n ≥ 10
    friend bool operator==(const Stats&, const Stats&) = default;
};

struct Withdrawal {
    std::string reason, who, may_be_seen_at;
    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

struct Bulletin {
    std::string text;
    std::string level = "info";  ///< info | warning | danger
    std::optional<Time> start, end;
    friend bool operator==(const Bulletin&, const Bulletin&) = default;
};

struct NamedPlace {
    std::string id, name;
    friend bool operator==(const NamedPlace&, const NamedPlace&) = default;
};

struct Place {
    std::string name;
    std::vector<NamedPlace> villages, halls;
    std::vector<std::string> predecessors;  ///< codes of communes merged into this one
    friend bool operator==(const Place&, const Place&) = default;
};

/// The act of posting on paper.
struct Board {
    std::string record, place;
    std::optional<Time> posted_at;
    std::string posted_by, witness;
    std::optional<Blob> photo;
    std::optional<Date> planned_end;
    std::optional<Time> taken_down_at;
    friend bool operator==(const Board&, const Board&) = default;
};

}  // namespace protocol
