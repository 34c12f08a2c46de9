#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include "offline_cache/sqlite/database.h"
#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

TEST_CASE("a sync killed at any of its questions goes on where it stood, nothing lost or doubled",
          "[kiosk][sync][kill]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    for (int i = 0; i < 270; ++i) {
        TreeBuilder::Record record;
        record.title = "Văn bản " + std::to_string(i);
        record.body = "Toàn văn " + std::to_string(i);
        tree.add(record);
    }
    tree.publish();
    FollowingKiosk kiosk{tree};
    int killed = 0;
    for (int fatal = 1; fatal < 12; ++fatal) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            // Connections must not cross a fork: the child opens its own.
            auto writer = offline_cache::ContentWriter::open(kiosk.file(), "20107");
            if (!writer) _exit(1);
            auto trust = kiosk::TrustChain::load(*writer, *protocol::hash_from_hex(tree.pin()));
            if (!trust) _exit(2);
            FolderSource source{root.path()};
            int asked = 0;
            source.spoil = [&](const kiosk::Fetch&, kiosk::Fetched&) {
                if (++asked == fatal) raise(SIGKILL);
            };
            kiosk::Follower follower{*writer, source, *trust, kiosk.clock, [](const kiosk::SyncEvent&) {}};
            kiosk::TextFetcher fetcher{*writer, source, kiosk.clock, [](const kiosk::SyncEvent&) {}};
            _exit(follower.follow() && fetcher.fetch_texts() ? 0 : 3);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        if (WIFSIGNALED(status)) {
            ++killed;
        } else {
            CHECK(WEXITSTATUS(status) == 0);
        }
    }
    CHECK(killed >= 8);
    REQUIRE(kiosk.sync());
    CHECK(kiosk.content.home(kiosk.clock.now())->items == 270);
    auto& database = kiosk.writer.database();
    CHECK(database.number("SELECT count(*) FROM entry").value() == static_cast<std::int64_t>(tree.size()));
    CHECK(database.number("SELECT count(*) FROM shelf WHERE list = 'n'").value() == 270);
    CHECK(database.number("SELECT count(*) FROM words WHERE words MATCH '_van'").value() == 270);
    CHECK(database.is_sound());
}
