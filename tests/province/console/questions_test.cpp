#include <string>

#include "province/drafting/draft_text.h"
#include "province/registry/drafts.h"
#include "tests/province/console/desk_fixture.h"
#include "tests/support/catch.h"

using namespace province;

TEST_CASE("each question to a meeting whose words a page shows is a read in the log of acts",
          "[province][console][desk]")
{
    DeskFixture fixture;
    DraftText meeting;
    meeting.kind = "meeting";
    meeting.title = "Họp thôn Đông Lưu";
    meeting.values = {{"status", {"scheduled"}}, {"start", {"2026-12-01 19:00"}}, {"place", {"Nhà văn hóa"}}};
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = meeting.kind;
    fresh.title = meeting.title;
    fresh.source = source_of(meeting);
    Drafts drafts(fixture.registry);
    const auto n = must(drafts.add(fresh, fixture.act("mai")));
    must(drafts.send(n, 1, fixture.act("mai")));
    must(drafts.approve(n, 1, "", fixture.act("phuoc")));
    must(drafts.published(n, "20107.ubnd-2026-0001", fixture.act("phuoc")));
    for (const std::string words : {"Bao giờ sửa đường?", "Ai trả tiền?", "Còn mương thì sao?"})
        fixture.hand_in(words, protocol::Lane::Normal, {}, "20107.ubnd-2026-0001");
    fixture.hand_in("Việc khác.");

    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    for (int opened = 0; opened < 2; ++opened) fixture.step(clerk, "/console/desk/next", "");
    const auto reads = [&] { return fixture.audited("report.read"); };
    const auto before = reads();
    const std::string address = "/console/publish/" + std::to_string(n) + "/questions";
    const auto page = fixture.get(address, clerk);
    CHECK(holds(page, "Bao giờ sửa đường?"));
    CHECK(holds(page, "Ai trả tiền?"));
    CHECK_FALSE(holds(page, "Còn mương thì sao?"));  // nobody has opened it
    CHECK_FALSE(holds(page, "Việc khác."));
    CHECK(reads() == before + 2);
    fixture.get(address, clerk);
    CHECK(reads() == before + 4);
    std::string about;
    for (const auto& row : must(Audit(fixture.registry).before(0, "", 2))) {
        CHECK(row.act.what == "report.read");
        CHECK(row.act.login == "hanh");
        about += row.act.about + " ";
    }
    CHECK(about.find("PA-2026-0001") != std::string::npos);
    CHECK(about.find("PA-2026-0002") != std::string::npos);
    CHECK(fixture.get(address, DeskFixture::cookie(fixture.signed_in("mai", Role::Writer))).status == 403);
}
