#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "province/registry/register.h"
#include "province/registry/sealed_cases.h"
#include "province/registry/statistics.h"
#include "tests/province/console/lanes_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Lane;

namespace {

std::string everything_in(const std::filesystem::path& folder)
{
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.path().filename().string().starts_with("registry.db")) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

}  // namespace

TEST_CASE("in the sealed lane, two people's own keys open a report and the office's opens nothing any more",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kDenunciation);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto chief = fixture.at_desk(fixture.people, "phuoc");
    const auto other = fixture.at_desk(fixture.people, "toan");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/1/note", "note=Ghi+chu+ve+ong+A");
    fixture.get("/console/desk", fixture.at_desk(fixture.front, "duc"));
    const auto before = must(Containers(fixture.registry).sealed(report.id)).value();
    REQUIRE(protocol::open_container(before.bytes, fixture.people.recipient));
    const std::string stored = protocol::to_base64(before.bytes);
    if (!on_postgresql()) CHECK(everything_in(fixture.dir.path()).find(stored) != std::string::npos);

    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=2&first=hanh&second=phuoc").status == 303);
    // The bytes that the office could open are gone, from the files too.
    CHECK_FALSE(must(Containers(fixture.registry).sealed(report.id)));
    if (!on_postgresql()) CHECK(everything_in(fixture.dir.path()).find(stored) == std::string::npos);
    const Case sealed = must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1)).value();
    const auto apart = must(SealedCases(fixture.registry).find(sealed)).value();
    CHECK_FALSE(protocol::open_container(apart.report, fixture.people.recipient));
    CHECK_FALSE(protocol::open_container(apart.report, fixture.front.recipient));
    CHECK_FALSE(protocol::open_container(apart.report, fixture.own.at("toan")));
    CHECK(protocol::open_container(apart.report, fixture.own.at("hanh")));
    CHECK(protocol::open_container(apart.report, fixture.own.at("phuoc")));
    for (const CaseEvent& event : must(Cases(fixture.registry).events(sealed)))
        CHECK_FALSE(fixture.people.recipient.open(event.sealed));

    // Who is named goes on with it: report, notes, answers, and what its sender writes later.
    const auto page = fixture.get("/console/desk/1", chief);
    CHECK(holds(page, kDenunciation));
    CHECK(holds(page, "Ghi chu ve ong A"));
    CHECK(fixture.step(chief, "/console/desk/1/answer", "seen=3&state=answered&text=Da+nhan").status == 303);
    CHECK(fixture.answer(report, 1, fixture.people));
    const auto again = write_again(fixture, report, 1, "Tôi viết thêm về ông A.");
    const auto front = fixture.at_desk(fixture.front, "duc");
    CHECK_FALSE(holds(fixture.get("/console/desk?show=all", front), "/console/desk/2\""));
    CHECK_FALSE(must(Containers(fixture.registry).sealed(again)));
    CHECK_FALSE(holds(fixture.get("/console/desk?show=all", other), "/console/desk/2\""));
    CHECK(fixture.get("/console/desk/1", other).status == 404);
    // To ask for its line is to be told the same as of a line that is none.
    for (const std::string line : {"1", "7777"})
        CHECK(holds(fixture.get("/console/desk?number=" + line, other), "Không có hồ sơ"));
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Tôi viết thêm về ông A."));
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Da nhan"));

    // They name somebody else: who is out reads it no more.
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=4&first=phuoc&second=toan").status == 303);
    CHECK(fixture.get("/console/desk/1", clerk).status == 404);
    CHECK(holds(fixture.get("/console/desk/1", other), "Tôi viết thêm về ông A."));
    CHECK(holds(fixture.get("/console/desk/1", other), "Ghi chu ve ong A"));
    CHECK_FALSE(protocol::open_container(must(SealedCases(fixture.registry).find(sealed))->report,
                                         fixture.own.at("hanh")));

    // Supervisors see in the log that it happened, and what was done and read since, but not to which case.
    int apart_since = 0, named_before = 0;
    for (const Audit::Row& row : must(Audit(fixture.registry).before(0, "20107", 100))) {
        if (!row.act.what.starts_with("report.")) continue;
        CHECK((named_before == 0 || !row.act.about.empty()));  // newest first
        ++(row.act.about.empty() ? apart_since : named_before);
    }
    CHECK(apart_since > 5);
    CHECK(named_before > 0);
}

TEST_CASE("nobody without a key of their own is named for the sealed lane, and a lost one is told",
          "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in(kDenunciation);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto chief = fixture.at_desk(fixture.people, "phuoc");
    fixture.add("moi", "20107.ubnd", Role::Desk);
    fixture.step(clerk, "/console/desk/next", "");
    CHECK_FALSE(
        holds(fixture.get("/console/desk/1", clerk),
              "<option value=\"moi\">Nguyễn Thị Lan</option></select>\n          <label for=\"second\""));
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=1&first=hanh&second=moi").status == 422);
    CHECK(must(Containers(fixture.registry).count()) == 1);
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=1&first=hanh&second=phuoc").status == 303);
    // After a reset this person's key is another one.
    fixture.own.erase("phuoc");
    const auto anew = fixture.at_desk(fixture.people, "phuoc");
    const auto page = fixture.get("/console/desk/1", anew);
    CHECK(page.status == 200);
    CHECK(holds(page, "khóa riêng của hai người"));
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=2&first=hanh&second=phuoc").status == 303);
    CHECK(holds(fixture.get("/console/desk/1", anew), kDenunciation));
}

TEST_CASE("a denunciation that was given away first is sealed away where it came from too",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kDenunciation);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    const auto front = fixture.at_desk(fixture.front, "duc");
    const auto there = fixture.at_desk(fixture.elsewhere, "lan");
    const auto chief = fixture.at_desk(fixture.elsewhere, "phuoc2");
    fixture.get("/console/desk", front);
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/1/note", "note=Ghi+chu+ve+ong+A");
    must(fixture.desk_of(fixture.people)
             .give(1, 0, {"19753.ubnd", {fixture.elsewhere.recipient.public_key()}}, "Chuyển ông A.",
                   {fixture.clock.now(), "hanh", "20107.ubnd", {}, {}}));
    const auto before = write_again(fixture, report, 1, "Tôi viết thêm về ông A.");
    fixture.get("/console/desk", clerk);
    fixture.get("/console/desk", front);
    fixture.step(there, "/console/desk/next", "");
    REQUIRE(must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1))->state == "forwarded");
    CHECK(fixture.step(there, "/console/desk/1/seal-away", "seen=2&first=lan&second=phuoc2").status == 303);

    // The office that gave it away has neither its bytes nor the words that it wrote itself.
    CHECK_FALSE(must(Containers(fixture.registry).sealed(report.id)));
    CHECK_FALSE(must(Containers(fixture.registry).sealed(before)));
    const Case origin = must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1)).value();
    CHECK(origin.state == kSealedAway);
    CHECK(origin.topic.empty());
    for (const CaseEvent& event : must(Cases(fixture.registry).events(origin))) {
        CHECK(event.sealed.empty());
        CHECK(event.detail.empty());
    }
    CHECK(must(Cases(fixture.registry).by_number("19753.ubnd", 2026, 1))->came_from.empty());
    // Nor is it in a list, a register or a figure.
    for (const auto& who : {clerk, front}) {
        CHECK(fixture.get("/console/desk/1", who).status == 404);
        CHECK_FALSE(holds(fixture.get("/console/desk?show=all", who), "/console/desk/1\""));
    }
    const protocol::Date day = protocol::local_date(fixture.clock.now());
    CHECK(must(register_of(fixture.registry, "20107.ubnd", day, day, 10)).empty());
    CHECK(must(Statistics(fixture.registry).count({"20107", {}, {}, day, day}, Statistics::By::Topic, {}))
              .empty());

    // What its sender writes later comes to the first desk, and goes on to the two who know of it.
    fixture.clock.advance(std::chrono::minutes{1});
    const auto again = write_again(fixture, report, 1, "Tôi viết lần nữa.");
    fixture.get("/console/desk", front);
    fixture.get("/console/desk", clerk);
    CHECK_FALSE(must(Containers(fixture.registry).sealed(again)));
    fixture.get("/console/desk", chief);
    CHECK(holds(fixture.get("/console/desk/1", chief), "Tôi viết thêm về ông A."));
    const auto apart = must(Cases(fixture.registry).by_number("19753.ubnd", 2026, 1)).value();
    CHECK(must(SealedCases(fixture.registry).words(apart)).size() == 2);
}

TEST_CASE("from the sealed lane a denunciation goes on to the inspectorate and to nobody else",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kDenunciation);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.at_desk(fixture.people, "phuoc");
    fixture.step(clerk, "/console/desk/next", "");
    CHECK_FALSE(holds(fixture.get("/console/desk/1", clerk), "hand-on-text"));
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=1&first=hanh&second=phuoc").status == 303);
    auto desk = fixture.desk_of(fixture.people, "hanh");
    const Act act{fixture.clock.now(), "hanh", "20107.ubnd", {}, {}};
    const Desk::Receiver elsewhere{"19753.ubnd", {fixture.elsewhere.recipient.public_key()}};
    const Desk::Receiver inspectors{"46.thanhtra", {fixture.inspectors.recipient.public_key()}};
    CHECK(desk.give(1, 0, elsewhere, "Chuyển.", act).error().fault == protocol::Fault::Malformed);
    CHECK(desk.give(1, 0, inspectors, "Chuyển.", {fixture.clock.now(), "toan", "20107.ubnd", {}, {}})
              .error()
              .fault == protocol::Fault::NotFound);  // not one of the two
    must(desk.give(1, 0, inspectors, "Đã chuyển Thanh tra.", act));
    CHECK_FALSE(desk.give(1, 0, inspectors, "Lần nữa.", act));
    CHECK(fixture.answer(report, 1, fixture.people)->text == "Đã chuyển Thanh tra.\n");
    // Here it stays known to the two, and its history says to nobody else where it went.
    const Case here = must(Cases(fixture.registry).by_number("20107.ubnd", 2026, 1)).value();
    CHECK(here.state == kSealedAway);
    for (const CaseEvent& event : must(Cases(fixture.registry).events(here))) {
        CHECK(event.detail.empty());
        CHECK_FALSE(fixture.people.recipient.open(event.sealed));
    }
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Đã chuyển đến <b>Thanh tra</b>"));

    // There it is a report about an official.
    const auto inspector = fixture.at_desk(fixture.inspectors, "dieu");
    fixture.step(inspector, "/console/desk/next", "");
    CHECK(holds(fixture.get("/console/desk/1", inspector), kDenunciation));
    CHECK(must(Cases(fixture.registry).by_number("46.thanhtra", 2026, 1))->lane == "official");
    fixture.step(inspector, "/console/desk/1/answer", "seen=1&state=answered&text=Da+xem.");
    CHECK(must(Cases(fixture.registry).by_number("46.thanhtra", 2026, 1))->came_from.empty());
    CHECK(fixture.answer(report, 2, fixture.inspectors));
    const auto again = write_again(fixture, report, 2, "Tôi viết thêm về ông A.");
    fixture.get("/console/desk", clerk);
    CHECK_FALSE(must(Containers(fixture.registry).sealed(again)));
    CHECK_FALSE(holds(fixture.get("/console/desk/1", clerk), "Tôi viết thêm"));
    fixture.get("/console/desk", inspector);
    CHECK(holds(fixture.get("/console/desk/1", inspector), "Tôi viết thêm về ông A."));
    CHECK(must(Cases(fixture.registry).by_number("46.thanhtra", 2026, 1))->state == kReopened);
}

TEST_CASE("a head of office who is named reads the sealed case by an own key, and nobody else there does",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kDenunciation, Lane::Normal, "Nguyễn Văn B");
    auto clerk = fixture.at_desk(fixture.people, "hanh");
    auto head = fixture.at_the_head(fixture.people, "phuoc");
    const auto deputy = fixture.at_the_head(fixture.people, "toan");
    fixture.step(clerk, "/console/desk/next", "");
    fixture.step(clerk, "/console/desk/1/note", "note=Ghi+chu+ve+ong+A");
    CHECK(fixture.get("/console/apart/PA-2026-0001", head).status == 404);  // not sealed away
    // Two heads could not answer.
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=2&first=toan&second=phuoc").status == 422);
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=2&first=hanh&second=phuoc").status == 303);

    CHECK(holds(fixture.get("/console/today", head), "/console/apart/PA-2026-0001"));
    CHECK(holds(fixture.get("/console/today", clerk), "/console/desk/1\">PA-2026-0001"));
    CHECK_FALSE(holds(fixture.get("/console/today", deputy), "PA-2026-0001"));
    const auto read = fixture.audited("report.read");
    const auto page = fixture.get("/console/apart/PA-2026-0001", head);
    CHECK(holds(page, kDenunciation));
    CHECK(holds(page, "Nguyễn Văn B"));
    CHECK(holds(page, "Ghi chu ve ong A"));
    CHECK(fixture.audited("report.read") == read + 1);
    for (const std::string number : {"PA-2026-0001", "PA-2026-0002", "PA-1", "x"})
        CHECK(fixture.get("/console/apart/" + number, deputy).status == 404);
    CHECK(fixture.get("/console/desk/1", head).status == 403);  // the desk's keys are not theirs
    CHECK(fixture.audited("report.read") == read + 1);

    // Seven working days from its arrival somebody must have said what becomes of it.
    CHECK_FALSE(holds(fixture.get("/console/today", head), "quá hạn xử lý"));
    fixture.clock.advance(std::chrono::hours{24 * 13});
    fixture.now = fixture.clock.now();
    head = fixture.at_the_head(fixture.people, "phuoc");
    clerk = fixture.at_desk(fixture.people, "hanh");
    for (const auto& who : {head, clerk}) {
        CHECK(holds(fixture.get("/console/today", who), "quá hạn xử lý"));
        CHECK(holds(fixture.get("/console/today", who), "mark bad"));
    }
    CHECK(holds(fixture.get("/console/desk", clerk), "mark bad"));
    CHECK(holds(fixture.get("/console/apart/PA-2026-0001", head), "Hạn xử lý ban đầu"));
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=3&state=in_progress&text=Da+nhan").status ==
          303);
    CHECK_FALSE(holds(fixture.get("/console/today", head), "quá hạn xử lý"));
    CHECK(holds(fixture.get("/console/apart/PA-2026-0001", head), "Da nhan"));
    // From that word on the thirty days of the result run, until it is told.
    CHECK(holds(fixture.get("/console/apart/PA-2026-0001", head), "Hạn có kết quả"));
    fixture.clock.advance(std::chrono::hours{24 * 31});
    fixture.now = fixture.clock.now();
    head = fixture.at_the_head(fixture.people, "phuoc");
    clerk = fixture.at_desk(fixture.people, "hanh");
    for (const auto& who : {head, clerk}) CHECK(holds(fixture.get("/console/today", who), "quá hạn xử lý"));
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=4&state=answered&text=Da+xong").status == 303);
    CHECK_FALSE(holds(fixture.get("/console/today", head), "quá hạn xử lý"));
    CHECK_FALSE(holds(fixture.get("/console/apart/PA-2026-0001", head), "Hạn có kết quả"));
    // After a reset their key is another one.
    fixture.own.erase("phuoc");
    CHECK(holds(fixture.get("/console/apart/PA-2026-0001", fixture.at_the_head(fixture.people, "phuoc")),
                "khóa riêng của hai người"));
}

TEST_CASE("a denunciation that was given on is sealed away where it went to, too",
          "[province][console][desk]")
{
    DeskFixture fixture;
    const auto report = fixture.hand_in(kDenunciation);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.at_desk(fixture.people, "phuoc");
    const auto other = fixture.at_desk(fixture.people, "toan");
    const auto there = fixture.at_desk(fixture.elsewhere, "lan");
    const auto inspector = fixture.at_desk(fixture.inspectors, "dieu");
    fixture.step(clerk, "/console/desk/next", "");
    must(fixture.desk_of(fixture.people)
             .give(1, 0, {"19753.ubnd", {fixture.elsewhere.recipient.public_key()}}, "Chuyển ông A.",
                   {fixture.clock.now(), "hanh", "20107.ubnd", {}, {}}));
    const auto copy = must(Containers(fixture.registry).after(1, 10)).front().id;
    const bool opened = GENERATE(true, false);
    CAPTURE(opened);
    if (opened) {
        fixture.step(there, "/console/desk/next", "");
        fixture.step(there, "/console/desk/1/note", "note=Ghi+chu+ve+ong+A");
        // And from there to a third office.
        must(fixture.desk_of(fixture.elsewhere)
                 .give(1, 0, {"46.thanhtra", {fixture.inspectors.recipient.public_key()}}, "Chuyển tiếp.",
                       {fixture.clock.now(), "lan", "19753.ubnd", {}, {}}));
        fixture.step(inspector, "/console/desk/next", "");
        REQUIRE(holds(fixture.get("/console/desk/1", inspector), kDenunciation));
    } else {
        fixture.get("/console/desk", there);
    }
    // A word of the sender's, passed on, that nobody there has looked at yet.
    write_again(fixture, report, 1, "Tôi viết thêm về ông A.");
    fixture.get("/console/desk", clerk);
    const auto page = fixture.get("/console/desk/1", clerk);
    CHECK(holds(page, "/console/desk/1/seal-away"));
    CHECK(holds(page, "Bản ở nơi đã nhận chuyển cũng mất theo"));
    CHECK(fixture.step(clerk, "/console/desk/1/seal-away", "seen=2&first=hanh&second=phuoc").status == 303);

    // No key of an office opens any of it, at any of them.
    CHECK_FALSE(must(Containers(fixture.registry).sealed(report.id)));
    CHECK_FALSE(must(Containers(fixture.registry).sealed(copy)));
    CHECK(must(Containers(fixture.registry).after(0, 10)).empty());
    const protocol::Date day = protocol::local_date(fixture.clock.now());
    const std::vector<std::pair<std::string, std::string>> desks{
        {other, "20107.ubnd"}, {there, "19753.ubnd"}, {inspector, "46.thanhtra"}};
    for (const auto& [who, office] : desks) {
        CAPTURE(office);
        for (const std::string show : {"", "?show=all", "?show=done", "?show=unopened"})
            CHECK_FALSE(holds(fixture.get("/console/desk" + show, who), "/console/desk/1\""));
        CHECK(fixture.get("/console/desk/1", who).status == 404);
        CHECK(must(register_of(fixture.registry, office, day, day, 10)).empty());
        CHECK(must(Statistics(fixture.registry)
                       .count({office.substr(0, office.find('.')), {}, {}, day, day}, Statistics::By::Topic,
                              {}))
                  .empty());
    }
    if (opened) {
        const Case gone = must(Cases(fixture.registry).by_number("19753.ubnd", 2026, 1)).value();
        CHECK(gone.state == kSealedAway);
        CHECK(gone.came_from.empty());
        CHECK(gone.topic.empty());
        for (const CaseEvent& event : must(Cases(fixture.registry).events(gone)))
            CHECK((event.sealed.empty() && event.detail.empty()));
    }

    // It is this office's again: the two answer it, read its sender's words, and can hand it on.
    CHECK(holds(fixture.get("/console/desk/1", clerk), kDenunciation));
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Tôi viết thêm về ông A."));
    CHECK(fixture.step(clerk, "/console/desk/1/answer", "seen=3&state=answered&text=Da+xem.").status == 303);
    const int newest = opened ? 3 : 2;
    CHECK(fixture.answer(report, newest, fixture.people)->text == "Da xem.\n");
    const auto again = write_again(fixture, report, newest, "Tôi viết lần nữa.");
    fixture.get("/console/desk", clerk);
    CHECK_FALSE(must(Containers(fixture.registry).sealed(again)));
    CHECK(holds(fixture.get("/console/desk/1", clerk), "Tôi viết lần nữa."));
    must(fixture.desk_of(fixture.people, "hanh")
             .give(1, 0, {"46.thanhtra", {fixture.inspectors.recipient.public_key()}}, "Đã chuyển Thanh tra.",
                   {fixture.clock.now(), "hanh", "20107.ubnd", {}, {}}));
    fixture.step(inspector, "/console/desk/next", "");
    const std::string line = opened ? "/console/desk/2" : "/console/desk/1";
    CHECK(holds(fixture.get(line, inspector), kDenunciation));
    if (!opened) return;
    // What its sender wrote to an office that had answered before is not lost: there it stands for itself.
    protocol::Message word;
    word.commune = "20107";
    word.pub = "19753.ubnd";
    word.topic = "khac";
    word.text.assign("Tôi hỏi riêng.");
    word.rpk = report.keys.reply.public_key();
    word.look = report.keys.lookup;
    word.reopens = newest;
    const auto bytes = must(protocol::seal_container(must(protocol::make_message(word)).view(),
                                                     std::vector{fixture.elsewhere.recipient.public_key()}));
    must(Containers(fixture.registry).take(protocol::container_id(bytes), bytes, fixture.clock.now(), [] {
        return std::string("receipt");
    }));
    for (int i = 0; i < 2; ++i) fixture.get("/console/desk", there);
    fixture.step(there, "/console/desk/next", "");
    CHECK(holds(fixture.get("/console/desk/2", there), "Tôi hỏi riêng."));
}
