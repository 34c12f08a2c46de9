#include "province/drafting/form_check.h"

#include <algorithm>
#include <string>

#include "province/drafting/place_ids.h"
#include "province/drafting/publish_draft.h"
#include "tests/province/console/filled_forms.h"
#include "tests/province/publish/province_fixture.h"

using namespace province;

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
    draft.values["docs"] = {"20107.ubnd-2026-0012", "", "Tờ trình số 5"};
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"docs"});
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
