#include "offline_cache/content.h"

#include <algorithm>
#include <fstream>

#include "offline_cache/search.h"
#include "offline_cache/sqlite/database.h"
#include "offline_cache/tiles.h"
#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

using namespace std::chrono_literals;
using offline_cache::Content;
using offline_cache::ItemRow;
using offline_cache::LawCount;
using offline_cache::ListQuery;
using offline_cache::Shelf;
using offline_cache::Tile;
using protocol::Fault;

namespace {

protocol::Date day(const char* text) { return *protocol::parse_date(text); }

TreeBuilder::Record meeting(const std::string& title, protocol::Time start,
                            const std::string& status = "scheduled")
{
    TreeBuilder::Record record;
    record.type = "meeting";
    record.title = title;
    record.law = "";
    record.body = "";
    protocol::Meeting details;
    details.start = start;
    details.end = start + 2h;
    details.place = "Nhà văn hóa thôn";
    details.status = status;
    record.details = details;
    return record;
}

ListQuery under(Tile tile)
{
    ListQuery query;
    query.tile = tile;
    return query;
}

}  // namespace

TEST_CASE("an item shows only when all its parts are here", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.body = "Toàn văn";
    record.attachments = {"%PDF-1"};
    const auto index = tree.add(record);
    tree.publish();
    tree.remove_blob(protocol::sha256("Toàn văn"));
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    CHECK(kiosk.content.list(under(Tile::Know), 0, 10, now)->total == 0);
    CHECK(kiosk.content.document(index, now).error().fault == Fault::NotFound);
    CHECK(kiosk.content.home(now)->log_size == static_cast<std::int64_t>(tree.size()));

    // The body comes later: the pause after a 404 passes, nothing else has to happen.
    tree.publish();
    std::ofstream{root.path() / protocol::routes::blob(protocol::sha256("Toàn văn"))} << "Toàn văn";
    kiosk.clock.advance(1h);
    REQUIRE(kiosk.sync());
    const auto document = kiosk.content.document(index, now).value();
    CHECK(document.body == "Toàn văn");
    CHECK(document.row.title == record.title);
    // Shown since its last part came, not since it was published.
    CHECK(document.here == kiosk.clock.now());
    CHECK(document.leaf == protocol::leaf_hash(tree.entry(static_cast<std::size_t>(index))));
    REQUIRE(document.attachments.size() == 1);
    CHECK_FALSE(document.attachments[0].here);

    REQUIRE(kiosk.fetcher.fetch_attachment());
    CHECK(kiosk.content.document(index, now)->attachments[0].here);
    CHECK(kiosk.content.attachment(index, 0).value() == "%PDF-1");
}

TEST_CASE("texts of other communes are not kept, their entries are", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.publisher = "19753.ubnd";
    const auto other = tree.add(record);
    record.publisher = "46.ubnd";
    const auto province = tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    CHECK_FALSE(kiosk.content.document(other, now));
    CHECK(kiosk.content.entry(other).value() == tree.entry(static_cast<std::size_t>(other)));
    CHECK(kiosk.content.document(province, now));
}

TEST_CASE("items stand under the tiles of the motto", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.law = "D05";
    tree.add(record);
    record.law = "D10";
    tree.add(record);
    record.law = "D07";
    tree.add(record);
    record.law = "Q3";  // a covenant
    tree.add(record);
    record.law = "Q4";  // an election
    tree.add(record);
    TreeBuilder::Record project;
    project.type = "project";
    project.law = "";
    protocol::Project shared;
    shared.people_share = protocol::PeopleShare{};
    shared.people_share->money = 1'000'000;
    project.details = shared;
    tree.add(project);
    project.details = protocol::Project{};
    tree.add(project);
    TreeBuilder::Record office;
    office.type = "contact";
    office.law = "";
    office.details = protocol::Contact{};
    tree.add(office);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto home = kiosk.content.home(kiosk.clock.now()).value();
    const auto count = [&](Tile tile) { return home.tiles[static_cast<std::size_t>(tile)].current; };
    CHECK(count(Tile::Know) == 5);
    CHECK(count(Tile::Do) == 3);
    CHECK(count(Tile::Inspect) == 3);
    CHECK(count(Tile::Benefit) == 2);
    CHECK(count(Tile::Supervise) == 1);
    CHECK(count(Tile::Discuss) == 0);
    const auto laws = kiosk.content.law_items(kiosk.clock.now()).value();
    // What the commune must publish has its row while nothing stands under it, the quarterly list as well.
    REQUIRE(laws.size() == 15 + 2);
    CHECK(laws[14].law == "DQ");
    CHECK(laws[14].current == 0);
    CHECK(laws[4].law == "D05");
    CHECK(laws[4].current == 1);
}

TEST_CASE("lists are newest first and windows fit together", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    for (int i = 0; i < 30; ++i) {
        TreeBuilder::Record record;
        record.title = "Văn bản " + std::to_string(i);
        record.from = protocol::add_days(day("2026-10-01"), i);
        tree.add(record);
    }
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    const auto first = kiosk.content.list(under(Tile::Know), 0, 7, now).value();
    CHECK(first.total == 30);
    CHECK(first.rows.front().title == "Văn bản 29");
    const auto next = kiosk.content.list(under(Tile::Know), 7, 7, now).value();
    CHECK(next.rows.front().title == "Văn bản 22");
    CHECK(kiosk.content.list(under(Tile::Know), 28, 7, now)->rows.size() == 2);
    CHECK(kiosk.content.list(under(Tile::Know), 500, 7, now)->rows.empty());
}

TEST_CASE("after its time an item moves to the ended ones and a list of people loses its text",
          "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.until = day("2026-11-23");
    record.list_of_people = true;
    record.body = "Danh sách hộ nghèo";
    const auto index = tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    auto now = kiosk.clock.now();
    CHECK(kiosk.content.list(under(Tile::Know), 0, 9, now)->total == 1);
    CHECK(kiosk.content.document(index, now)->body == "Danh sách hộ nghèo");
    now += 24h;
    CHECK(kiosk.content.list(under(Tile::Know), 0, 9, now)->total == 0);
    ListQuery ended = under(Tile::Know);
    ended.shelf = Shelf::Ended;
    CHECK(kiosk.content.list(ended, 0, 9, now)->total == 1);
    CHECK(kiosk.content.document(index, now)->body.empty());
}

TEST_CASE("a list of people loses its text on its day, also before its posting ends",
          "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.body = "Bà Lê Thị Mít";
    record.attachments = {"%PDF-1"};
    protocol::Disclosure list;
    list.privacy = protocol::Privacy{true, day("2026-11-23")};
    record.details = list;
    const auto index = tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    CHECK_FALSE(kiosk.content.document(index, now)->body.empty());
    const auto after = kiosk.content.document(index, now + 24h).value();
    CHECK(after.row.shelf == Shelf::Current);
    CHECK(after.row.list_of_people);
    CHECK(after.body.empty());
    CHECK(after.attachments.empty());
}

TEST_CASE("a clock behind the last contact brings nothing back that was over", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.title = "Danh sách hộ nghèo";
    record.until = day("2026-11-22");
    record.list_of_people = true;
    record.body = "Bà Lê Thị Mít";
    const auto index = tree.add(record);
    tree.add(meeting("Họp mùa xuân", protocol::at_local(day("2026-03-02"), 19)));
    tree.add(meeting("Ngày mai", protocol::at_local(day("2026-11-24"), 19)));
    TreeBuilder::Record warning;
    warning.type = "bulletin";
    warning.title = "Mưa lớn tháng ba";
    warning.law = "";
    warning.body = "";
    protocol::Bulletin hours;
    hours.level = "danger";
    hours.start = protocol::at_local(day("2026-02-01"), 6);
    hours.end = protocol::at_local(day("2026-11-20"), 6);
    warning.details = hours;
    tree.add(warning);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());  // on 2026-11-23
    const auto honest = kiosk.clock.now();
    const auto now = GENERATE_COPY(honest, protocol::at_local(day("2026-03-01"), 8),
                                   protocol::at_local(day("1970-01-01"), 8));
    auto& content = kiosk.content;
    CHECK(content.document(index, now)->body.empty());
    CHECK(content.row(index, now)->shelf == Shelf::Ended);
    CHECK(content.list(under(Tile::Know), 0, 9, now)->total == 0);
    CHECK(content.law_items(now)->at(2).ended == 1);
    const auto home = content.home(now).value();
    CHECK(home.next_meeting->title == "Ngày mai");
    CHECK(home.bulletins.empty());
    ListQuery meetings;
    meetings.type = "meeting";
    CHECK(content.list(meetings, 0, 9, now)->rows.front().title == "Ngày mai");
    offline_cache::SearchQuery query;
    query.text = "mit";
    CHECK(offline_cache::search(content, query, now)->hits.empty());
}

TEST_CASE("every kind that residents read stands under a tile, so at most three touches away",
          "[offline_cache][content][rules]")
{
    // An urgent bulletin stands at home itself.
    for (const char* type :
         {"disclosure", "meeting", "consultation", "project", "procedure", "contact", "stats"}) {
        CAPTURE(type);
        CHECK(offline_cache::tiles_of({type, ""}) != 0);
    }
}

TEST_CASE("offices of a store that an older program wrote come under their tiles", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record office;
    office.type = "contact";
    office.law = "";
    office.details = protocol::Contact{};
    tree.add(office);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    {
        auto older = offline_cache::sqlite::Database::open(kiosk.file()).value();
        REQUIRE(older.run(
            "DELETE FROM shelf WHERE list <> 't/contact'; UPDATE item SET tiles = 0;"
            " UPDATE shelf SET tiles = 0; ALTER TABLE reply DROP COLUMN log_size; PRAGMA user_version = 3"));
        CHECK(kiosk.content.list(under(Tile::Supervise), 0, 9, kiosk.clock.now())->total == 0);
    }
    auto newer = offline_cache::Content::open(kiosk.file(), "20107").value();
    for (const Tile tile : {Tile::Supervise, Tile::Benefit})
        CHECK(newer.list(under(tile), 0, 9, kiosk.clock.now())->total == 1);
    CHECK(newer.home(kiosk.clock.now())->items == 1);
}

TEST_CASE("covenants of a store that an older program wrote come under what people do",
          "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record covenant;
    covenant.law = "Q3";
    tree.add(covenant);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    {
        auto older = offline_cache::sqlite::Database::open(kiosk.file()).value();
        REQUIRE(older.run(
            "DELETE FROM shelf WHERE list = 'o'; UPDATE item SET tiles = 1;"
            " UPDATE shelf SET tiles = 1; ALTER TABLE reply DROP COLUMN log_size; PRAGMA user_version = 4"));
        CHECK(kiosk.content.list(under(Tile::Do), 0, 9, kiosk.clock.now())->total == 0);
    }
    auto newer = offline_cache::Content::open(kiosk.file(), "20107").value();
    for (const Tile tile : {Tile::Know, Tile::Do})
        CHECK(newer.list(under(tile), 0, 9, kiosk.clock.now())->total == 1);
    CHECK(newer.home(kiosk.clock.now())->tiles[static_cast<std::size_t>(Tile::Do)].current == 1);
}

TEST_CASE("every bulletin in force stands at home, the most urgent first", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto add = [&](const char* title, const char* level, int from_hour) {
        TreeBuilder::Record record;
        record.type = "bulletin";
        record.title = title;
        record.law = "";
        record.body = "";
        protocol::Bulletin hours;
        hours.level = level;
        hours.start = protocol::at_local(day("2026-11-23"), from_hour);
        hours.end = protocol::at_local(day("2026-11-24"), 6);
        record.details = hours;
        tree.add(record);
    };
    add("Cắt điện", "info", 5);
    add("Nước lên", "danger", 5);
    add("Mưa lớn", "warning", 5);
    add("Xả hồ tối nay", "danger", 20);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    std::vector<std::string> titles;
    const auto morning = kiosk.content.home(protocol::at_local(day("2026-11-23"), 9)).value();
    for (const auto& row : morning.bulletins) titles.push_back(row.title);
    CHECK(titles == std::vector<std::string>{"Nước lên", "Mưa lớn", "Cắt điện"});
    CHECK(kiosk.content.home(protocol::at_local(day("2026-11-23"), 21))->bulletins.size() == 4);
}

TEST_CASE("a revision takes the place of the one before, which stays readable", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.id = "20107.ubnd-thu-phi";
    record.body = "Mức thu 10.000 đồng";
    const auto first = tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    record.rev = 2;
    record.prev = first;
    record.body = "Mức thu 12.000 đồng";
    const auto second = tree.add(record);
    tree.publish();
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    const auto list = kiosk.content.list(under(Tile::Know), 0, 9, now).value();
    REQUIRE(list.total == 1);
    CHECK(list.rows[0].index == second);
    const auto document = kiosk.content.document("20107.ubnd-thu-phi", now).value();
    CHECK(document.body == "Mức thu 12.000 đồng");
    REQUIRE(document.revisions.size() == 2);
    CHECK(document.revisions[1].readable);
    const auto old = kiosk.content.document(first, now).value();
    CHECK(old.body == "Mức thu 10.000 đồng");
    CHECK_FALSE(old.newest);
}

TEST_CASE("the next meeting is the soonest that is not over or cancelled", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto at = [](const char* date, int hour) { return protocol::at_local(day(date), hour); };
    tree.add(meeting("Đã qua", at("2026-11-20", 19), "held"));
    tree.add(meeting("Hủy", at("2026-11-23", 19), "cancelled"));
    tree.add(meeting("Tuần sau", at("2026-12-01", 19)));
    tree.add(meeting("Ngày mai", at("2026-11-24", 19)));
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    CHECK(kiosk.content.home(now)->next_meeting->title == "Ngày mai");
    ListQuery query;
    query.type = "meeting";
    std::vector<std::string> titles;
    const auto all = kiosk.content.list(query, 0, 9, now).value();
    for (const auto& row : all.rows) titles.push_back(row.title);
    CHECK(titles == std::vector<std::string>{"Hủy", "Ngày mai", "Tuần sau", "Đã qua"});
    CHECK(kiosk.content.list(query, 2, 2, now)->rows.back().title == "Đã qua");
}

TEST_CASE("where people are invited to talk, the meetings to come stand first", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto add = [&](TreeBuilder::Record record, const char* from) {
        record.from = day(from);
        tree.add(record);
    };
    const auto at = [](const char* date) { return protocol::at_local(day(date), 19); };
    add(meeting("Tuần sau", at("2026-12-01")), "2026-11-02");
    add(meeting("Ngày mai", at("2026-11-24")), "2026-11-01");
    add(meeting("Đã qua", at("2026-11-15")), "2026-11-10");
    TreeBuilder::Record question;
    question.type = "consultation";
    question.title = "Lấy ý kiến";
    question.law = "";
    question.body = "";
    protocol::Consultation details;
    details.question = "Làm cầu nào trước?";
    details.opens = at("2026-11-20");
    details.closes = at("2026-12-20");
    question.details = details;
    add(question, "2026-11-20");
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto titles = [&](std::int64_t offset, int n) {
        std::vector<std::string> all;
        const auto window = kiosk.content.list(under(Tile::Discuss), offset, n, kiosk.clock.now()).value();
        CHECK(window.total == 4);
        for (const auto& row : window.rows) all.push_back(row.title);
        return all;
    };
    const std::vector<std::string> wanted{"Ngày mai", "Tuần sau", "Lấy ý kiến", "Đã qua"};
    CHECK(titles(0, 9) == wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK(titles(static_cast<std::int64_t>(i), 1) == std::vector{wanted[i]});
    CHECK(titles(1, 2) == std::vector<std::string>{"Tuần sau", "Lấy ý kiến"});
}

TEST_CASE("a clock far ahead leaves no mark", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.from = day("2026-11-20");
    record.until = day("2026-12-20");
    tree.add(record);
    tree.add(meeting("Ngày mai", protocol::at_local(day("2026-11-24"), 19)));
    tree.publish();
    FollowingKiosk kiosk{tree};
    const auto honest = kiosk.clock.now();
    SECTION("from the first contact on")
    {
        kiosk.clock.advance(3650 * 24h);
        REQUIRE(kiosk.sync());
        CHECK_FALSE(kiosk.content.information_time().value());
    }
    SECTION("after a good one")
    {
        REQUIRE(kiosk.sync());
        kiosk.clock.advance(3650 * 24h);
        REQUIRE(kiosk.follower.follow());
        CHECK(kiosk.content.information_time().value() == honest);
        // Nor does it take anything off the board.
        CHECK(kiosk.content.list(under(Tile::Know), 0, 9, kiosk.clock.now())->total == 1);
        CHECK(kiosk.content.home(kiosk.clock.now())->next_meeting->title == "Ngày mai");
    }
    SECTION("but years without contact are over when the log vouches for the clock")
    {
        REQUIRE(kiosk.sync());
        kiosk.clock.advance(600 * 24h);
        record.from = protocol::local_date(kiosk.clock.now() - 24h);
        record.until = protocol::add_days(*record.from, 30);
        tree.add(record);
        tree.publish();
        REQUIRE(kiosk.sync());
        CHECK(kiosk.content.information_time().value() == kiosk.clock.now());
    }
}

namespace {

/// Touches from home to a row of the store: verb, law item, shelf, row. 0: no list leads there.
int touches_to(Content& content, const ItemRow& row, protocol::Time now)
{
    int fewest = 0;
    const auto try_list = [&](ListQuery query, int before) {
        query.shelf = row.shelf;
        const auto window = content.list(query, 0, 1000, now).value();
        const bool there = std::any_of(window.rows.begin(), window.rows.end(),
                                       [&](const ItemRow& one) { return one.index == row.index; });
        const int touches = before + (row.shelf == Shelf::Current ? 0 : 1) + 1;
        if (there && (fewest == 0 || touches < fewest)) fewest = touches;
    };
    for (const Tile tile : {Tile::Discuss, Tile::Do, Tile::Inspect, Tile::Supervise, Tile::Benefit})
        try_list(under(tile), 1);
    const auto laws = content.law_items(now).value();
    for (const LawCount& law : laws) {
        ListQuery query = under(Tile::Know);
        query.law = law.law;
        try_list(query, 2);
    }
    ListQuery bulletins;
    bulletins.type = "bulletin";
    try_list(bulletins, 1);
    return fewest;
}

}  // namespace

TEST_CASE("every record of a store is three touches from home, one that is over four",
          "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    std::vector<std::int64_t> current;
    std::vector<std::int64_t> over;
    for (const char* law : {"D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09", "D10", "D11",
                            "D12", "D13", "D14", "DQ"}) {
        TreeBuilder::Record record;
        record.law = law;
        current.push_back(tree.add(record));
        record.from = day("2026-09-01");
        record.until = day("2026-11-01");
        over.push_back(tree.add(record));
    }
    for (const char* type : {"consultation", "project", "procedure", "contact"}) {
        TreeBuilder::Record record;
        record.type = type;
        record.law = "";
        current.push_back(tree.add(record));
    }
    current.push_back(tree.add(meeting("Ngày mai", protocol::at_local(day("2026-11-24"), 19))));
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto now = kiosk.clock.now();
    for (const auto index : current) {
        const auto row = kiosk.content.row(index, now).value();
        CAPTURE(index, row.type, row.law);
        const int touches = touches_to(kiosk.content, row, now);
        CHECK(touches >= 2);
        CHECK(touches <= 3);
    }
    for (const auto index : over) {
        const auto row = kiosk.content.row(index, now).value();
        CAPTURE(index, row.type, row.law);
        CHECK(row.shelf == Shelf::Ended);
        const int touches = touches_to(kiosk.content, row, now);
        CHECK(touches >= 3);
        CHECK(touches <= 4);
    }
}

TEST_CASE("the place record names the commune and its villages", "[offline_cache][content]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.type = "place";
    record.law = "";
    record.body = "";
    protocol::Place details;
    details.name = "xã Phú Lộc";
    details.villages = {{"20107-t1", "thôn Hòa An"}};
    record.details = details;
    tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    CHECK(kiosk.content.place()->name.empty());
    REQUIRE(kiosk.sync());
    CHECK(kiosk.content.place()->villages.at(0).name == "thôn Hòa An");
    CHECK(kiosk.content.home(kiosk.clock.now())->commune_name == "xã Phú Lộc");
}

TEST_CASE("a damaged content.db is moved aside and made anew", "[offline_cache][content]")
{
    const TempDir dir;
    const auto file = dir / "content.db";
    std::ofstream{file} << "this is no database, whatever its name says, and it is longer than a header";
    {
        auto content = Content::open(file, "20107");
        REQUIRE(content);
        CHECK(content->rebuilt());
        CHECK(content->home(protocol::from_unix(1'795'400'000))->items == 0);
    }
    CHECK(std::filesystem::exists(dir / "content.db.aside-1"));
    CHECK_FALSE(Content::open(file, "20107")->rebuilt());
}
