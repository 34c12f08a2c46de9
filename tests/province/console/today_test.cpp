#include <map>
#include <string>

#include "province/drafting/draft_text.h"
#include "province/registry/drafts.h"
#include "province/registry/terminals.h"
#include "tests/province/console/desk_fixture.h"
#include "tests/province/console/writing_fixture.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using namespace province;

namespace {

/// Of a page, from the element with this id to the end of its section.
std::string section(const http::Response& page, const std::string& id)
{
    const auto at = page.body.find("id=\"" + id + "\"");
    return at == std::string::npos ? std::string{}
                                   : page.body.substr(at, page.body.find("</section>", at) - at);
}

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// Three halls' terminals that were heard of once.
void add_terminals(DeskFixture& desk)
{
    Terminals terminals(desk.registry);
    int n = 0;
    for (const std::string hall : {"Nhà văn hóa thôn Đông Lưu", "Trụ sở xã", "Nhà văn hóa thôn Phú Gia"}) {
        Terminal terminal;
        terminal.device = "46-20107-k" + std::to_string(++n);
        terminal.commune = "20107";
        terminal.hall_name = hall;
        protocol::SecretSeed seed;
        seed.data()[0] = static_cast<std::uint8_t>(n);
        must(terminals.add_live(terminal, protocol::derive_device_keys(terminal.device, seed), desk.act()));
    }
}

}  // namespace

TEST_CASE("today names the halls whose terminals need somebody, and keeps quiet about a planned closure",
          "[province][console][today]")
{
    DeskFixture desk;
    add_terminals(desk);
    desk.clock.advance(std::chrono::minutes{46});
    desk.now = desk.clock.now();
    const auto chief = DeskFixture::cookie(desk.signed_in("phuoc", Role::Approver));
    const auto page = desk.get("/console/today", chief);
    CHECK(holds(page,
                "<a class=\"tile\" href=\"/console/terminals\"><span class=\"tile-n bad\">3</span>"
                "<span class=\"tile-word\">Máy cần xem ngay"));
    CHECK(holds(page, "Nhà văn hóa thôn Đông Lưu: Mất liên lạc · Trụ sở xã: Mất liên lạc …"));
    CHECK_FALSE(holds(page, "Phú Gia"));
    Terminals terminals(desk.registry);
    for (int k = 1; k <= 3; ++k)
        must(terminals.close("46-20107-k" + std::to_string(k), desk.now, desk.now + std::chrono::hours{9},
                             desk.act()));
    CHECK_FALSE(holds(desk.get("/console/today", chief), "Máy cần xem ngay"));
}

TEST_CASE("who leads or supervises an office sees its halls' terminals and changes nothing there",
          "[province][console][today]")
{
    DeskFixture desk;
    add_terminals(desk);
    Terminal elsewhere;
    elsewhere.device = "46-19753-k1";
    elsewhere.commune = "19753";
    elsewhere.hall_name = "Nhà văn hóa Phú Xuân";
    must(Terminals(desk.registry)
             .add_live(elsewhere, protocol::derive_device_keys(elsewhere.device, protocol::SecretSeed{}),
                       desk.act()));
    for (const auto& [login, role] :
         std::map<std::string, Role>{{"phuoc", Role::Approver}, {"van", Role::Supervisor}}) {
        CAPTURE(login);
        const auto ticket = desk.signed_in(login, role);
        const auto who = DeskFixture::cookie(ticket);
        CHECK(holds(desk.get("/console/today", who), "href=\"/console/terminals\""));  // in the menu
        const auto list = desk.get("/console/terminals", who);
        CHECK(list.status == 200);
        CHECK(holds(list, "Nhà văn hóa thôn Phú Gia"));
        CHECK_FALSE(holds(list, "Phú Xuân"));
        const auto one = desk.get("/console/terminals/46-20107-k2", who);
        CHECK(one.status == 200);
        CHECK(holds(one, "Trụ sở xã"));
        for (const auto& page : {list, one}) {
            CHECK_FALSE(holds(page, "action=\"/console/terminals"));
            CHECK(holds(page, "Chỉ để xem."));
        }
        CHECK(desk.get("/console/terminals/46-19753-k1", who).status == 404);
        for (const std::string step : {"revoke", "close", "open", "confirm", "refuse", "missing"})
            CHECK(desk.post("/console/terminals/46-20107-k1/" + step, "token=" + ticket.form_token(), who)
                      .status == 403);
    }
    const auto smith = DeskFixture::cookie(desk.signed_in("kythuat", Role::Technician));
    const auto page = desk.get("/console/terminals/46-20107-k1", smith);
    CHECK(holds(page, "action=\"/console/terminals/46-20107-k1/revoke\""));
    CHECK_FALSE(holds(page, "Chỉ để xem."));
}

TEST_CASE("papers whose posting ends within a week stand on the page of today", "[province][console][today]")
{
    Writing fixture;
    Drafts drafts(fixture.registry);
    const auto today = protocol::local_date(fixture.clock.now());
    int k = 0;
    for (const auto& [title, days] :
         std::map<std::string, int>{{"Hôm nay", 0}, {"Tuần này", 7}, {"Sau nữa", 8}, {"Đã hết", -1}}) {
        auto text = sound_disclosure(fixture);
        text.title = title;
        text.values["until"] = {protocol::format_date(protocol::add_days(today, days))};
        const auto n = send(fixture, text);
        must(drafts.approve(n, 1, "", fixture.act("phuoc")));
        must(drafts.published(n, "20107.ubnd-2026-000" + std::to_string(++k), fixture.act("phuoc")));
    }
    const auto ending =
        section(fixture.get("/console/today", ConsoleFixture::cookie(*fixture.ticket)), "ending");
    CHECK(ending.find(">Hôm nay<") < ending.find(">Tuần này<"));
    CHECK(says(ending, ">Tuần này<"));
    CHECK_FALSE(says(ending, "Sau nữa"));
    CHECK_FALSE(says(ending, "Đã hết<"));
}

TEST_CASE("a paper that must be public within days of its signing is told before they are over",
          "[province][console][today]")
{
    Writing fixture;  // Tuesday, 24 November 2026
    Drafts drafts(fixture.registry);
    const auto today = protocol::local_date(fixture.clock.now());
    const auto paper = [&](const std::string& title, int days, const std::string& item = "D04") {
        auto text = sound_disclosure(fixture);
        text.title = title;
        text.values["item"] = {item};
        text.values["doc_date"] = {protocol::format_date(protocol::add_days(today, days))};
        return text;
    };
    send(fixture, paper("Quá hạn", -12));  // Thursday the 12th: due on the 19th
    send(fixture, paper("Hôm nay", -7));   // Tuesday the 17th: due today
    send(fixture, paper("Sắp đến", -5));   // Thursday the 19th: due on the 26th
    send(fixture, paper("Còn lâu", -1));   // due on the 30th
    send(fixture, paper("Không thuộc", -12, "DQ"));
    auto correction = paper("Đính chính", -12);
    correction.revises = "20107.ubnd-2026-0009";
    correction.chg = "bo_sung";
    send(fixture, correction);
    // Signed by an approver, and still waiting for its day.
    auto later = paper("Để sau", -6);
    later.values["from"] = {protocol::format_date(protocol::add_days(today, 20))};
    const auto n = send(fixture, later);
    must(drafts.approve(n, 1, "", fixture.act("phuoc")));
    must(drafts.published(n, "20107.ubnd-2026-0001", fixture.act("phuoc")));

    const auto page = fixture.get("/console/today", ConsoleFixture::cookie(*fixture.ticket));
    CHECK(holds(page, "href=\"#papers-due\"><span class=\"tile-n bad\">4</span>"));
    const auto due = section(page, "papers-due");
    CHECK(due.find(">Quá hạn<") < due.find(">Hôm nay<"));
    CHECK(due.find(">Hôm nay<") < due.find(">Để sau<"));
    CHECK(due.find(">Để sau<") < due.find(">Sắp đến<"));
    CHECK(says(due, ">Sắp đến<"));
    CHECK(says(due, "Đã duyệt, chờ đến ngày công khai"));
    CHECK(says(due, "<span class=\"mark bad\">"));
    CHECK(says(due, "5 ngày làm việc"));
    CHECK(says(due, "khoản 3 Điều 12"));
    for (const char* other : {"Còn lâu", "Không thuộc", "Đính chính"}) CHECK_FALSE(says(due, other));
}

TEST_CASE("today counts what the law wants public, and offers to write what is missing",
          "[province][console][today]")
{
    const ProvinceFixture province;
    ConsoleFixture fixture(province.data());
    CHECK(holds(fixture.get("/console/today", ConsoleFixture::cookie(fixture.signed_in("mai", Role::Writer))),
                "0/14</span>"));
    const auto paper = [&](const std::string& name, const std::string& item, const std::string& more = {}) {
        std::string source = notice(name, more);
        source.replace(source.find("D04"), 3, item);
        return province.write(name + ".md", source);
    };
    CHECK(province
              .publish({paper("a", "D04"), paper("b", "D04"), paper("c", "D03"),
                        paper("d", "D01", "from = \"2090-01-01\"\n")})
              .empty());
    fixture.clock.set(protocol::at_local(protocol::add_days(province.today(), 1), 9));
    fixture.now = fixture.clock.now();
    const auto ticket = fixture.signed_in("mai", Role::Writer);
    const auto who = ConsoleFixture::cookie(ticket);
    const auto page = fixture.get("/console/today", who);
    CHECK(holds(page, "href=\"#items\"><span class=\"tile-n warn\">2/14</span>"));
    const auto missing = section(page, "items");
    CHECK_FALSE(says(missing, "value=\"D04\""));
    CHECK_FALSE(says(missing, "value=\"D03\""));
    CHECK(says(missing, "value=\"D01\""));  // not before 2090
    CHECK(says(missing, "value=\"D14\""));
    CHECK_FALSE(says(missing, "value=\"DQ\""));
    const auto begun = fixture.post("/console/publish/new",
                                    "token=" + ticket.form_token() + "&kind=disclosure&item=D07", who);
    REQUIRE(begun.status == 303);
    CHECK(must(draft_text_of(must(Drafts(fixture.registry).find(1))->source)).value("item") == "D07");
}
