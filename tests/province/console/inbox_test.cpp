#include <filesystem>
#include <string>

#include "tests/province/console/desk_fixture.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Lane;

namespace {

constexpr const char* kWords = "Đoạn đường trước nhà văn hóa bị sụt.";

}  // namespace

TEST_CASE("an unopened report shows its day and nothing else, and looking at it opens nothing",
          "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto inbox = fixture.get("/console/desk", clerk);
    CHECK(inbox.status == 200);
    CHECK(holds(inbox, "chưa mở"));
    CHECK_FALSE(holds(inbox, "Đường sá, công trình, đóng góp</td>"));
    const auto page = fixture.get("/console/desk/1", clerk);
    CHECK(page.status == 200);
    CHECK_FALSE(holds(page, "nhà văn hóa"));
    CHECK_FALSE(must(Inbox(fixture.registry).find("20107.ubnd", 1))->line.opened());
    CHECK(fixture.audited("report.opened") == 0);
}

TEST_CASE("a report that this program cannot read has a line of its own and is in nobody's way",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const std::string strange =
        must(protocol::seal_container(R"({"v":99})", std::vector{fixture.people.recipient.public_key(),
                                                                 fixture.front.recipient.public_key()}));
    must(Containers(fixture.registry).take(protocol::container_id(strange), strange, fixture.clock.now(), [] {
        return std::string("receipt");
    }));
    fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    CHECK(holds(fixture.get("/console/desk", clerk), "máy chủ chưa đọc được"));
    CHECK(holds(fixture.get("/console/desk/1", clerk), "báo kỹ thuật"));
    CHECK(fixture.step(clerk, "/console/desk/1/open", "").status == 422);
    CHECK(must(Inbox(fixture.registry).find("20107.ubnd", 1))->item == protocol::container_id(strange));
    // "The next one" goes past it.
    CHECK(
        header_of(fixture.step(clerk, "/console/desk/next", ""), "Location").starts_with("/console/desk/2"));
    // It waits, and is late in time like any other.
    fixture.clock.advance(std::chrono::hours{24 * 20});
    const auto later = fixture.at_desk(fixture.people, "hanh");
    CHECK(holds(fixture.get("/console/desk?show=late", later), "máy chủ chưa đọc được"));
    // Who reads reports about officials files it so that its bytes cannot be found.
    const std::string secret =
        must(protocol::seal_container(R"({"v":99})", std::vector{fixture.inspectors.recipient.public_key()}));
    must(Containers(fixture.registry).take(protocol::container_id(secret), secret, fixture.clock.now(), [] {
        return std::string("receipt");
    }));
    fixture.get("/console/desk", fixture.at_desk(fixture.inspectors, "dieu"));
    const auto hidden = must(Inbox(fixture.registry).find("46.thanhtra", 1));
    CHECK(hidden->item.starts_with("mark:"));
    CHECK(protocol::local_time(hidden->line.received_at).hour == 0);
}

TEST_CASE("the list names the village and shows those of one village alone", "[province][console][desk]")
{
    const ProvinceFixture tree;
    const auto place = tree.write(
        "place.md",
        "+++\nkind = \"place\"\ntitle = \"Xã Phú Lộc\"\nname = \"Phú Lộc\"\n[[villages]]\nid = \"dong\"\n"
        "name = \"Đông Lưu\"\n[[villages]]\nid = \"tay\"\nname = \"Tây Hồ\"\n+++\n");
    REQUIRE(tree.publish({place}).empty());
    DeskFixture fixture;
    for (const auto* part : {"tree", "state.db"})
        std::filesystem::copy(tree.data().root / part, fixture.dir / part,
                              std::filesystem::copy_options::recursive);
    for (const auto* village : {"dong", "tay"}) {
        protocol::Message message;
        message.commune = "20107";
        message.pub = "20107.ubnd";
        message.topic = "ha_tang";
        message.text.assign(kWords);
        message.place.assign(village);
        message.rpk = protocol::BoxKey::generate().public_key();
        message.look = std::string(32, village == std::string_view{"dong"} ? 'd' : 'a');
        fixture.take(message);
    }
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    for (int i = 0; i < 2; ++i) fixture.step(clerk, "/console/desk/next", "");
    const auto all = fixture.get("/console/desk", clerk);
    CHECK(holds(all, "· Đông Lưu</span>"));
    CHECK(holds(all, "· Tây Hồ</span>"));
    CHECK(holds(fixture.get("/console/today", clerk), "· Tây Hồ</span>"));
    const auto one = fixture.get("/console/desk?place=dong", clerk);
    CHECK(holds(one, "· Đông Lưu</span>"));
    CHECK_FALSE(holds(one, "· Tây Hồ</span>"));
    CHECK(holds(one, "show=late&amp;place=dong"));  // the other tabs keep it
    CHECK(holds(fixture.get("/console/desk?place=nowhere", clerk), "· Tây Hồ</span>"));
}

TEST_CASE("a page of the inbox goes on where the one before ended, whatever comes meanwhile",
          "[province][console][desk]")
{
    DeskFixture fixture;
    for (int i = 0; i < 53; ++i) fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto first = fixture.get("/console/desk", clerk);
    const auto at = first.body.find("&amp;after=");
    REQUIRE(at != std::string::npos);
    const auto after = first.body.substr(at + 11, first.body.find('"', at) - at - 11);
    CHECK_FALSE(holds(first, "/console/desk/51\""));
    fixture.hand_in(kWords);
    const auto second = fixture.get("/console/desk?show=todo&after=" + after, clerk);
    CHECK(holds(second, "/console/desk/51\""));
    CHECK(holds(second, "/console/desk/54\""));
    CHECK_FALSE(holds(second, "/console/desk/50\""));
    for (const std::string bad : {"x", "1", "1.", ".1", "9999999999999999999.1", "-1.2"})
        CHECK(fixture.get("/console/desk?after=" + bad, clerk).status == 200);
}

TEST_CASE("whoever's session holds no key of the office is told what to do", "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kWords);
    const auto ticket = fixture.signed_in("moi", Role::Desk);
    const auto page = fixture.get("/console/desk", ConsoleFixture::cookie(ticket));
    CHECK(page.status == 200);
    CHECK(holds(page, "không giữ khóa của cơ quan"));
    CHECK(fixture.get("/console/today", ConsoleFixture::cookie(ticket)).status == 200);
}

TEST_CASE("what is late, and what soon will be, is counted in working days from the rule book",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    // Monday 23/11/2026: the first word is due on Monday 30/11.
    fixture.clock.set(protocol::at_local(*protocol::parse_date("2026-11-23"), 9));
    fixture.hand_in(kWords);
    fixture.step(clerk, "/console/desk/next", "");
    const auto counted = [&](const std::string& day, const std::string& show) {
        fixture.clock.set(protocol::at_local(*protocol::parse_date(day), 9));
        return holds(fixture.get("/console/desk?show=" + show, fixture.at_desk(fixture.people, "hanh")),
                     "/console/desk/1\"");
    };
    CHECK_FALSE(counted("2026-11-25", "soon"));
    CHECK(counted("2026-11-26", "soon"));
    CHECK_FALSE(counted("2026-11-30", "late"));
    CHECK(counted("2026-12-01", "late"));
    CHECK_FALSE(counted("2026-12-01", "soon"));
    const auto again = fixture.at_desk(fixture.people, "hanh");
    const auto page = fixture.get("/console/desk/1", again);
    CHECK(holds(page, "30/11/2026: 5 ngày làm việc từ 23/11/2026"));
    CHECK(holds(page, "quá 1 ngày"));
    // Once the first word is given, the result is due on 7/12.
    fixture.step(again, "/console/desk/1/answer", "seen=1&state=in_progress&text=Dang+lam.");
    CHECK_FALSE(counted("2026-12-07", "late"));
    CHECK(counted("2026-12-08", "late"));
}
