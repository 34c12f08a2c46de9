#include <map>
#include <string>

#include "province/attachments/upload_store.h"
#include "province/drafting/degrees.h"
#include "province/drafting/publish_draft.h"
#include "province/publish/log_state.h"
#include "province/registry/drafts.h"
#include "tests/province/console/filled_forms.h"
#include "tests/province/console/writing_fixture.h"
#include "tests/province/publish/province_fixture.h"

using namespace province;

namespace {

DraftText filled(const std::string& kind)
{
    for (const auto& one : kFilled)
        if (one.kind == kind) return draft_of(one);
    throw std::runtime_error("no such form");
}

/// Publishes with these files beside it, all of the same bytes, and tells which roles the record gave them.
std::map<std::string, protocol::Hash> published_pieces(const ProvinceFixture& fixture, const DraftText& draft,
                                                       const std::map<std::string, std::string>& files)
{
    const OfficeFolder office{fixture.data().offices(), "20107.ubnd"};
    const auto key = must(protocol::SigningKey::parse(must(read_file(office.publisher(), 4096))));
    const UploadStore uploads{fixture.data()};
    std::vector<SourceFile> beside;
    for (const auto& [name, bytes] : files) beside.push_back({name, uploads.path(must(uploads.put(bytes)))});
    const auto published = must(publish_source(fixture.data(), "van-ban-1", source_of(draft), beside,
                                               "20107.ubnd", key, fixture.today(), fixture.law()));
    for (const auto& problem : published.problems) FAIL_CHECK(problem.sentence);
    auto state = must(LogState::open(fixture.data().state()));
    std::map<std::string, protocol::Hash> roles;
    for (const Piece& piece : must(state.pieces(must(state.record(published.record))->index)))
        roles[piece.role] = piece.hash;
    CHECK(fixture.fsck().empty());
    return roles;
}

}  // namespace

TEST_CASE("pictures of a project are its photos, but those that stand in its text", "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = filled("project");
    draft.files = {"ke-hoach.pdf", "a.png", "so-do.png"};
    draft.body = "![Sơ đồ](so-do.png)";
    const auto again = must(draft_text_of(source_of(draft)));
    CHECK(again.files == std::vector<std::string>{"a.png", "ke-hoach.pdf", "so-do.png"});
    CHECK(source_of(again) == source_of(draft));
    const std::string plan = document("text.pdf"), photo = document("photo.png"),
                      sketch = document("cut.png");
    const auto roles =
        published_pieces(fixture, draft, {{"ke-hoach.pdf", plan}, {"a.png", photo}, {"so-do.png", sketch}});
    CHECK(roles.at("photo:0") == protocol::sha256(photo));
    CHECK(roles.at("att:0") == protocol::sha256(plan));
    CHECK(roles.at("att:1") == protocol::sha256(sketch));
    CHECK_FALSE(roles.contains("photo:1"));
}

TEST_CASE("forms of a procedure are those of its files that are named as such", "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText draft = filled("procedure");
    draft.files = {"quyet-dinh.pdf", "to-khai.pdf"};
    draft.values["forms"] = {"", "to-khai.pdf", "to-khai.pdf", "da-bo.pdf"};  // the last was taken away since
    const auto again = must(draft_text_of(source_of(draft)));
    CHECK(again.values.at("forms") == std::vector<std::string>{"to-khai.pdf"});
    CHECK(again.files == std::vector<std::string>{"to-khai.pdf", "quyet-dinh.pdf"});
    CHECK(source_of(again) == source_of(draft));
    const std::string decision = document("text.pdf"), form = document("turned.pdf");
    const auto roles =
        published_pieces(fixture, draft, {{"quyet-dinh.pdf", decision}, {"to-khai.pdf", form}});
    CHECK(roles.at("form:0") == protocol::sha256(form));
    CHECK(roles.at("att:0") == protocol::sha256(decision));
}

TEST_CASE("papers of a meeting are chosen by their titles", "[province][console]")
{
    Writing fixture;
    Drafts drafts(fixture.registry);
    auto paper = sound_disclosure(fixture);
    for (const std::string title : {"Báo cáo thu chi", "Kế hoạch nạo vét"}) {
        paper.title = title;
        const auto n = send(fixture, paper);
        must(drafts.approve(n, 1, "", fixture.act("phuoc")));
        must(drafts.published(n, "20107.ubnd-2026-000" + std::to_string(n), fixture.act("phuoc")));
    }
    const auto who = ConsoleFixture::cookie(*fixture.ticket);
    const auto token = "token=" + fixture.ticket->form_token();
    const auto address =
        header_of(fixture.post("/console/publish/new", token + "&kind=meeting", who), "Location");
    const std::string option = "<option value=\"20107.ubnd-2026-0002\"";
    const auto page = fixture.get(address, who);
    CHECK(holds(page, option + ">Kế hoạch nạo vét</option>"));
    CHECK(holds(page, "<select class=\"form-select\" id=\"f-docs-0\" name=\"docs\""));
    CHECK(fixture
              .post(address + "/save",
                    token +
                        "&version=1&title=Hop+thon&docs=20107.ubnd-2026-0002&docs=&docs=20107.ubnd-2026-0002",
                    who)
              .status == 303);
    const auto saved = must(draft_text_of(must(drafts.find(3))->source));
    CHECK(saved.values.at("docs") == std::vector<std::string>{"20107.ubnd-2026-0002"});
    CHECK(holds(fixture.get(address, who), option + " selected>Kế hoạch nạo vét</option>"));
    must(drafts.send(3, 2, fixture.act("mai")));
    CHECK(holds(fixture.get(address, who), "Kế hoạch nạo vét</dd>"));  // for reading
}

TEST_CASE("a place on the map is typed in degrees, both numbers of it, and lies in the province",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    const auto law = must(load_rule_book(places::assets() + "/law"));
    CHECK(micro_degrees("16,4637") == 16'463'700);
    CHECK(micro_degrees(" 107.590900 ") == 107'590'900);
    CHECK(micro_degrees("-0.5") == -500'000);
    for (const char* wrong : {"", "16,", ",5", "16°", "16.4637001", "181", "16.46.3", "1e3", "--1"})
        CHECK_FALSE(micro_degrees(wrong));
    CHECK(degrees_text(16'463'700) == "16,4637");
    CHECK(degrees_text(-500'000) == "-0,5");
    CHECK(degrees_text(16'000'000) == "16");
    CHECK(degrees_pair("16.463700, 107.590900") ==
          std::pair<std::string, std::string>{"16.463700", "107.590900"});
    CHECK_FALSE(degrees_pair("16.463700"));

    DraftText draft = filled("project");
    CHECK(check_map(draft, law).empty());
    draft.values["lat_u"] = {"16,2745"};
    CHECK(fields_of(check_map(draft, law)) == std::vector<std::string>{"lon_u"});
    draft.values["lon_u"] = {"107,8"};
    CHECK(check_map(draft, law).empty());
    const std::string source = source_of(draft);
    CHECK(source.find("lat_u = 16274500") != std::string::npos);
    CHECK(must(draft_text_of(source)).value("lon_u") == "107,8");
    CHECK(readable_text(draft).find("107") == std::string::npos);  // nothing for the look for personal data
    draft.values["lon_u"] = {"106,7"};                             // Quảng Bình
    const auto problems = check_map(draft, law);
    REQUIRE(fields_of(problems) == std::vector<std::string>{"lat_u"});
    CHECK(problems.front().sentence.find("Thành phố Huế") != std::string::npos);
    draft.values["lon_u"] = {"kinh độ"};
    CHECK(check_map(draft, law).empty());
    CHECK(fields_of(check_form(draft, fixture.today(), rules)) == std::vector<std::string>{"lon_u"});

    Writing console;
    const auto who = ConsoleFixture::cookie(*console.ticket);
    const auto token = "token=" + console.ticket->form_token();
    const auto address =
        header_of(console.post("/console/publish/new", token + "&kind=project", who), "Location");
    console.post(address + "/save", token + "&version=1&title=Duong&lat_u=16.2745%2C+107.8&lon_u=", who);
    const auto saved = must(draft_text_of(must(Drafts(console.registry).find(1))->source));
    CHECK(saved.value("lat_u") == "16,2745");
    CHECK(saved.value("lon_u") == "107,8");
}
