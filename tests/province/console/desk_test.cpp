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

TEST_CASE(
    "opening gives a number and files the topic; every reading stands in the audit log, no page is kept",
    "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kWords, Lane::Normal, "Trần Văn Ba");
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    CHECK(fixture.step(clerk, "/console/desk/next", "").status == 303);
    const auto page = fixture.get("/console/desk/1", clerk);
    CHECK(holds(page, kWords));
    CHECK(holds(page, "Trần Văn Ba"));
    CHECK(holds(page, "PA-2026-0001"));
    CHECK(header_of(page, "Cache-Control") == "no-store");
    CHECK(fixture.audited("report.opened") == 1);
    CHECK(fixture.audited("report.read") == 1);
    fixture.get("/console/desk/1", clerk);
    CHECK(fixture.audited("report.read") == 2);
    const auto inbox = fixture.get("/console/desk", clerk);
    CHECK(holds(inbox, "PA-2026-0001"));
    CHECK(holds(inbox, "Đường sá, công trình, đóng góp</td>"));
    CHECK_FALSE(holds(inbox, "Trần Văn Ba"));
    CHECK_FALSE(holds(inbox, report.keys.lookup));
    CHECK_FALSE(must(Audit(fixture.registry).verify()).broken_at);
}

TEST_CASE("a clerk's answer is read with the code, and what was typed stays when the case has moved on",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/1/open", "");
    fixture.get("/console/desk", clerk);
    CHECK(fixture.step(clerk, "/console/desk/1/open", "").status == 303);
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=1&state=answered&text=Xong.").status == 303);
    const auto reply = fixture.answer(report, 1, fixture.people);
    REQUIRE(reply);
    CHECK(reply->status == "answered");
    CHECK(reply->text == "Xong.\n");
    const auto late = fixture.step(clerk, "/console/desk/1/answer", "seen=1&state=rejected&text=Viet+lai");
    CHECK(late.status == 422);
    CHECK(holds(late, "Hồ sơ vừa có thay đổi"));
    CHECK(holds(late, "Viet lai"));
    CHECK_FALSE(fixture.answer(report, 2, fixture.people));
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=2&state=lost&text=x").status == 422);
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=2&state=answered&text=").status == 422);
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Xong."));  // the office's own copy
}

TEST_CASE("a question to an anonymous sender travels like an answer", "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/1/answer", "seen=1&state=asked&text=O+dau%3F");
    CHECK(fixture.answer(report, 1, fixture.people)->text == "O dau?\n");
    CHECK(must(Inbox(fixture.registry).find("20107.ubnd", 1))->line.state == "in_progress");
    CHECK(fixture.audited("report.asked") == 1);
}

TEST_CASE("who asks a question wins no time", "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kWords);
    auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    const auto began = must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1))->clock_at;
    fixture.clock.advance(std::chrono::hours{24 * 9});
    clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/1/answer", "seen=1&state=asked&text=O+dau%3F");
    CHECK_FALSE(holds(fixture.get("/console/desk", clerk), "người gửi đã trả lời"));
    fixture.clock.advance(std::chrono::hours{24 * 2});
    clerk = fixture.at_desk(fixture.people, "hanh");
    protocol::Message word;
    word.commune = "20107";
    word.pub = "20107.ubnd";
    word.topic = "khac";
    word.text.assign("Ở đầu thôn.");
    word.rpk = report.keys.reply.public_key();
    word.look = report.keys.lookup;
    word.reopens = 1;
    fixture.take(word);
    // The clerk sees that there is an answer, in the list and in the history.
    CHECK(holds(fixture.get("/console/desk", clerk), "người gửi đã trả lời"));
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Người gửi trả lời câu hỏi"));
    const auto now = must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1));
    CHECK(now->state == "in_progress");
    CHECK(now->clock_at == began);
    // Said once, however often the Fatherland Front comes by and whatever is noted meanwhile.
    fixture.step(clerk, "/console/desk/1/note", "note=xem");
    fixture.take(word);
    fixture.get("/console/desk", fixture.at_desk(fixture.front, "duc"));
    fixture.get("/console/desk", clerk);
    CHECK(fixture.audited("report.replied") == 1);
    // Three weeks after it began it is as late as it would have been without the question.
    fixture.clock.advance(std::chrono::hours{24 * 10});
    clerk = fixture.at_desk(fixture.people, "hanh");
    CHECK(holds(fixture.get("/console/desk?show=late", clerk), "PA-2026-0001"));
    fixture.step(clerk, "/console/desk/1/answer", "seen=4&state=answered&text=Xong");
    const auto done = must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1));
    REQUIRE(done->answered_at);
    CHECK(done->over_at < *done->answered_at);
    CHECK_FALSE(holds(fixture.get("/console/desk?show=all", clerk), "người gửi đã trả lời"));
}

TEST_CASE("a report about an official exists for nobody but the inspectorate", "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kWords);
    const auto secret = fixture.hand_in("Cán bộ đòi thêm tiền.", Lane::Official);
    const auto commune = fixture.at_desk(fixture.people, "hanh");
    const auto front = fixture.at_desk(fixture.front, "duc");
    const auto inspector = fixture.at_desk(fixture.inspectors, "dieu");
    fixture.step(inspector, "/console/desk/next", "");
    CHECK(holds(fixture.get("/console/desk/1", inspector), "Cán bộ đòi thêm tiền."));
    fixture.step(inspector, "/console/desk/1/answer", "seen=1&state=in_progress&text=Dang+xem.");
    CHECK(fixture.answer(secret, 1, fixture.inspectors));
    for (const auto& who : {commune, front}) {
        for (const std::string show : {"todo", "unopened", "late", "soon", "done", "all"}) {
            const auto inbox = fixture.get("/console/desk?show=" + show, who);
            CHECK_FALSE(holds(inbox, "/console/desk/2"));
        }
        CHECK(fixture.get("/console/desk/2", who).status == 404);
        CHECK(fixture.step(who, "/console/desk/2/open", "").status == 404);
        CHECK(fixture.step(who, "/console/desk/2/answer", "seen=1&state=answered&text=x").status == 404);
        CHECK(holds(fixture.get("/console/desk?number=PA-2026-0001", who), "Không có hồ sơ"));
    }
    // Nor does the inspectorate's line lead to the sealed report, by id or by hour.
    const auto line = *must(Inbox(fixture.registry).find("46.thanhtra", 1));
    CHECK(line.item != secret.id);
    CHECK(protocol::local_time(line.line.received_at).hour == 0);
    // And what was done for the inspectorate stands in no log that the commune's supervisors see.
    for (const auto& row : must(Audit(fixture.registry).before(0, "20107", 1000)))
        CHECK_FALSE((row.act.login == "dieu" && row.act.what.starts_with("report.")));
}

TEST_CASE("the hour of what its sender writes later is told no more than the report's",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto secret = fixture.hand_in("Cán bộ đòi thêm tiền.", Lane::Official);
    const auto inspector = fixture.at_desk(fixture.inspectors, "dieu");
    fixture.step(inspector, "/console/desk/next", "");
    fixture.step(inspector, "/console/desk/1/answer", "seen=1&state=answered&text=Xong.");
    fixture.clock.advance(std::chrono::minutes{7});
    protocol::Message word;
    word.commune = "20107";
    word.pub = "46.thanhtra";
    word.lane = Lane::Official;
    word.topic = "khac";
    word.text.assign("Chưa xong.");
    word.rpk = secret.keys.reply.public_key();
    word.look = secret.keys.lookup;
    word.reopens = 1;
    fixture.take(word);
    fixture.get("/console/desk", inspector);
    const auto now = must(Cases(fixture.registry).by_number("46.thanhtra", 2026, 1));
    REQUIRE(now->state == kReopened);
    const auto at_midnight = [](protocol::Time at) {
        return at == protocol::at_local(protocol::local_date(at));
    };
    CHECK(at_midnight(now->clock_at));
    CHECK(at_midnight(must(Inbox(fixture.registry).find("46.thanhtra", 1))->line.clock_at));
    for (const auto& event : must(Cases(fixture.registry).events(*now))) {
        if (event.what == kReopened) CHECK(at_midnight(event.at));
    }
    for (const auto& row : must(Audit(fixture.registry).before(0, "46", 100))) {
        if (row.act.what == "report.reopened") CHECK(at_midnight(row.act.at));
    }
}

TEST_CASE("the Fatherland Front reads what the commune has to answer, and cannot answer it",
          "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kWords);
    const auto front = fixture.at_desk(fixture.front, "duc");
    fixture.step(front, "/console/desk/next", "");
    const auto page = fixture.get("/console/desk/1", front);
    CHECK(holds(page, kWords));
    CHECK_FALSE(holds(page, "/console/desk/1/answer"));
    for (const std::string what : {"answer", "assign", "refile", "merge", "agree"})
        CHECK(
            fixture
                .step(front, "/console/desk/1/" + what, "seen=1&state=answered&text=x&topic=khac&lane=normal")
                .status == 403);
    CHECK(fixture.step(front, "/console/desk/1/note", "note=Da+xem").status == 303);
    // A note is its office's own.
    CHECK(holds(fixture.get("/console/desk/1", front), "Da xem"));
    fixture.get("/console/desk", fixture.at_desk(fixture.people, "hanh"));
    CHECK_FALSE(holds(fixture.get("/console/desk/1", fixture.at_desk(fixture.people, "hanh")), "Da xem"));
}

TEST_CASE("reports of the same thing are answered together", "[province][console][desk]")
{
    DeskFixture fixture;
    const auto one = fixture.hand_in(kWords);
    const auto two = fixture.hand_in("Đường sụt, xe không qua được.");
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/next", "");
    CHECK(fixture.step(clerk, "/console/desk/2/merge", "seen=1&main=PA-2026-0009").status == 422);
    CHECK(fixture.step(clerk, "/console/desk/2/merge", "seen=1&main=PA-2026-0001").status == 303);
    // Whoever answers the main case has seen for whom.
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=1&state=answered&text=Da+sua.").status == 422);
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Nhận gộp"));
    fixture.step(clerk, "/console/desk/1/answer", "seen=2&state=answered&text=Da+sua.");
    CHECK(fixture.answer(one, 1, fixture.people)->text == "Da sua.\n");
    CHECK(fixture.answer(two, 1, fixture.people)->text == "Da sua.\n");
    CHECK(fixture.step(clerk, "/console/desk/2/answer", "seen=2&state=answered&text=x").status == 422);
    CHECK_FALSE(fixture.answer(two, 2, fixture.people));

    // A case that others are answered with goes nowhere before they are taken apart, and says which they are.
    const auto main = fixture.get("/console/desk/1", clerk);
    CHECK(holds(main, "<a href=\"/console/desk/2\">PA-2026-0002</a>"));
    CHECK_FALSE(holds(main, "/console/desk/1/give"));
    CHECK_FALSE(holds(main, "/console/desk/1/seal-away"));
    CHECK(fixture.step(clerk, "/console/desk/1/part", "seen=2").status == 422);
    CHECK(fixture.step(clerk, "/console/desk/2/part", "seen=2").status == 303);
    const auto apart = *must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 2));
    CHECK_FALSE(apart.same_as);
    CHECK(apart.state == "answered");  // its sender was told so
    CHECK(holds(fixture.get("/console/desk/1", clerk), "/console/desk/1/give"));
    fixture.step(clerk, "/console/desk/2/answer", "seen=3&state=in_progress&text=Con+viec+nua.");
    CHECK(fixture.answer(two, 2, fixture.people)->text == "Con viec nua.\n");
    CHECK_FALSE(fixture.answer(one, 2, fixture.people));
}

TEST_CASE("nothing is merged into a case whose answer is out, and nothing late hides in a fresh one",
          "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kWords);  // 1: will be answered
    fixture.hand_in(kWords);  // 2: waits too long
    const auto early = fixture.at_desk(fixture.people, "hanh");
    for (int i = 0; i < 2; ++i) fixture.step(early, "/console/desk/next", "");
    fixture.step(early, "/console/desk/1/answer", "seen=1&state=answered&text=Da+sua.");
    const auto refused = fixture.step(early, "/console/desk/2/merge", "seen=1&main=PA-2026-0001");
    CHECK(refused.status == 422);
    CHECK(holds(refused, "Hồ sơ đó đã trả lời xong hoặc đã chuyển đi"));
    Cases cases(fixture.registry);
    const auto of = [&](int n) { return *must(cases.by_number("20107.ubnd", 2026, n)); };
    CHECK(cases.merge(of(2), 0, of(1), fixture.act()).error().fault == protocol::Fault::Malformed);
    CHECK(of(2).state == "received");

    fixture.clock.advance(std::chrono::hours{24 * 30});
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.hand_in(kWords);  // 3: of this morning
    fixture.step(clerk, "/console/desk/next", "");
    CHECK(fixture.step(clerk, "/console/desk/2/merge", "seen=1&main=PA-2026-0003").status == 303);
    CHECK(holds(fixture.get("/console/desk?show=late", clerk), "PA-2026-0003"));
    // Taken apart, each has its own clock again.
    const auto clock = of(3).clock_at;
    CHECK(fixture.step(clerk, "/console/desk/2/part", "seen=2").status == 303);
    CHECK(of(3).clock_at > clock);
    CHECK(of(3).clock_at == of(3).received_at);
    CHECK(holds(fixture.get("/console/desk?show=late", clerk), "PA-2026-0002"));
    CHECK_FALSE(holds(fixture.get("/console/desk?show=late", clerk), "PA-2026-0003"));
    // Answered together, each is on time or late by its own days.
    CHECK(fixture.step(clerk, "/console/desk/2/merge", "seen=3&main=PA-2026-0003").status == 303);
    CHECK(fixture.step(clerk, "/console/desk/3/answer", "seen=3&state=answered&text=Da+sua.").status == 303);
    CHECK(of(3).over_at > *of(3).answered_at);
    CHECK(of(2).over_at < *of(2).answered_at);
}

TEST_CASE("another topic or kind changes neither the number nor the day it is due",
          "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    const auto before = *must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1));
    fixture.clock.advance(std::chrono::hours{48});
    const auto later = fixture.at_desk(fixture.people, "hanh");
    CHECK(fixture.step(later, "/console/desk/1/refile", "seen=1&topic=moi_truong&lane=opinion").status ==
          303);
    const auto after = *must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1));
    CHECK(after.topic == "moi_truong");
    CHECK(after.lane == "opinion");
    CHECK(after.clock_at == before.clock_at);
    CHECK(fixture.step(later, "/console/desk/1/refile", "seen=2&topic=moi_truong&lane=official").status ==
          400);
    CHECK(fixture.step(later, "/console/desk/1/refile", "seen=2&topic=x%27&lane=normal").status == 400);
}

TEST_CASE("what a resident types is shown as it is written, wherever it is shown",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const std::string evil =
        "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{token}}[[console.product]]";
    fixture.hand_in(evil, Lane::Normal, evil.substr(0, 60));
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/1/note", "note=%3Cscript%3Ealert(3)%3C%2Fscript%3E");
    const auto answered = fixture.step(clerk, "/console/desk/1/answer",
                                       "seen=1&state=answered&text=%3Cscript%3Ealert(4)%3C%2Fscript%3E");
    CHECK(answered.status == 422);  // the note came between; what was typed is shown again
    for (const auto& page : {answered, fixture.get("/console/desk/1", clerk),
                             fixture.get("/console/desk", clerk), fixture.get("/console/today", clerk)}) {
        CHECK_FALSE(holds(page, "<script>alert"));
        CHECK_FALSE(holds(page, "<img src=x"));
    }
    CHECK(holds(fixture.get("/console/desk/1", clerk), console::escaped(evil)));
}

TEST_CASE("a denunciation that came as a report leaves every list; two named people know of it",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in("Tôi tố cáo ông A nhận tiền.");
    fixture.hand_in(kWords);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto chief = fixture.at_desk(fixture.people, "phuoc");
    const auto other = fixture.at_desk(fixture.people, "toan");
    const auto front = fixture.at_desk(fixture.front, "duc");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.get("/console/desk", front);
    for (const std::string bad : {"first=hanh&second=hanh", "first=hanh&second=", "first=hanh&second=duc"})
        CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=1&" + bad).status == 422);
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=1&first=hanh&second=phuoc").status == 303);

    for (const auto& who : {other, front, clerk, chief}) {
        for (const std::string show : {"todo", "unopened", "late", "soon", "done", "all"}) {
            const auto inbox = fixture.get("/console/desk?show=" + show, who);
            const auto list = inbox.body.find("class=\"tabs\"");
            REQUIRE(list != std::string::npos);
            CHECK(inbox.body.find("/console/desk/1\"", list) == std::string::npos);
        }
        CHECK(holds(fixture.get("/console/desk?number=PA-2026-0001", who), "Không có hồ sơ"));
        const bool named = who == clerk || who == chief;
        CHECK(holds(fixture.get("/console/today", who), "/console/desk/1\"") == named);
    }
    for (const auto& who : {other, front}) {
        CHECK_FALSE(holds(fixture.get("/console/desk", who), "/console/desk/1\""));
        CHECK(fixture.get("/console/desk/1", who).status == 404);
        CHECK(fixture.step(who, "/console/desk/1/open", "").status == 404);
        CHECK(fixture.step(who, "/console/desk/1/answer", "seen=2&state=answered&text=x").status == 404);
        CHECK(fixture.step(who, "/console/desk/1/note", "note=x").status == 404);
    }
    CHECK(fixture.step(other, "/console/desk/2/merge", "seen=1&main=PA-2026-0001").status == 422);
    for (const auto& who : {clerk, chief}) {
        CHECK(holds(fixture.get("/console/desk", who), "/console/desk/1\""));
        CHECK(holds(fixture.get("/console/desk/1", who), "Tôi tố cáo ông A nhận tiền."));
    }
    // An answer to it brings it back into no list, and nothing else moves it.
    CHECK(fixture.step(chief, "/console/desk/1/answer", "seen=2&state=answered&text=Da+nhan.").status == 303);
    CHECK(fixture.answer(report, 1, fixture.people));
    CHECK(fixture.get("/console/desk/1", other).status == 404);
    CHECK(fixture.step(chief, "/console/desk/1/refile", "seen=3&topic=khac&lane=normal").status == 422);
    CHECK(must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1))->topic.empty());
    CHECK(must(Inbox(fixture.registry).count("20107.ubnd", {}, {}, "hanh")).to_do == 1);
}
