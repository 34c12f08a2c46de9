#include "kiosk/sync/follower.h"

#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

using namespace std::chrono_literals;
using kiosk::Fetch;
using kiosk::Fetched;
using protocol::Fault;

namespace {

void add_some(TreeBuilder& tree, int n)
{
    for (int i = 0; i < n; ++i) {
        TreeBuilder::Record record;
        record.title = "Văn bản " + std::to_string(tree.size());
        record.body = "Nội dung " + std::to_string(tree.size());
        tree.add(record);
    }
    tree.publish();
}

std::int64_t shown(FollowingKiosk& kiosk) { return kiosk.content.home(kiosk.clock.now())->items; }

}  // namespace

TEST_CASE("a first sync brings everything, packs first", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 600);
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    CHECK(shown(kiosk) == 600);
    CHECK(kiosk.source.asked.count("k/20107.ubnd/0") == 1);
    int blobs = 0;
    for (const auto& [path, n] : kiosk.source.asked) blobs += path[0] == 'b' ? n : 0;
    CHECK(blobs == 2 * (600 - 512));
    CHECK(kiosk.content.information_time().value() == kiosk.clock.now());
    CHECK(kiosk.count<kiosk::synced::Progress>() > 0);
}

TEST_CASE("nothing changed is one question and newer information", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 3);
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    kiosk.source.asked.clear();
    kiosk.clock.advance(5min);
    CHECK_FALSE(kiosk.sync().value());
    CHECK(kiosk.source.asked.size() == 1);
    CHECK(kiosk.content.information_time().value() == kiosk.clock.now());
}

TEST_CASE("growth is fetched by range over every border of a bundle", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 2);
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    for (const int n : {1, 1, 250, 2, 1, 1, 300}) {
        add_some(tree, n);
        bool ranged = false;
        kiosk.source.spoil = [&](const Fetch& fetch, Fetched& fetched) {
            ranged = ranged || (fetch.range_from && fetched.status == 206);
        };
        const bool open = kiosk.writer.log_state(TreeBuilder::kOrigin)->open_bytes > 0;
        REQUIRE(kiosk.sync());
        CHECK(ranged == open);
        CHECK(kiosk.writer.log_state(TreeBuilder::kOrigin)->size == tree.size());
    }
    CHECK(shown(kiosk) == static_cast<std::int64_t>(tree.size()) - 1);
}

TEST_CASE("servers that treat ranges badly are borne", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 5);
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    add_some(tree, 5);
    SECTION("200 to a range")
    {
        kiosk.source.spoil = [&](const Fetch& fetch, Fetched& fetched) {
            if (!fetch.range_from) return;
            Fetch whole = fetch;
            whole.range_from.reset();
            kiosk.source.spoil = nullptr;
            fetched = kiosk.source.get(whole).value();
        };
    }
    SECTION("206 from another place, honestly")
    {
        kiosk.source.spoil = [&](const Fetch& fetch, Fetched& fetched) {
            if (fetch.range_from) fetched.range_start = *fetch.range_from + 1;
        };
    }
    SECTION("206 from another place, with a lie")
    {
        kiosk.source.spoil = [&](const Fetch& fetch, Fetched& fetched) {
            if (fetch.range_from) fetched.body.erase(0, 1);
        };
    }
    REQUIRE(kiosk.sync());
    CHECK(shown(kiosk) == 10);
    CHECK(kiosk.count<kiosk::synced::HistoryAlarm>() == 0);
}

TEST_CASE("a partial bundle that is gone is replaced by the full one", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 100);
    const auto checkpoint = root.path() / "l/2026/checkpoint";
    std::filesystem::copy_file(checkpoint, root.path() / "old");
    add_some(tree, 300);
    std::filesystem::copy_file(root.path() / "old", checkpoint,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove_all(root.path() / "l/2026/tile/entries/000.p");
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    CHECK(kiosk.writer.log_state(TreeBuilder::kOrigin)->size == 101);
    tree.publish();
    REQUIRE(kiosk.sync());
    CHECK(shown(kiosk) == 400);
}

TEST_CASE("an entry that fails its check is kept in the log and never shown", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 2);
    std::string forged = tree.entry(1);
    forged[forged.size() - 10] ^= 1;
    tree.add_raw(forged);
    tree.add_raw("not a note at all");
    add_some(tree, 2);
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    CHECK(shown(kiosk) == 4);
    CHECK(kiosk.content.entry(3).value() == forged);
    CHECK(kiosk.writer.log_state(TreeBuilder::kOrigin)->size == tree.size());
}

TEST_CASE("state survives a restart", "[kiosk][sync][follower]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    add_some(tree, 300);
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    add_some(tree, 3);
    kiosk::TrustChain trust =
        FollowingKiosk::must(kiosk::TrustChain::load(kiosk.writer, *protocol::hash_from_hex(tree.pin())));
    kiosk::Follower again{kiosk.writer, kiosk.source, trust, kiosk.clock, [](const kiosk::SyncEvent&) {}};
    kiosk.source.asked.clear();
    CHECK(again.follow().value());
    CHECK(kiosk.source.asked.size() == 2);
}
