#include "offline_cache/search.h"
#include "offline_cache/sqlite/database.h"
#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

using namespace std::chrono_literals;
using kiosk::Fetch;
using kiosk::Fetched;
using protocol::Fault;

namespace {

/// A kiosk that holds five records, and a tree that has grown by one since.
struct Grown {
    Grown()
    {
        for (int i = 0; i < 5; ++i) add("Văn bản " + std::to_string(i));
        tree.publish();
        kiosk.emplace(tree);
        REQUIRE(kiosk->sync());
        added = add("Thông báo mới");
        tree.publish();
        kiosk->events.clear();
    }

    std::int64_t add(const std::string& title)
    {
        TreeBuilder::Record record;
        record.title = title;
        record.body = "Toàn văn của " + title;
        return tree.add(record);
    }

    void flip(const std::string& begin, std::size_t at)
    {
        kiosk->source.spoil = [begin, at](const Fetch& fetch, Fetched& fetched) {
            if (fetch.path.rfind(begin, 0) == 0 && at < fetched.body.size()) fetched.body[at] ^= 0x10;
        };
    }

    void expect_old_content()
    {
        const auto home = kiosk->content.home(kiosk->clock.now()).value();
        CHECK(home.items == 5);
        CHECK_FALSE(kiosk->content.document(added, kiosk->clock.now()));
    }

    void expect_recovery()
    {
        kiosk->source.spoil = nullptr;
        kiosk->clock.advance(7h);
        REQUIRE(kiosk->sync());
        CHECK(kiosk->content.home(kiosk->clock.now())->items == 6);
        CHECK(kiosk->content.history_alarm().value() == false);
    }

    TempDir root;
    TreeBuilder tree{root.path()};
    std::optional<FollowingKiosk> kiosk;
    std::int64_t added = 0;
};

}  // namespace

TEST_CASE("a flipped byte anywhere in the checkpoint changes nothing", "[kiosk][sync][bad]")
{
    Grown grown;
    const auto size = std::filesystem::file_size(grown.root.path() / "l/2026/checkpoint");
    for (std::size_t at = 0; at < size; at += 3) {
        grown.flip("l/2026/checkpoint", at);
        const auto before = grown.kiosk->writer.log_state(TreeBuilder::kOrigin)->size;
        const auto done = grown.kiosk->follower.follow();
        // A byte of a key name makes the line an unknown one; either way nothing of it is believed.
        CHECK_FALSE(done);
        CHECK(grown.kiosk->writer.log_state(TreeBuilder::kOrigin)->size == before);
    }
    grown.expect_old_content();
    grown.expect_recovery();
}

TEST_CASE("a flipped byte in a bundle is refused without crying wolf", "[kiosk][sync][bad]")
{
    Grown grown;
    const std::size_t entry = grown.tree.entry(grown.tree.size() - 1).size() + 2;
    for (std::size_t at = 0; at < entry; at += 7) {
        // Counted from the end, which a range and a whole bundle have in common.
        grown.kiosk->source.spoil = [at](const Fetch& fetch, Fetched& fetched) {
            if (fetch.path.rfind("l/2026/tile/entries/", 0) != 0) return;
            fetched.body[fetched.body.size() - 1 - at] ^= 0x10;
        };
        const auto done = grown.kiosk->follower.follow();
        CHECK_FALSE(done);
    }
    CHECK(grown.kiosk->count<kiosk::synced::HistoryAlarm>() == 0);
    grown.expect_old_content();
    grown.expect_recovery();
}

TEST_CASE("flipped bytes in card or body are never shown and fetched again later", "[kiosk][sync][bad]")
{
    Grown grown;
    for (const std::size_t at : {0U, 20U, 5U}) {
        grown.flip("b/", at);
        CHECK(grown.kiosk->sync());
        grown.expect_old_content();
        grown.kiosk->clock.advance(7h);
    }
    grown.expect_recovery();
}

TEST_CASE("cut, padded and missing blobs are put off, not shown", "[kiosk][sync][bad]")
{
    Grown grown;
    const int fault = GENERATE(0, 1, 2, 3);
    grown.kiosk->source.spoil = [fault](const Fetch& fetch, Fetched& fetched) {
        if (fetch.path[0] != 'b') return;
        if (fault == 0) fetched.body.pop_back();
        if (fault == 1) fetched.body += "x";
        if (fault == 2) fetched = Fetched{404, {}, {}, {}};
        if (fault == 3) fetched = Fetched{410, {}, {}, {}};
    };
    CHECK(grown.kiosk->sync());
    grown.expect_old_content();
    grown.kiosk->source.asked.clear();
    CHECK(grown.kiosk->sync());
    CHECK(grown.kiosk->source.asked.size() == 1);  // not asked for again at once
    grown.expect_recovery();
}

TEST_CASE("an older tree is not an update", "[kiosk][sync][bad]")
{
    Grown grown;
    REQUIRE(grown.kiosk->sync());
    const TempDir old_root;
    std::filesystem::copy(grown.root.path(), old_root.path(), std::filesystem::copy_options::recursive);
    grown.add("Thêm");
    grown.tree.publish();
    REQUIRE(grown.kiosk->sync());
    const auto information = grown.kiosk->content.information_time().value();
    grown.kiosk->clock.advance(1h);
    grown.kiosk->source.serve(old_root.path());
    const auto done = grown.kiosk->follower.follow();
    REQUIRE_FALSE(done);
    CHECK(done.error().fault == Fault::Offline);
    CHECK(grown.kiosk->content.information_time().value() == information);
    CHECK(grown.kiosk->content.home(grown.kiosk->clock.now())->items == 7);
    CHECK(grown.kiosk->count<kiosk::synced::HistoryAlarm>() == 0);
}

TEST_CASE("an altered history raises the alarm, keeps the evidence and the old text", "[kiosk][sync][bad]")
{
    Grown grown;
    TreeBuilder::Record record;
    record.title = "Sửa lén";
    record.body = "Nội dung khác";
    const bool grows = GENERATE(true, false);
    if (!grows) REQUIRE(grown.kiosk->sync());
    grown.tree.replace(2, record);
    grown.tree.publish();
    for (int i = 0; i < 3; ++i) {
        const auto done = grown.kiosk->follower.follow();
        REQUIRE_FALSE(done);
        CHECK(done.error().fault == Fault::Refused);
    }
    CHECK(grown.kiosk->count<kiosk::synced::HistoryAlarm>() == 3);
    CHECK(grown.kiosk->content.history_alarm().value());
    CHECK(grown.kiosk->writer.database().number("SELECT count(*) FROM evidence").value() == 1);
    CHECK(grown.kiosk->content.document(2, grown.kiosk->clock.now())->row.title == "Văn bản 1");
}

TEST_CASE("an altered history is proven from tiles and without them", "[kiosk][sync][bad]")
{
    Grown grown;
    TreeBuilder::Record record;
    record.title = "Sửa lén";
    grown.tree.replace(2, record);
    grown.tree.publish();
    std::filesystem::remove_all(grown.root.path() / "l/2026/tile/0");
    CHECK(grown.kiosk->follower.follow().error().fault == Fault::Refused);
    CHECK(grown.kiosk->count<kiosk::synced::HistoryAlarm>() == 1);
}

TEST_CASE("a pack with wrong pieces, a bomb or no gzip at all does no harm", "[kiosk][sync][bad]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    for (int i = 0; i < 256; ++i) {
        TreeBuilder::Record record;
        record.title = "Văn bản " + std::to_string(i);
        record.body = "Toàn văn " + std::to_string(i);
        tree.add(record);
    }
    tree.publish();
    FollowingKiosk kiosk{tree};
    const int fault = GENERATE(0, 1, 2, 3);
    kiosk.source.spoil = [fault](const Fetch& fetch, Fetched& fetched) {
        if (fetch.path[0] != 'k') return;
        if (fault == 0) fetched.body = "no gzip";
        if (fault == 1) fetched.body.resize(fetched.body.size() / 2);
        if (fault == 2) fetched.body[fetched.body.size() / 2] ^= 4;
        if (fault == 3) fetched = Fetched{404, {}, {}, {}};
    };
    REQUIRE(kiosk.sync());
    CHECK(kiosk.content.home(kiosk.clock.now())->items == 256);
}

TEST_CASE("a trust manifest with another pin is refused", "[kiosk][sync][bad]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    tree.publish();
    FollowingKiosk kiosk{tree};
    kiosk.source.spoil = [](const Fetch& fetch, Fetched& fetched) {
        if (fetch.path == "trust/1") fetched.body[20] ^= 1;
    };
    CHECK_FALSE(kiosk.sync());
    CHECK(kiosk.content.trust_manifest().value().empty());
    kiosk.source.spoil = nullptr;
    CHECK(kiosk.sync());
    CHECK(kiosk.content.receiver_vkey().value() == tree.receiver().vkey().text());
}
