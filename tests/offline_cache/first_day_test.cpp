#include "offline_cache/search.h"
#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

// A record waits for its first day (`from`, protocol.md §8.3).

using namespace std::chrono_literals;
using offline_cache::ListQuery;
using offline_cache::Shelf;
using offline_cache::Tile;

namespace {

protocol::Date day(const char* text) { return *protocol::parse_date(text); }

ListQuery under(Tile tile)
{
    ListQuery query;
    query.tile = tile;
    return query;
}

TreeBuilder::Record meeting(const char* title, protocol::Time start)
{
    TreeBuilder::Record record;
    record.type = "meeting";
    record.title = title;
    record.law = "";
    record.body = "";
    protocol::Meeting details;
    details.start = start;
    details.end = start + 2h;
    record.details = details;
    return record;
}

}  // namespace

TEST_CASE("before its first day a record stands nowhere", "[offline_cache][first_day]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.title = "Kế hoạch thu hồi đất";
    record.from = day("2026-11-20");
    tree.add(record);
    record.title = "Kế hoạch tiêm phòng";
    record.from = day("2026-11-25");
    tree.add(record);
    auto gathering = meeting("Kế hoạch họp thôn", protocol::at_local(day("2026-11-27"), 19));
    gathering.from = day("2026-11-26");
    tree.add(gathering);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());  // at 8:15 on the 23rd; from here on the cable is cut

    struct Then {
        const char* what;
        protocol::Time now;
        int documents, meetings, found, items;
    };
    const auto morning = [](const char* date) { return protocol::at_local(day(date), 8); };
    const auto then = GENERATE_COPY(from_range(std::vector<Then>{
        {"the day it came", morning("2026-11-23"), 1, 0, 1, 1},
        {"the last second before", protocol::at_local(day("2026-11-25")) - 1s, 1, 0, 1, 1},
        {"midnight in the hall", protocol::at_local(day("2026-11-25")), 2, 0, 2, 2},
        {"the meeting's day", morning("2026-11-26"), 2, 1, 3, 3},
        {"a clock far behind the last contact", morning("2025-01-01"), 1, 0, 1, 1},
    }));
    INFO(then.what);
    auto& content = kiosk.content;
    CHECK(content.list(under(Tile::Know), 0, 9, then.now)->total == then.documents);
    CHECK(content.list(under(Tile::Know), 0, 9, then.now)->rows.size() ==
          static_cast<std::size_t>(then.documents));
    CHECK(content.law_items(then.now)->at(2).current == then.documents);
    ListQuery meetings;
    meetings.type = "meeting";
    CHECK(content.list(meetings, 0, 9, then.now)->total == then.meetings);
    const auto home = content.home(then.now).value();
    CHECK(home.tiles[0].current == then.documents);
    CHECK(home.tiles[1].current == then.meetings);
    CHECK(home.next_meeting.has_value() == (then.meetings == 1));
    CHECK(home.items == then.items);
    offline_cache::SearchQuery query;
    query.text = "ke hoach";
    CHECK(static_cast<int>(offline_cache::search(content, query, then.now)->hits.size()) == then.found);
    query.text = "D03";
    CHECK(static_cast<int>(offline_cache::search(content, query, then.now)->hits.size()) == then.documents);
}

TEST_CASE("a correction waits for its first day; until then what it corrects stands",
          "[offline_cache][first_day]")
{
    const bool together = GENERATE(false, true);  // the first text came before the correction, or with it
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.id = "20107.ubnd-thu-phi";
    record.body = "Mức thu 10.000 đồng";
    record.from = day("2026-11-20");
    const auto first = tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    if (!together) REQUIRE(kiosk.sync());
    record.rev = 2;
    record.prev = first;
    record.body = "Mức thu 12.000 đồng";
    record.from = day("2026-12-01");
    const auto second = tree.add(record);
    tree.publish();
    REQUIRE(kiosk.sync());

    const auto stands = [&](protocol::Time now, std::int64_t index, const char* body, std::size_t revisions) {
        auto& content = kiosk.content;
        const auto list = content.list(under(Tile::Know), 0, 9, now).value();
        REQUIRE(list.rows.size() == 1);
        CHECK(list.total == 1);
        CHECK(list.rows[0].index == index);
        CHECK(content.home(now)->tiles[0].current == 1);
        const auto document = content.document("20107.ubnd-thu-phi", now).value();
        CHECK(document.body == body);
        CHECK(document.newest);
        CHECK(document.revisions.size() == revisions);
        offline_cache::SearchQuery query;
        query.text = "muc thu";
        const auto found = offline_cache::search(content, query, now).value();
        REQUIRE(found.hits.size() == 1);
        CHECK(found.hits[0].row.index == index);
    };
    const auto before = protocol::at_local(day("2026-11-30"), 23, 59);
    const auto after = protocol::at_local(day("2026-12-01"));
    stands(before, first, "Mức thu 10.000 đồng", 1);
    stands(after, second, "Mức thu 12.000 đồng", 2);
    CHECK_FALSE(kiosk.content.document(first, after)->newest);

    // Taken back meanwhile: one tombstone, not two.
    tree.withdraw(second);
    tree.publish();
    REQUIRE(kiosk.sync());
    for (const auto now : {before, after}) {
        const auto list = kiosk.content.list(under(Tile::Know), 0, 9, now).value();
        REQUIRE(list.rows.size() == 1);
        CHECK(list.rows[0].shelf == Shelf::Withdrawn);
    }
}

TEST_CASE("of several corrections each stands from its first day to that of the next",
          "[offline_cache][first_day]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.id = "20107.ubnd-thu-phi";
    record.from = day("2026-11-20");
    std::vector<std::int64_t> all{tree.add(record)};
    // The third comes before the second would have begun, and the fourth after it.
    for (const char* from : {"2026-12-05", "2026-12-01", "2026-12-10"}) {
        record.rev += 1;
        record.prev = all.back();
        record.from = day(from);
        all.push_back(tree.add(record));
    }
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto shown = [&](const char* date) {
        const auto list =
            kiosk.content.list(under(Tile::Know), 0, 9, protocol::at_local(day(date), 8)).value();
        return list.rows.size() == 1 ? list.rows[0].index : -1;
    };
    CHECK(shown("2026-11-30") == all[0]);
    CHECK(shown("2026-12-01") == all[2]);
    CHECK(shown("2026-12-06") == all[2]);
    CHECK(shown("2026-12-10") == all[3]);
}
