#include <string>

#include "province/drafting/draft_text.h"
#include "province/registry/drafts.h"
#include "province/registry/terminals.h"
#include "tests/province/console/desk_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Lane;

namespace {

/// A desk that has received something about roads, opened it and answered some.
struct BusyDesk : DeskFixture {
    BusyDesk() : clerk(at_desk(people, "hanh")) {}

    void receive(int opened, int answered, const std::string& topic = "ha_tang")
    {
        for (int i = 0; i < opened; ++i) {
            hand_in("Đường hỏng.");
            step(clerk, "/console/desk/next", "");
            ++lines;
            const std::string line = "/console/desk/" + std::to_string(lines);
            int seen = 1;
            if (topic != "ha_tang") {
                step(clerk, line + "/refile", "seen=1&lane=normal&topic=" + topic);
                ++seen;
            }
            if (i < answered)
                step(clerk, line + "/answer", "seen=" + std::to_string(seen) + "&state=answered&text=Xong");
        }
    }
    std::string clerk;
    int lines = 0;
};

}  // namespace

TEST_CASE("the figures' page gives each number its whole, and the file the same numbers",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(7, 5);
    desk.hand_in("Chưa ai mở.");
    desk.get("/console/desk", desk.clerk);
    const auto page = desk.get("/console/statistics", desk.clerk);
    CHECK(page.status == 200);
    CHECK(holds(page, "5 / 8"));
    CHECK(holds(page, "5 / 5"));
    CHECK(holds(page, "Chưa mở: 1"));
    const auto file = desk.get("/console/statistics/csv", desk.clerk);
    CHECK(file.status == 200);
    CHECK(file.type == "text/csv; charset=utf-8");
    CHECK(header_of(file, "Content-Disposition").starts_with("attachment"));
    CHECK(file.body.starts_with("\xef\xbb\xbftable,code,name,received,"));
    CHECK(holds(file, "month,\"2026-11\",\"11/2026\",8,1,5,5,0,3,0,0,0\r\n"));
    CHECK(holds(file, "topic,\"ha_tang\",\"Đường sá, công trình, đóng góp\",7,0,5,5,0,2,0,0,0\r\n"));
    // Days that were chosen stay chosen; nothing came before.
    const auto before = desk.get("/console/statistics?from=2026-01-01&to=2026-02-01", desk.clerk);
    CHECK(holds(before, "value=\"2026-01-01\""));
    CHECK(holds(before, "chưa nhận phản ánh nào"));
}

TEST_CASE("fewer than five of a topic are no number, in the page, the file or the public record",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(6, 2, "moi_truong");
    desk.receive(7, 7);
    desk.receive(3, 1, "tthc");
    const auto page = desk.get("/console/statistics", desk.clerk);
    CHECK(holds(page, "dưới 5"));
    CHECK(holds(page, "7 / 7"));
    CHECK_FALSE(holds(page, "2 / 6"));  // goes with it: 16 less 7 less 6 would be 3
    const auto file = desk.get("/console/statistics/csv", desk.clerk);
    CHECK(holds(file, "topic,\"tthc\",\"Thủ tục, thái độ phục vụ\",\"dưới 5\",,,,,,,,\r\n"));
    CHECK(holds(file, "topic,\"moi_truong\",\"Môi trường\",,,,,,,,,\r\n"));

    // The next quarter publishes this one.
    desk.clock.set(protocol::at_local(
        protocol::Date{std::chrono::year{2027}, std::chrono::January, std::chrono::day{5}}, 8));
    desk.now = desk.clock.now();
    const auto writer = desk.signed_in("mai", Role::Writer);
    const auto cookie = BusyDesk::cookie(writer);
    // Nobody knows what came since the desk was last there, before the end of the quarter.
    const auto early = desk.post("/console/statistics/publish",
                                 "token=" + writer.form_token() + "&quarter=2026-10-01", cookie);
    CHECK(early.status == 422);
    CHECK(holds(early, "bàn tiếp nhận chưa xem hộp thư (xã Phú Lộc)"));
    CHECK(holds(early, "<p class=\"note bad\">Bàn tiếp nhận xem hộp thư lần cuối"));
    CHECK_FALSE(must(Drafts(desk.registry).find(1)));
    desk.get("/console/desk", desk.at_desk(desk.people, "hanh"));
    const auto made = desk.post("/console/statistics/publish",
                                "token=" + writer.form_token() + "&quarter=2026-10-01", cookie);
    REQUIRE(made.status == 303);
    const auto draft = must(Drafts(desk.registry).find(1)).value();
    CHECK(draft.kind == "stats");
    CHECK(draft.state == DraftState::Writing);
    CHECK(draft.title == "Kết quả trả lời phản ánh, kiến nghị quý 4/2026");
    const auto text = must(draft_text_of(draft.source));
    CHECK(text.value("period_from") == "2026-10-01");
    CHECK(text.value("period_to") == "2026-12-31");
    CHECK(text.value("received") == "16");
    CHECK(text.value("answered") == "10");
    CHECK(text.value("on_time") == "10");
    CHECK(text.value("late") == "0");
    CHECK(text.values.at("by_topic.code") == std::vector<std::string>{"ha_tang", "tthc"});
    CHECK(text.values.at("by_topic.received") == std::vector<std::string>{"7", "1"});
    CHECK(text.values.at("by_topic.answered") == std::vector<std::string>{"7", "0"});
    // Once: counted on another day the two could be subtracted from one another.
    const auto twice = desk.post("/console/statistics/publish",
                                 "token=" + writer.form_token() + "&quarter=2026-10-01", cookie);
    CHECK(header_of(twice, "Location") == "/console/publish/1?done=figures_there");
    CHECK_FALSE(must(Drafts(desk.registry).find(2)));
    must(Drafts(desk.registry).send(1, 1, desk.act("mai")));
    must(Drafts(desk.registry).approve(1, 1, "", desk.act("phuoc")));
    must(Drafts(desk.registry).published(1, "20107.ubnd-2027-0001", desk.act("phuoc")));
    CHECK(header_of(desk.post("/console/statistics/publish",
                              "token=" + writer.form_token() + "&quarter=2026-10-01", cookie),
                    "Location") == "/console/publish/1?done=figures_there");
    // Whoever neither answers nor supervises sees topics of a whole quarter only.
    const auto seen = [&](const std::string& to, const char* kind) {
        return desk.get("/console/statistics" + std::string(kind) + "?from=2026-10-01&to=" + to, cookie);
    };
    CHECK(holds(seen("2026-12-31", ""), "dưới 5"));
    for (const std::string to : {"2026-11-30", "2027-01-05"}) {
        CHECK_FALSE(holds(seen(to, ""), "dưới 5"));
        CHECK_FALSE(holds(seen(to, ""), "Thủ tục, thái độ phục vụ"));
        CHECK(holds(seen(to, ""), "trọn một quý đã hết"));
        CHECK_FALSE(holds(seen(to, "/csv"), "topic,"));
    }
    // Only a quarter that is over, and only by who may write.
    CHECK(desk.post("/console/statistics/publish", "token=" + writer.form_token() + "&quarter=2027-01-01",
                    cookie)
              .status == 400);
    CHECK(desk.step(desk.at_desk(desk.people, "hanh"), "/console/statistics/publish", "quarter=2026-10-01")
              .status == 403);
}

TEST_CASE("the figures of the whole province name no topic: less all other communes it would be one's own",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(12, 12);
    desk.clock.set(protocol::at_local(
        protocol::Date{std::chrono::year{2027}, std::chrono::January, std::chrono::day{5}}, 8));
    desk.now = desk.clock.now();
    desk.get("/console/desk", desk.at_desk(desk.people, "hanh"));
    desk.get("/console/desk", desk.at_desk(desk.elsewhere, "van"));
    const auto inspector = desk.at_desk(desk.inspectors, "dieu");
    desk.get("/console/desk", inspector);
    must(Accounts(desk.registry).grant("dieu", "46.thanhtra", Role::Writer, desk.act()));
    REQUIRE(desk.step(inspector, "/console/statistics/publish", "quarter=2026-10-01").status == 303);
    const auto text = must(draft_text_of(must(Drafts(desk.registry).find(1))->source));
    CHECK(text.value("received") == "12");
    CHECK_FALSE(text.values.contains("by_topic.code"));
}

TEST_CASE("no figure, list or file of the commune knows of a report about an official or of a denunciation",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.hand_in("Cán bộ đòi thêm tiền.", Lane::Official);
    const auto inspector = desk.at_desk(desk.inspectors, "dieu");
    desk.step(inspector, "/console/desk/next", "");
    for (const std::string page : {"/console/statistics", "/console/statistics/csv", "/console/register"}) {
        const auto commune = desk.get(page, desk.clerk);
        CHECK(commune.status == 200);
        CHECK_FALSE(holds(commune, "PA-2026"));
        CHECK_FALSE(holds(commune, "11/2026\",1"));
    }
    CHECK(holds(desk.get("/console/statistics", desk.clerk), "chưa nhận phản ánh nào"));
    // Nor the figures of all communes; the inspectorate's own do.
    CHECK(holds(desk.get("/console/statistics", inspector), "chưa nhận phản ánh nào"));
    CHECK(holds(desk.get("/console/statistics/csv?commune=own", inspector),
                "month,\"2026-11\",\"11/2026\",1,"));
    // Somebody of a commune cannot ask for another's, or for the inspectorate's.
    CHECK(holds(desk.get("/console/statistics/csv?commune=46", desk.clerk), "total,\"\",\"xã Phú Lộc\",0,"));
    CHECK(holds(desk.get("/console/statistics/csv?commune=own", desk.clerk), "total,\"\",\"xã Phú Lộc\",0,"));
}

TEST_CASE("the register prints numbers, topics and days, and no word of a resident",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(2, 1);
    desk.hand_in("Chưa ai mở.");
    desk.get("/console/desk", desk.clerk);
    const auto page = desk.get("/console/register", desk.clerk);
    CHECK(page.status == 200);
    CHECK(holds(page, "PA-2026-0001"));
    CHECK(holds(page, "PA-2026-0002"));
    CHECK(holds(page, "chưa mở"));
    CHECK(holds(page, "Tổng số: 3."));
    CHECK_FALSE(holds(page, "Đường hỏng."));
}

TEST_CASE("whoever leads or supervises an office is told on the first page what its desk owes",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(3, 1);
    desk.clock.set(desk.clock.now() + std::chrono::hours{24 * 40});
    desk.now = desk.clock.now();
    for (const Role role : {Role::Approver, Role::Supervisor}) {
        const auto who = desk.signed_in("p-" + std::string(role_name(role)), role);
        const auto page = desk.get("/console/today", BusyDesk::cookie(who));
        CHECK(holds(page, "<span class=\"tile-n bad\">2</span><span class=\"tile-word\">phản ánh quá hạn"));
        CHECK(holds(page, "Đang chờ trả lời: 2"));
        CHECK_FALSE(holds(page, "PA-2026"));
    }
}

TEST_CASE("how often pages were opened stands beside the figures, with its days, and in a file",
          "[province][console][figures]")
{
    BusyDesk desk;
    CHECK_FALSE(holds(desk.get("/console/statistics", desk.clerk), "Trang được mở"));
    Terminal terminal;
    terminal.device = "46-20107-k1";
    terminal.commune = "20107";
    Terminals terminals(desk.registry);
    must(terminals.add_live(terminal, protocol::derive_device_keys(terminal.device, protocol::SecretSeed{}),
                            desk.act()));
    for (int n = 1; n <= 2; ++n) {
        protocol::Beat beat;
        beat.views = protocol::DayViews{protocol::add_days(protocol::local_date(desk.now), n - 9),
                                        {{"home", 100 * n}, {"document", 31}}};
        must(terminals.keep_beat(terminal.device, static_cast<std::uint64_t>(n), protocol::make_beat(beat),
                                 false, desk.now));
    }
    const auto page = desk.get("/console/statistics", desk.clerk);
    CHECK(holds(
        page, "<th scope=\"row\">Trang đầu</th><td class=\"number\">300</td><td class=\"number\">150</td>"));
    CHECK(holds(page, "Số ngày có số liệu: 2"));
    const auto file = desk.get("/console/statistics/csv?of=views", desk.clerk);
    CHECK(file.body ==
          "\xef\xbb\xbfscreen,name,shown\r\nhome,\"Trang đầu\",300\r\ndocument,\"Đọc một văn bản\",62\r\n");
    const auto inspector = desk.at_desk(desk.inspectors, "dieu");
    CHECK(holds(desk.get("/console/statistics", inspector), "Trang đầu"));
    CHECK_FALSE(holds(desk.get("/console/statistics?commune=own", inspector), "Trang đầu"));
    CHECK_FALSE(holds(desk.get("/console/statistics?commune=19753", inspector), "Trang đầu"));
}

TEST_CASE("a terminal that tells of other pages but never of home breaks no figure",
          "[province][console][figures]")
{
    BusyDesk desk;
    Terminal terminal;
    terminal.device = "46-20107-k1";
    terminal.commune = "20107";
    Terminals terminals(desk.registry);
    must(terminals.add_live(terminal, protocol::derive_device_keys(terminal.device, protocol::SecretSeed{}),
                            desk.act()));
    protocol::Beat beat;
    beat.views =
        protocol::DayViews{protocol::add_days(protocol::local_date(desk.now), -3), {{"document", 31}}};
    must(terminals.keep_beat(terminal.device, 1, protocol::make_beat(beat), false, desk.now));
    const auto page = desk.get("/console/statistics", desk.clerk);
    CHECK(page.status == 200);
    CHECK(holds(page, "<td class=\"number\">31</td><td class=\"number\">31</td>"));
}

TEST_CASE("the province sees every commune in one table, with a way into each",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(2, 1);
    const auto inspector = desk.at_desk(desk.inspectors, "dieu");
    const auto page = desk.get("/console/statistics", inspector);
    CHECK(holds(page, "/console/statistics?commune=20107&amp;from="));
    CHECK(holds(page, "phường Phú Xuân"));
    CHECK(holds(page, "1 / 2"));
    CHECK(
        holds(desk.get("/console/statistics/csv?commune=20107", inspector), "total,\"\",\"xã Phú Lộc\",2,"));
}

TEST_CASE("days of the statistics are whole months for whoever neither answers nor supervises",
          "[province][console][figures]")
{
    BusyDesk desk;
    desk.receive(1, 0);
    const std::string asked = "/console/statistics?from=2026-11-10&to=2026-11-12";
    for (const Role role : {Role::Writer, Role::Approver, Role::Administrator}) {
        const auto who = BusyDesk::cookie(desk.signed_in("p-" + std::string(role_name(role)), role));
        CHECK(holds(desk.get(asked, who), "name=\"from\" value=\"2026-11-01\""));
        CHECK_FALSE(holds(desk.get(asked, who), "value=\"2026-11-12\""));
    }
    for (const Role role : {Role::Desk, Role::Supervisor}) {
        const auto who = BusyDesk::cookie(desk.signed_in("p-" + std::string(role_name(role)), role));
        CHECK(holds(desk.get(asked, who), "name=\"from\" value=\"2026-11-10\""));
    }
}

TEST_CASE("whoever leads an office is told when its desk last looked, in red after two working days",
          "[province][console][figures]")
{
    BusyDesk desk;
    const auto told = [&](const char* look) {
        desk.now = desk.clock.now();
        const auto who = BusyDesk::cookie(desk.signed_in("phuoc", Role::Approver));
        return holds(desk.get("/console/today", who),
                     "<p class=\"note " + std::string(look) + "\">Bàn tiếp nhận xem hộp thư lần cuối");
    };
    CHECK(told("bad"));  // never
    desk.hand_in("Đường hỏng.");
    desk.get("/console/desk", desk.clerk);
    CHECK(told("plain"));
    // The 23rd was a Monday: Tuesday and Wednesday are the two days.
    desk.clock.set(protocol::at_local(*protocol::parse_date("2026-11-25"), 16));
    CHECK(told("plain"));
    desk.clock.set(protocol::at_local(*protocol::parse_date("2026-11-26"), 8));
    CHECK(told("bad"));
    // The province sees it in the table of communes.
    const auto inspector = desk.at_desk(desk.inspectors, "dieu");
    CHECK(holds(desk.get("/console/statistics", inspector),
                "<td class=\"number nowrap\"><span class=\"mark bad\">"));
}
