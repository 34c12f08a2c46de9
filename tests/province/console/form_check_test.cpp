#include "province/drafting/form_check.h"

#include <algorithm>
#include <string>

#include "province/drafting/place_ids.h"
#include "province/drafting/publish_draft.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace province;

namespace {

protocol::LawBook law_of(std::string_view deadlines)
{
    return must(protocol::parse_law_book(deadlines, "fixed = []\n"));
}

const protocol::LawBook rules = law_of(R"(
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
const std::vector<Filled> kFilled{
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

DraftText draft_of(const Filled& filled)
{
    DraftText draft;
    draft.kind = filled.kind;
    draft.title = "Tiêu đề";
    draft.body = "Nội dung.";
    draft.values = filled.values;
    return draft;
}

std::vector<std::string> fields_of(const std::vector<FieldProblem>& problems)
{
    std::vector<std::string> fields;
    for (const auto& problem : problems) {
        CHECK(problem.sentence.find("form.problem") == std::string::npos);
        fields.push_back(problem.field);
    }
    return fields;
}

}  // namespace

TEST_CASE("a form filled in as far as it must be is published as it stands", "[province][drafting]")
{
    const ProvinceFixture fixture;
    REQUIRE(kFilled.size() == form_kinds().size());
    const OfficeFolder office{fixture.data().offices(), "20107.ubnd"};
    const auto key =
        fixture.need(protocol::SigningKey::parse(fixture.need(read_file(office.publisher(), 4096))));
    for (const auto& filled : kFilled) {
        CAPTURE(filled.kind);
        const auto draft = draft_of(filled);
        CHECK(check_form(draft, fixture.today(), rules).empty());
        const auto again = fixture.need(draft_text_of(source_of(draft)));
        CHECK(source_of(again) == source_of(draft));
        const auto published =
            fixture.need(publish_source(fixture.data(), "van-ban-" + filled.kind, source_of(draft), {},
                                        "20107.ubnd", key, fixture.today(), fixture.law()));
        for (const auto& problem : published.problems) FAIL_CHECK(problem.sentence);
        CHECK_FALSE(published.record.empty());
    }
    CHECK(fixture.fsck().empty());
}

TEST_CASE("each field that must be filled in says so itself when it is empty", "[province][drafting]")
{
    const ProvinceFixture fixture;
    for (const auto& filled : kFilled) {
        for (const FormField& field : form_fields(filled.kind)) {
            if (!field.required) continue;
            CAPTURE(filled.kind, std::string(field.name));
            auto draft = draft_of(filled);
            for (const FormField& column : field.columns)
                draft.values.erase(std::string(field.name) + "." + std::string(column.name));
            draft.values[std::string(field.name)] = {" "};
            CHECK(fields_of(check_form(draft, fixture.today(), rules)) ==
                  std::vector<std::string>{std::string(field.name)});
        }
    }
    auto draft = draft_of(kFilled.front());
    draft.title = " ";
    draft.body.clear();
    draft.revises = "20107.ubnd-2026-0001";
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) ==
          std::vector<std::string>{"title", "chg", "body"});
}

TEST_CASE("days, hours, numbers and rows that are none are told at their field", "[province][drafting]")
{
    const ProvinceFixture fixture;
    auto draft = draft_of(kFilled[1]);
    draft.values["start"] = {"mai"};
    draft.values["from"] = {"2026-13-01"};
    draft.values["invited"] = {"bốn mươi"};
    draft.values["agenda.topic"] = {"Đường thôn", "", ""};
    draft.values["agenda.who"] = {"", "", "Ông An"};
    draft.values["household"] = {"một\nhai\nba\nbốn"};
    const auto problems = check_form(draft, fixture.today(), rules);
    CHECK(fields_of(problems) == std::vector<std::string>{"start", "from", "agenda", "invited", "household"});
    const auto row = std::ranges::find(problems, "agenda", [](const FieldProblem& one) { return one.field; });
    CHECK(row->sentence.find('3') != std::string::npos);  // as the page numbers it
    draft = draft_of(kFilled.front());
    draft.values["until"] = {"2026-11-01"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"until"});
}

TEST_CASE("a picture that the text shows must be attached", "[province][drafting]")
{
    const ProvinceFixture fixture;
    auto draft = draft_of(kFilled.front());
    draft.body = "![Sơ đồ](<Sơ đồ đất.png>) và ![](b.png)\n\n`![](c.png)` <img src=\"d.png\">";
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"body", "body"});
    draft.files = {"Sơ đồ đất.png", "b.png"};
    CHECK(check_form(draft, fixture.today(), rules).empty());
    // And so says the command line.
    const auto path = fixture.write("a.md", notice("Có hình", {}, "![x](khong-co.png)"));
    CHECK(fixture.publish({path}) == std::vector<std::string>{"picture_missing"});
}

TEST_CASE("terms of the rule book are kept before anything is sent on", "[province][drafting]")
{
    const ProvinceFixture fixture;
    auto draft = draft_of(kFilled.front());
    draft.values["until"] = {"2026-12-23"};
    const auto problems = check_form(draft, fixture.today(), rules);
    CHECK(fields_of(problems) == std::vector<std::string>{"until"});
    CHECK(problems.front().sentence.find("24/12/2026") != std::string::npos);
    draft = draft_of(kFilled[2]);
    draft.values["closes"] = {"2026-12-13"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"closes"});

    draft = draft_of(kFilled[1]);
    draft.values["start"] = {"2026-11-25T19:00"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"start"});
    draft.values["status"] = {"cancelled"};  // a storm keeps no terms
    CHECK(check_form(draft, fixture.today(), rules).empty());
    const auto law = must(protocol::load_law_book(places::assets() + "/law"));
    for (const char* rule :
         {"posting", "consultation", "notice_hoi_nghi_nhan_dan", "notice_doi_thoai", "notice_tiep_cong_dan"})
        CHECK(law.rule(rule, fixture.today()) != nullptr);
}

TEST_CASE("terms begin on the day it is signed at the earliest, and by the row in force then",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    auto draft = draft_of(kFilled.front());
    draft.values["from"] = {"2026-09-24"};  // long gone: nobody has read it yet
    draft.values["until"] = {"2026-12-23"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"until"});
    // Signed eight days later it is eight days short.
    draft = draft_of(kFilled.front());
    const auto later = protocol::add_days(fixture.today(), 8);
    CHECK(fields_of(check_form(draft, later, rules)) == std::vector<std::string>{"until"});
    // A correction leaves its days as they were.
    CHECK(check_form(draft, later, rules, &draft).empty());
    // A row of a new law counts from its own day.
    draft.values["from"] = {"2027-01-04"};
    draft.values["until"] = {"2027-02-10"};
    CHECK(check_form(draft, fixture.today(), rules).empty());
    const auto problems = check_form(draft, *protocol::parse_date("2027-01-04"), rules);
    REQUIRE(fields_of(problems) == std::vector<std::string>{"until"});
    CHECK(problems.front().sentence.find("05/03/2027") != std::string::npos);
}

TEST_CASE("what the law has posted all the time has no last day", "[province][drafting]")
{
    const ProvinceFixture fixture;
    const auto law = must(load_rule_book(places::assets() + "/law"));
    auto draft = draft_of(kFilled.front());
    const auto wrong = [&](const std::string& item) {
        draft.values["item"] = {item};
        return fields_of(check_form(draft, fixture.today(), rules, nullptr, law.is_standing(item)));
    };
    CHECK(wrong("D04") == std::vector<std::string>{"until"});
    CHECK(wrong("D03").empty());
    draft.values["until"] = {""};
    CHECK(wrong("D04").empty());
    CHECK(wrong("D03") == std::vector<std::string>{"until"});
}

TEST_CASE("a correction wins no day by a beginning that nobody saw", "[province][drafting]")
{
    const ProvinceFixture fixture;
    const auto before = draft_of(kFilled.front());
    auto draft = before;
    draft.values["from"] = {"2026-10-24"};
    draft.values["until"] = {"2026-11-30"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules, &before)) == std::vector<std::string>{"from"});
    draft.values["from"] = before.values.at("from");
    CHECK(fields_of(check_form(draft, fixture.today(), rules, &before)) == std::vector<std::string>{"until"});
    const auto asked = draft_of(kFilled[2]);
    draft = asked;
    draft.values["opens"] = {"2026-11-01"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules, &asked)) == std::vector<std::string>{"opens"});
}

TEST_CASE("a question and its answer name no document, any other paper does", "[province][drafting]")
{
    const ProvinceFixture fixture;
    auto draft = draft_of(kFilled.front());
    for (const char* field : {"doc_no", "doc_type", "doc_date", "signer_name", "signer_title"})
        draft.values[field] = {""};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)).size() == 5);
    draft.values["item"] = {"D14"};
    CHECK(check_form(draft, fixture.today(), rules).empty());
    draft.values["doc_no"] = {"128/BC-UBND"};  // then it is one
    CHECK(fields_of(check_form(draft, fixture.today(), rules)).size() == 4);
}

TEST_CASE("a meeting that is moved needs notice anew, in working days where the law says so",
          "[province][drafting]")
{
    const ProvinceFixture fixture;  // a Tuesday
    const auto before = draft_of(kFilled[1]);
    auto draft = before;
    draft.values["status"] = {"changed"};
    draft.values["place"] = {"Trường học"};
    const auto eve = *protocol::parse_date("2026-12-01");
    CHECK(check_form(draft, eve, rules, &before).empty());  // another place, the same day
    draft.values["start"] = {"2026-12-02T19:00"};
    CHECK(fields_of(check_form(draft, eve, rules, &before)) == std::vector<std::string>{"start"});
    draft.values["start"] = {"2026-12-03T19:00"};
    draft.values["until"] = {"2026-12-04"};
    CHECK(check_form(draft, eve, rules, &before).empty());

    draft = before;
    draft.values["status"] = {"changed"};
    draft.values["meeting_kind"] = {"tiep_cong_dan"};  // at the same hour, but of longer notice
    CHECK(fields_of(check_form(draft, eve, rules, &before)) == std::vector<std::string>{"start"});

    draft = before;
    draft.values["meeting_kind"] = {"tiep_cong_dan"};
    draft.values["start"] = {"2026-11-30T08:00"};
    const auto problems = check_form(draft, fixture.today(), rules);
    REQUIRE(fields_of(problems) == std::vector<std::string>{"start"});
    CHECK(problems.front().sentence.find("01/12/2026") != std::string::npos);
    draft.values["start"] = {"2026-12-01T08:00"};
    CHECK(check_form(draft, fixture.today(), rules).empty());
}

TEST_CASE("a meeting that was held says how many came, and who does what by when", "[province][drafting]")
{
    const ProvinceFixture fixture;
    auto draft = draft_of(kFilled[1]);
    draft.values["status"] = {"held"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) ==
          std::vector<std::string>{"status", "present", "decisions", "decisions"});
    draft.values["start"] = {"2026-11-20T19:00"};
    draft.values["present"] = {"84"};
    draft.values["decisions.who"] = {"Ông An"};
    draft.values["decisions.due"] = {"2026-12-20"};
    CHECK(check_form(draft, fixture.today(), rules).empty());
}

TEST_CASE("the result of a consultation is told whole, and not while people may still speak",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = draft_of(kFilled[2]);
    draft.values["opens"] = {"2026-10-01"};
    draft.values["closes"] = {"2026-11-23"};
    draft.values["options"] = {"Đường Đông Lưu\nĐường Hòa Vang"};
    draft.revises = "20107.ubnd-2026-0001";
    draft.chg = "bo_sung";
    const DraftText before = draft;
    const auto wrong = [&] { return fields_of(check_form(draft, fixture.today(), rules, &before)); };
    CHECK(wrong().empty());
    draft.values["results.themes.text"] = {"Làm đường Đông Lưu trước"};
    draft.values["results.themes.count"] = {"31"};
    CHECK(wrong() == std::vector<std::string>{"results.themes", "results.received"});
    draft.values["results.themes.answer"] = {"Tiếp thu: đưa vào kế hoạch 2027."};
    draft.values["results.received"] = {"52"};
    CHECK(wrong().empty());
    for (const std::string counts : {"31", "31\n20\n1", "31\nhai mươi", "31\n22"}) {
        draft.values["results.by_option"] = {counts};
        CAPTURE(counts);
        CHECK(wrong() == std::vector<std::string>{"results.by_option"});
    }
    draft.values["results.by_option"] = {"31\n20"};
    CHECK(wrong().empty());
    draft.values["closes"] = {"2026-11-24"};
    CHECK(wrong() == std::vector<std::string>{"results.received"});

    // It stands in the front matter as `publish` reads it.
    const auto source = source_of(draft);
    const auto again = fixture.need(draft_text_of(source));
    CHECK(again.values.at("results.themes.answer") == draft.values.at("results.themes.answer"));
    CHECK(again.value("results.by_option") == "31\n20");
    CHECK(again.value("results.received") == "52");
}

TEST_CASE("votes are told of a meeting that was held, and of no more people than were there",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = draft_of(kFilled[1]);
    draft.values["votes.q"] = {"Làm đường"};
    draft.values["votes.for"] = {"40"};
    draft.values["votes.against"] = {"2"};
    draft.values["votes.abstain"] = {"1"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"votes"});
    draft.values["status"] = {"held"};
    draft.values["start"] = {"2026-11-23T19:00"};
    draft.values["decisions.who"] = {"Ông An"};
    draft.values["decisions.due"] = {"2026-12-30"};
    draft.values["present"] = {"42"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"votes"});
    draft.values["present"] = {"43"};
    CHECK(check_form(draft, fixture.today(), rules).empty());
    draft.values["docs"] = {"20107.ubnd-2026-0012\nTờ trình số 5"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"docs"});
}

TEST_CASE("a posting on paper was done, and lasts as long as the law says", "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = draft_of(*std::ranges::find(kFilled, "board", &Filled::kind));
    const auto wrong = [&] { return fields_of(check_form(draft, fixture.today(), rules)); };
    draft.values["planned_end"] = {"2026-12-23"};
    CHECK(wrong() == std::vector<std::string>{"planned_end"});
    draft.values["posted_at"] = {"2026-11-23T08:00"};  // posted a day before it is written down
    CHECK(wrong().empty());
    draft.values["posted_at"] = {"2026-11-25T08:00"};
    draft.values["planned_end"] = {"2027-01-23"};
    CHECK(wrong() == std::vector<std::string>{"posted_at"});
    draft.values["posted_at"] = {"2026-11-23T08:00"};
    draft.values["taken_down_at"] = {"2026-11-22T08:00"};
    CHECK(wrong() == std::vector<std::string>{"taken_down_at"});

    // Its photograph is the card's own, whatever else is attached.
    draft.files = {"bien-ban.pdf", "bang-niem-yet.jpg"};
    const auto source = source_of(draft);
    CHECK(source.find("photo = \"bang-niem-yet.jpg\"") != std::string::npos);
    CHECK(source.find("att = [ \"bien-ban.pdf\" ]") != std::string::npos);
    CHECK(fixture.need(draft_text_of(source)).files.size() == 2);
}

TEST_CASE("villages and halls get an id once and keep it", "[province][drafting]")
{
    DraftText place;
    place.kind = "place";
    place.values["villages.name"] = {"Thôn Đông Lưu", "Tổ dân phố 7", "Thôn Đông Lưu", "", "Thôn Mới"};
    place.values["villages.id"] = {"", "", "", "", "thon-cu"};
    place.values["halls.name"] = {"Trụ sở", "Nhà văn hóa"};
    place.values["halls.id"] = {"20107-h1"};
    give_place_ids(place, "20107");
    CHECK(place.values["villages.id"] ==
          std::vector<std::string>{"dong-luu", "7", "dong-luu-2", "", "thon-cu"});
    CHECK(place.values["halls.id"] == std::vector<std::string>{"20107-h1", "20107-h2"});
    const auto before = place.values;
    place.values["villages.name"][0] = "Thôn Đông Lưu Thượng";
    give_place_ids(place, "20107");
    CHECK(place.values["villages.id"] == before.at("villages.id"));
}

TEST_CASE("a mark that people gave is told of ten of them or not at all", "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = draft_of(*std::ranges::find(kFilled, "stats", &Filled::kind));
    const auto wrong = [&](const std::string& n, const std::string& mark) {
        draft.values["rating.n"] = {n};
        draft.values["rating.avg10"] = {mark};
        return fields_of(check_form(draft, fixture.today(), rules));
    };
    CHECK(wrong("", "").empty());
    CHECK(wrong("10", "42").empty());
    CHECK(wrong("9", "42") == std::vector<std::string>{"rating.n"});
    CHECK(wrong("10", "51") == std::vector<std::string>{"rating.avg10"});
    CHECK(wrong("10", "") == std::vector<std::string>{"rating.avg10"});
    CHECK(wrong("", "42") == std::vector<std::string>{"rating.n"});
}

TEST_CASE("published figures add up", "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = draft_of(*std::ranges::find(kFilled, "stats", &Filled::kind));
    const auto wrong = [&](const std::string& field, const std::string& n) {
        DraftText changed = draft;
        changed.values[field] = {n};
        return fields_of(check_form(changed, fixture.today(), rules));
    };
    CHECK(wrong("late", "2").empty());
    CHECK(wrong("late", "3") == std::vector<std::string>{"late"});
    CHECK(wrong("withdrawn", "2").empty());
    CHECK(wrong("withdrawn", "3") == std::vector<std::string>{"received"});
    CHECK(wrong("by_topic.code", "khac").empty());
    CHECK(wrong("by_topic.code", "khác") == std::vector<std::string>{"by_topic"});
}
