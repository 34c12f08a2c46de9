#include <chrono>
#include <string>

#include "province/registry/statistics.h"
#include "tests/province/console/lanes_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Lane;

TEST_CASE(
    "a report that another body has to answer goes there with its clock, and its sender's code keeps working",
    "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in("Đường liên xã bị sụt.");
    auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/1/refile", "seen=1&topic=moi_truong&lane=normal");
    const auto received = fixture.clock.now();
    fixture.clock.advance(std::chrono::hours{50});
    clerk = fixture.at_desk(fixture.people, "hanh");  // nobody is signed in for so long
    const Act act{fixture.clock.now(), "hanh", "20107.ubnd", {}, {}};
    auto desk = fixture.desk_of(fixture.people);
    const Desk::Receiver to{"19753.ubnd", {fixture.elsewhere.recipient.public_key()}};
    CHECK(desk.give(1, 1, to, "Chuyển Phú Xuân.", act).error().fault ==
          protocol::Fault::Refused);  // moved on since
    must(desk.give(1, 2, to, "Chuyển Phú Xuân.", act));
    CHECK(fixture.answer(report, 1, fixture.people)->status == "forwarded");
    CHECK_FALSE(desk.give(1, 3, to, "Lần nữa.", act));
    const auto page = fixture.get("/console/desk/1", clerk);
    CHECK(holds(page, "Đã chuyển đến <b>Phú Xuân</b>"));
    CHECK(holds(page, "Nơi nhận chưa mở"));
    CHECK_FALSE(holds(page, "/console/desk/1/answer"));
    CHECK(fixture.audited("report.moved") == 1);

    // The receiving desk finds it like any other, dated by the clock that runs.
    const auto there = fixture.at_desk(fixture.elsewhere, "lan");
    fixture.get("/console/desk", there);
    CHECK(must(Inbox(fixture.registry).find("19753.ubnd", 1))->line.received_at == received);
    fixture.step(there, "/console/desk/1/open", "");
    const auto opened = fixture.get("/console/desk/1", there);
    CHECK(holds(opened, "Đường liên xã bị sụt."));
    CHECK(holds(opened, "Phú Lộc"));
    CHECK(holds(opened, "PA-2026-0001"));
    CHECK(holds(opened, "Môi trường"));
    CHECK(must(Cases(fixture.registry).by_number("19753.ubnd", 2026, 1))->clock_at == received);
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Ở đó là hồ sơ PA-2026-0001"));
    // Its own bytes open with the receiver's key only.
    const auto copy = must(Containers(fixture.registry).after(1, 10));
    REQUIRE(copy.size() == 1);
    CHECK_FALSE(protocol::open_container(copy[0].bytes, fixture.people.recipient));
    CHECK(protocol::open_container(copy[0].bytes, fixture.elsewhere.recipient));

    CHECK(fixture.step(there, "/console/desk/1/answer", "seen=2&state=answered&text=Da+sua.").status == 303);
    const auto reply = fixture.answer(report, 2, fixture.elsewhere);
    REQUIRE(reply);
    CHECK(reply->text == "Da sua.\n");
    // "Not done" comes to the commune where it was said, which passes it on.
    write_again(fixture, report, 2, "Vẫn còn sụt.");
    fixture.get("/console/desk", clerk);
    fixture.get("/console/desk", there);
    CHECK(must(Cases(fixture.registry).by_number("19753.ubnd", 2026, 1))->state == kReopened);
    CHECK(holds(fixture.get("/console/desk/1", there), "Vẫn còn sụt."));
    CHECK(must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1))->state == "forwarded");
    // Each body counts it once, as what it was there.
    Statistics statistics(fixture.registry);
    const protocol::Date day = protocol::local_date(received);
    CHECK(must(statistics.count({"20107", {}, {}, day, day}, Statistics::By::Topic, {}))
              .at("moi_truong")
              .moved == 1);
    CHECK(must(statistics.count({"19753", {}, {}, day, day}, Statistics::By::Topic, {}))
              .at("moi_truong")
              .waiting() == 1);
}

TEST_CASE("a report that is given back is one's own again, and nothing goes in circles",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in("Đường liên xã bị sụt.");
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto there = fixture.at_desk(fixture.elsewhere, "lan");
    fixture.step(clerk, "/console/desk/next", "");
    auto desk = fixture.desk_of(fixture.people);
    auto other = fixture.desk_of(fixture.elsewhere);
    must(desk.give(1, 0, {"19753.ubnd", {fixture.elsewhere.recipient.public_key()}}, "Chuyển.",
                   {fixture.clock.now(), "hanh", "20107.ubnd", {}, {}}));
    fixture.step(there, "/console/desk/next", "");
    must(other.give(1, 0, {"20107.ubnd", {fixture.people.recipient.public_key()}}, "Trả lại.",
                    {fixture.clock.now(), "lan", "19753.ubnd", {}, {}}));
    fixture.step(clerk, "/console/desk/next", "");
    CHECK(holds(fixture.get("/console/desk/2", clerk), "Phú Xuân"));
    fixture.step(clerk, "/console/desk/2/answer", "seen=2&state=answered&text=Xong");
    CHECK(fixture.answer(report, 3, fixture.people));
    write_again(fixture, report, 3, "Chưa xong.");
    for (int i = 0; i < 3; ++i) {
        must(desk.sort());
        must(other.sort());
    }
    CHECK(must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 2))->state == kReopened);
    CHECK(must(Containers(fixture.registry).count()) == 4);  // the report, two copies, one word
}

TEST_CASE("a report about an official is handed to nobody in a commune", "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kDenunciation, Lane::Official);
    const protocol::BoxKey committee = protocol::BoxKey::generate(), other = protocol::BoxKey::generate();
    must(Bodies(fixture.registry)
             .add({{"46.ubnd", "Ủy ban thành phố", protocol::local_date(fixture.now), {}, {}}}));
    const auto inspector = fixture.at_desk(fixture.inspectors, "dieu");
    fixture.step(inspector, "/console/desk/next", "");
    const auto page = fixture.get("/console/desk/1", inspector);
    CHECK(holds(page, "<option value=\"46.ubnd\">"));
    CHECK_FALSE(holds(page, "<option value=\"20107.ubnd\">"));
    auto desk = fixture.desk_of(fixture.inspectors);
    const Act act{fixture.clock.now(), "dieu", "46.thanhtra", {}, {}};
    for (const std::string body : {"20107.ubnd", "20107.mttq", "19753.ubnd"})
        CHECK(desk.give(1, 0, {body, {committee.public_key()}}, "Chuyển.", act).error().fault ==
              protocol::Fault::Malformed);
    CHECK(must(Containers(fixture.registry).count()) == 1);
    // Within the province's own offices it goes to the one body and to nobody who reads along.
    must(desk.give(1, 0, {"46.ubnd", {committee.public_key(), other.public_key()}}, "Chuyển.", act));
    const auto copy = must(Containers(fixture.registry).after(1, 10));
    REQUIRE(copy.size() == 1);
    CHECK(protocol::open_container(copy[0].bytes, committee));
    CHECK_FALSE(protocol::open_container(copy[0].bytes, other));
}
