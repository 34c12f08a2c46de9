#include "province/serve/upkeep.h"

#include "province/attachments/upload_store.h"
#include "province/registry/bodies.h"
#include "province/registry/cases.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"
#include "province/registry/replies.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/test_registry.h"

using namespace province;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

TEST_CASE("what a crash left of uploads is taken away; what a draft names, or is just coming, stays",
          "[province][operations]")
{
    const ProvinceFixture fixture;
    auto registry = ProvinceFixture::need(Registry::open(registry_in(fixture.data().root)));
    const Act act{fixture.now(), "mai", "20107.ubnd", "", ""};
    ProvinceFixture::need(Bodies(registry).add({{"20107.ubnd", "Phú Lộc", fixture.today(), {}, {}}}));
    const UploadStore uploads{fixture.data()};
    const auto named = ProvinceFixture::need(uploads.put("named"));
    const auto orphan = ProvinceFixture::need(uploads.put("orphan"));
    const auto coming = ProvinceFixture::need(uploads.put("coming"));
    const auto desktop = fixture.data().root / "drafting" / "0123";
    fs::create_directories(desktop);
    std::ofstream{desktop / "a.md"} << "x";
    for (const auto& old : {uploads.path(named), uploads.path(orphan), desktop})
        fs::last_write_time(old, fs::file_time_type::clock::now() - 2h);

    Drafts drafts(registry);
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = "disclosure";
    fresh.source = "s";
    const auto n = ProvinceFixture::need(drafts.add(fresh, act));
    DraftFile file;
    file.n = n;
    file.name = "a.pdf";
    file.sha256 = named;
    ProvinceFixture::need(DraftFiles(registry).add(file, act));

    CHECK(ProvinceFixture::need(tidy_up(registry, fixture.data(), fixture.now())) == 3);
    CHECK(fs::exists(uploads.path(named)));
    CHECK(fs::exists(uploads.path(coming)));
    CHECK_FALSE(fs::exists(uploads.path(orphan)));
    CHECK_FALSE(fs::exists(desktop));

    // A dropped draft keeps its file for its thirty days.
    ProvinceFixture::need(drafts.drop(n, 1, act));
    CHECK(ProvinceFixture::need(tidy_up(registry, fixture.data(), fixture.now() + kDroppedDays * 24h)) == 0);
    CHECK(ProvinceFixture::need(tidy_up(registry, fixture.data(), fixture.now() + kDroppedDays * 24h + 1s)) ==
          1);
    CHECK_FALSE(fs::exists(uploads.path(named)));
}

TEST_CASE(
    "answers leave after their time where an operator has set one, and their numbers are not given again",
    "[province][operations]")
{
    const ProvinceFixture fixture;
    auto registry = ProvinceFixture::need(Registry::open(registry_in(fixture.data().root)));
    const std::string lookup(32, 'a');
    Cases cases(registry);
    Case fresh;
    fresh.body = "20107.ubnd";
    fresh.report = "report";
    fresh.opened_at = fixture.now();
    const Act act{fixture.now(), "hanh", "20107.ubnd", "", ""};
    const auto of = ProvinceFixture::need(cases.open(fresh, act));
    const auto answer = [&](int k, protocol::Time at) {
        Act later = act;
        later.at = at;
        ProvinceFixture::need(cases.answer(of, 0, {"in_progress", "in_progress", {}, {}, {}},
                                           {{"20107", lookup, k, "sealed"}}, later));
    };
    answer(1, fixture.now());
    answer(2, fixture.now() + 48h);
    Replies replies(registry);
    CHECK(ProvinceFixture::need(tidy_up(registry, fixture.data(), fixture.now() + 9000h)) == 0);
    CHECK(ProvinceFixture::need(replies.list("20107")).size() == 2);
    ProvinceFixture::need(tidy_up(registry, fixture.data(), fixture.now() + 91 * 24h, 90));
    REQUIRE(ProvinceFixture::need(replies.list("20107")).size() == 1);
    CHECK(ProvinceFixture::need(replies.list("20107")).front().k == 2);
    CHECK_FALSE(ProvinceFixture::need(replies.sealed("20107", lookup, 1)));
    CHECK(ProvinceFixture::need(replies.sealed("20107", lookup, 2)));
    CHECK(ProvinceFixture::need(replies.next("20107", lookup)) == 3);
    CHECK(ProvinceFixture::need(Audit(registry).before(0, "", 1)).front().act.what == "reply.forget");
}
