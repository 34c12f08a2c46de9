#pragma once

#include <map>
#include <string>
#include <vector>

#include "province/drafting/draft_text.h"
#include "province/drafting/form_check.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

inline protocol::LawBook law_of(std::string_view deadlines)
{
    return must(protocol::parse_law_book(deadlines, "fixed = []\n"));
}

inline const protocol::LawBook rules = law_of(R"(
[[deadline]]
id = "T02"
days = 30
rule = "posting"
law = "Điều 13"
valid_to = 2026-12-31
[[deadline]]
id = "T02"
days = 60
rule = "posting"
law = "Điều 13 mới"
valid_from = 2027-01-01
[[deadline]]
id = "T14"
days = 20
rule = "consultation"
law = "Điều 28"
[[deadline]]
id = "T06"
days = 2
rule = "notice_hoi_nghi_nhan_dan"
law = "Điều 3"
[[deadline]]
id = "T25"
working_days = 5
rule = "notice_tiep_cong_dan"
law = "Điều 24"
)");

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Filled {
    std::string kind;
    Values values;
};

/// Every form, filled in as far as it must be.
inline const std::vector<Filled> kFilled{
    {"disclosure",
     {{"item", {"D04"}},
      {"secrecy", {"none"}},
      {"household", {"Một dòng"}},
      {"doc_no", {"128/BC-UBND"}},
      {"doc_type", {"Báo cáo"}},
      {"doc_date", {"2026-11-18"}},
      {"issuer", {"Ủy ban nhân dân xã"}},
      {"privacy.list_of_people", {"yes"}},
      {"signer_name", {"Trần Văn Phước"}},
      {"signer_title", {"Chủ tịch"}},
      {"from", {"2026-11-24"}},
      {"until", {"2026-12-24"}}}},
    {"meeting",
     {{"meeting_kind", {"hoi_nghi_nhan_dan"}},
      {"status", {"scheduled"}},
      {"start", {"2026-12-01T19:00"}},
      {"place", {"Nhà văn hóa"}},
      {"organiser", {"Thôn Đông Lưu"}},
      {"from", {"2026-11-24"}},
      {"until", {"2026-12-02"}},
      {"agenda.topic", {"Đường thôn", "", "Việc khác"}},
      {"agenda.min", {"30", "", ""}},
      {"minutes_text", {"# Biên bản\n\nBà con đồng ý."}},
      {"decisions.text", {"Làm đường"}},
      {"decisions.done", {"yes"}}}},
    {"consultation",
     {{"question", {"Làm đường nào trước?"}},
      {"why", {"Tiền chỉ đủ một đường."}},
      {"household", {"Một dòng"}},
      {"opens", {"2026-11-24"}},
      {"closes", {"2026-12-20"}}}},
    {"project",
     {{"project_kind", {"dau_tu_cong"}},
      {"owner", {"UBND xã"}},
      {"end_plan", {"2027-03-01"}},
      {"progress_pct", {"40"}},
      {"budget.source", {"Ngân sách xã"}},
      {"budget.amount", {"412000000"}},
      {"people_share.money", {"80000000"}},
      {"board.name", {"Ban giám sát"}},
      {"board.members", {"Nguyễn Văn An\nLê Thị Bé"}},
      {"milestones.text", {"Đổ nền"}},
      {"milestones.done", {"yes"}},
      {"household", {"Một dòng"}},
      {"from", {"2026-11-24"}}}},
    {"procedure",
     {{"code", {"1.001193"}},
      {"field", {"Hộ tịch"}},
      {"where", {"Bộ phận Một cửa"}},
      {"days", {"1"}},
      {"dossier.text", {"Tờ khai"}},
      {"dossier.copies", {"1"}},
      {"steps", {"Nộp hồ sơ\nNhận kết quả"}},
      {"result", {"Giấy khai sinh"}},
      {"from", {"2026-11-24"}}}},
    {"stats",
     {{"period_from", {"2026-10-01"}},
      {"period_to", {"2026-10-31"}},
      {"received", {"42"}},
      {"answered", {"40"}},
      {"on_time", {"38"}},
      {"late", {"2"}},
      {"by_topic.code", {"ha_tang"}},
      {"by_topic.received", {"12"}},
      {"by_topic.answered", {"12"}},
      {"from", {"2026-11-24"}}}},
    {"bulletin",
     {{"level", {"warning"}},
      {"text", {"Nước lên"}},
      {"start", {"2026-11-24T08:00"}},
      {"end", {"2026-11-25T08:00"}}}},
    {"contact", {{"office", {"Bộ phận Một cửa"}}, {"from", {"2026-11-24"}}}},
    {"board",
     {{"record", {"van-ban-disclosure"}},
      {"place", {"Nhà văn hóa thôn Đông Lưu"}},
      {"posted_at", {"2026-11-24T08:00"}},
      {"posted_by", {"Trần Thị Mai"}},
      {"planned_end", {"2026-12-24"}},
      {"from", {"2026-11-24"}}}},
    {"place",
     {{"name", {"Xã Phú Lộc"}},
      {"villages.name", {"Thôn Đông Lưu"}},
      {"villages.id", {"dong-luu"}},
      {"halls.name", {"Trụ sở"}},
      {"halls.id", {"20107-h1"}},
      {"from", {"2026-11-24"}}}},
};

inline province::DraftText draft_of(const Filled& filled)
{
    province::DraftText draft;
    draft.kind = filled.kind;
    draft.title = "Tiêu đề";
    draft.body = "Nội dung.";
    draft.values = filled.values;
    return draft;
}

inline std::vector<std::string> fields_of(const std::vector<province::FieldProblem>& problems)
{
    std::vector<std::string> fields;
    for (const auto& problem : problems) {
        CHECK(problem.sentence.find("form.problem") == std::string::npos);
        fields.push_back(problem.field);
    }
    return fields;
}
