#include "offline_cache/search.h"
#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

using offline_cache::ListQuery;
using offline_cache::Shelf;
using offline_cache::Tile;
using protocol::Fault;

namespace {

int hits(FollowingKiosk& kiosk, const std::string& text)
{
    offline_cache::SearchQuery query;
    query.text = text;
    return static_cast<int>(offline_cache::search(kiosk.content, query, kiosk.clock.now())->hits.size());
}

TreeBuilder::Record list_of_names()
{
    TreeBuilder::Record record;
    record.title = "Danh sách hộ nghèo";
    record.body = "Bà Lê Thị Mít";
    record.attachments = {"%PDF-names"};
    return record;
}

}  // namespace

TEST_CASE("a withdrawn record leaves a tombstone and no text", "[offline_cache][withdrawal]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto index = tree.add(list_of_names());
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    CHECK(hits(kiosk, "mít") == 1);
    tree.withdraw(index);
    tree.publish();
    REQUIRE(kiosk.sync());

    const auto now = kiosk.clock.now();
    const auto document = kiosk.content.document(index, now).value();
    CHECK(document.row.shelf == Shelf::Withdrawn);
    CHECK(document.body.empty());
    CHECK(document.attachments.empty());
    REQUIRE(document.withdrawal);
    CHECK(document.withdrawal->ground == "sai-sot");
    CHECK(document.withdrawal->reason == "Công khai nhầm danh sách");
    CHECK_FALSE(document.withdrawal->erased);
    ListQuery query;
    query.tile = Tile::Know;
    CHECK(kiosk.content.list(query, 0, 9, now)->rows.at(0).shelf == Shelf::Withdrawn);
    CHECK(kiosk.content.home(now)->tiles[0].current == 0);
    CHECK(hits(kiosk, "mít") == 0);
    CHECK(hits(kiosk, "danh sách hộ") == 1);
}

TEST_CASE("what a search kept from the last key is not shown once it is withdrawn",
          "[offline_cache][withdrawal]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto index = tree.add(list_of_names());
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    offline_cache::SearchQuery query;
    query.text = "danh sách";
    const auto before = offline_cache::search(kiosk.content, query, kiosk.clock.now()).value();
    REQUIRE(before.hits.size() == 1);
    CHECK(before.hits[0].row.shelf == Shelf::Current);
    CHECK(before.hits[0].passage.find("Mít") != std::string::npos);

    tree.withdraw(index);
    tree.publish();
    REQUIRE(kiosk.sync());
    const auto after = offline_cache::search(kiosk.content, query, kiosk.clock.now()).value();
    REQUIRE(after.hits.size() == 1);
    CHECK(after.hits[0].row.shelf == Shelf::Withdrawn);
    CHECK(after.hits[0].passage.empty());
}

TEST_CASE("erased parts are gone from the disk, whether they came before the withdrawal or not",
          "[offline_cache][withdrawal]")
{
    const bool came_before = GENERATE(true, false);
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto index = tree.add(list_of_names());
    tree.publish();
    FollowingKiosk kiosk{tree};
    if (came_before) {
        REQUIRE(kiosk.sync());
        REQUIRE(kiosk.fetcher.fetch_attachment());
    }
    tree.withdraw(index, {"card", "body", "att:0"});
    tree.remove_blob(tree.card_of(index));
    tree.publish();
    REQUIRE(kiosk.sync());
    REQUIRE(kiosk.writer.tidy());

    const auto now = kiosk.clock.now();
    const auto document = kiosk.content.document(index, now).value();
    CHECK(document.withdrawal->erased);
    CHECK(document.card.empty());
    CHECK(document.row.title.empty());
    CHECK(kiosk.content.attachment(index, 0).error().fault == Fault::NotFound);
    CHECK(hits(kiosk, "danh sách") == 0);
    ListQuery query;
    query.law = "D03";
    CHECK(kiosk.content.list(query, 0, 9, now)->rows.at(0).shelf == Shelf::Withdrawn);
    CHECK(kiosk.writer.wanted_texts().value() == 0);

    std::ifstream file{kiosk.file(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    CHECK(bytes.find("%PDF-names") == std::string::npos);
}

TEST_CASE("a body cannot withdraw what another body published", "[offline_cache][withdrawal]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    const auto index = tree.add(list_of_names());
    tree.withdraw(index, {"card"}, "20107.mttq");
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    CHECK(kiosk.content.document(index, kiosk.clock.now())->row.shelf == Shelf::Current);

    tree.withdraw(index, {}, "46.ubnd");
    tree.publish();
    REQUIRE(kiosk.sync());
    CHECK(kiosk.content.document(index, kiosk.clock.now())->row.shelf == Shelf::Withdrawn);
}
