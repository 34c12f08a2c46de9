#include <string>

#include "province/drafting/form_check.h"
#include "tests/province/console/filled_forms.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/places.h"

using namespace province;

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
