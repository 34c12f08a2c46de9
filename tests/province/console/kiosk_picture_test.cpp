#include "province/drafting/kiosk_picture.h"

#include <string>
#include <vector>

#include "protocol/records/json.h"
#include "province/drafting/draft_text.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Fault;

namespace {

struct Drawing : ProvinceFixture {
    /// A program in the kiosk's place.
    std::filesystem::path program(const std::string& script)
    {
        const auto path = write("program.sh", "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    }
    protocol::Result<std::string> draw(const std::filesystem::path& with, const DraftText& draft,
                                       std::chrono::milliseconds time = std::chrono::seconds{60})
    {
        return kiosk_picture(with, data(),
                             {source_of(draft), files, "20107.ubnd", {{"dong-luu", "Đông Lưu"}}, published},
                             now(), law(), time);
    }
    std::vector<SourceFile> files;
    bool published = false;
};

DraftText begun()
{
    DraftText draft;
    draft.kind = "disclosure";
    draft.title = "Thu chi \"quý III\"";
    draft.body = "Dòng một\n\nDòng hai";
    draft.values = {{"from", {"2026-11-24"}}, {"household", {"Một dòng"}}};
    return draft;
}

}  // namespace

TEST_CASE("the kiosk is given what stands in a draft, whole or not", "[province][drafting]")
{
    Drawing fixture;
    const auto got = fixture.draw(fixture.program("[ \"$1\" = --render ] && cp \"$2\" \"$3\""), begun());
    REQUIRE(got);
    const auto record = protocol::parse_canonical(*got);
    REQUIRE(record);
    CHECK(*record->find("t")->string() == "disclosure");
    CHECK(*record->find("card")->find("title")->string() == "Thu chi \"quý III\"");
    CHECK(*record->find("from")->string() == "2026-11-24");
    CHECK(protocol::from_profile_line(*record->find("body")->string()) == "Dòng một\n\nDòng hai");
    CHECK(*record->find("draft")->integer() == 1);
    fixture.published = true;
    const auto later = fixture.draw(fixture.program("cp \"$2\" \"$3\""), begun());
    REQUIRE(later);
    CHECK(*ProvinceFixture::need(protocol::parse_canonical(*later)).find("draft")->integer() == 0);
    CHECK(*record->find("villages")->array()->front().find("name")->string() == "Đông Lưu");
    CHECK(std::filesystem::is_empty(fixture.data().root / "drafting"));
}

TEST_CASE("the kiosk finds the draft's files beside the record, under names that hide nothing of ours",
          "[province][drafting]")
{
    Drawing fixture;
    const auto upload = fixture.write("upload", "the bytes");
    fixture.files = {{"screen.png", upload}, {"record.json.pdf", upload}};
    auto draft = begun();
    draft.files = {"screen.png", "record.json.pdf"};
    // It writes its picture, then gives back what stands under the draft's own name.
    const auto got = fixture.draw(
        fixture.program("echo drawn > \"$3\"; cat \"$(dirname \"$2\")/screen.png\" > \"$3\""), draft);
    REQUIRE(got);
    CHECK(*got == "the bytes");
    CHECK(ProvinceFixture::need(read_file(upload, 100)) == "the bytes");
    fixture.files.front().name = "../screen.png";
    CHECK_FALSE(fixture.draw(fixture.program("exit 0"), draft));
}

TEST_CASE("a kiosk that is missing, refuses, hangs or writes too much costs a picture and no more",
          "[province][drafting]")
{
    Drawing fixture;
    CHECK(fixture.draw("/nowhere/commune-kiosk", begun()).error().fault == Fault::NotFound);
    CHECK(fixture.draw(fixture.program("exit 2"), begun()).error().fault == Fault::Malformed);
    CHECK(fixture.draw(fixture.program("exit 1"), begun()).error().fault == Fault::Storage);
    CHECK_FALSE(fixture.draw(fixture.program("exit 0"), begun()));
    CHECK(fixture.draw(fixture.program("sleep 600"), begun(), std::chrono::milliseconds{50}).error().fault ==
          Fault::Busy);
    CHECK(fixture.draw(fixture.program("head -c 9000000 /dev/zero > \"$3\""), begun()).error().fault ==
          Fault::Malformed);
    CHECK(std::filesystem::is_empty(fixture.data().root / "drafting"));
}
