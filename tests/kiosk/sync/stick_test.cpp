#include "kiosk/sync/stick_source.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "kiosk/sync/sync_thread.h"
#include "offline_cache/content.h"
#include "offline_cache/search.h"
#include "protocol/base/mailbox.h"
#include "protocol/routes.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tree_builder.h"

using namespace std::chrono_literals;
using kiosk::StickSource;
using Outcome = kiosk::synced::StickRead::Outcome;
namespace fs = std::filesystem;
namespace synced = kiosk::synced;

namespace {

const protocol::Time kNow = protocol::from_unix(1'795'400'000);

TreeBuilder::Record titled(std::string title)
{
    TreeBuilder::Record record;
    record.title = std::move(title);
    return record;
}

/// A hall without a network, its staff, and a stick that is filled at the province.
struct Hall {
    Hall()
    {
        tree.add(titled("Thông báo"));
        tree.publish();
        REQUIRE(offline_cache::Content::open(dir / "content.db", "20107"));
        options.config.commune = "20107";
        options.config.device = "46-20107-k1";
        options.config.read = options.config.write = "http://127.0.0.1:9";  // nobody listens
        options.config.trust_pin = tree.pin();
        options.content = dir / "content.db";
        options.outbox = dir / "outbox.db";
        options.sticks = dir / "media";
        options.on_event = [this](kiosk::SyncEvent event) { events.post(std::move(event)); };
        options.seed = 1;
        fs::create_directories(options.sticks);
    }

    void fill_stick() const
    {
        fs::remove_all(folder);
        fs::create_directories(folder.parent_path());
        fs::copy(tree.root(), folder, fs::copy_options::recursive);
    }

    synced::StickRead read()
    {
        if (!sync) sync.emplace(options);
        sync->read_stick();
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        while (auto event = events.wait_until(deadline)) {
            if (const auto* found = std::get_if<synced::StickRead>(&*event)) return *found;
            alarmed = alarmed || std::holds_alternative<synced::HistoryAlarm>(*event);
        }
        FAIL("the stick was not answered");
        return {};
    }

    int shown() const
    {
        auto content = offline_cache::Content::open(dir / "content.db", "20107").value();
        return static_cast<int>(content.home(kNow)->items);
    }

    TempDir root, dir;
    TreeBuilder tree{root.path()};
    fs::path folder = dir / "media/hall/STICK/civic-46";
    kiosk::SyncOptions options;
    protocol::Mailbox<kiosk::SyncEvent> events;
    std::optional<kiosk::SyncThread> sync;
    bool alarmed = false;
};

}  // namespace

TEST_CASE("a stick brings a hall without network what the province has published", "[kiosk][sync][stick]")
{
    Hall hall;
    CHECK(hall.read().outcome == Outcome::None);
    hall.fill_stick();
    CHECK(hall.read().outcome == Outcome::Taken);
    CHECK(hall.shown() == 1);
    CHECK(hall.read().outcome == Outcome::NothingNew);

    for (int n = 0; n < 300; ++n) hall.tree.add(titled("Tin " + std::to_string(n)));
    TreeBuilder::Record with_file = titled("Có tệp");
    with_file.attachments = {"%PDF-1.4 bytes"};
    hall.tree.add(with_file);
    hall.tree.publish();
    hall.fill_stick();
    const auto read = hall.read();
    CHECK(read.outcome == Outcome::Taken);
    CHECK(read.entries >= 301);
    CHECK(hall.shown() == 302);
    CHECK_FALSE(hall.alarmed);
    auto content = offline_cache::Content::open(hall.dir / "content.db", "20107").value();
    offline_cache::SearchQuery query;
    query.text = "co tep";
    const auto found = offline_cache::search(content, query, kNow);
    REQUIRE(found);
    REQUIRE(found->hits.size() == 1);
    CHECK(content.attachment(found->hits.front().row.index, 0) == std::string{"%PDF-1.4 bytes"});
}

TEST_CASE("what a stick brings is of the day it was written, and never of a day to come",
          "[kiosk][sync][stick]")
{
    Hall hall;
    hall.fill_stick();
    const auto written = std::chrono::file_clock::from_sys(std::chrono::sys_seconds{kNow - 240h});
    const auto checkpoint = hall.folder / "l/2026/checkpoint";
    REQUIRE(fs::exists(checkpoint));
    const bool ahead = GENERATE(false, true);
    fs::last_write_time(checkpoint, ahead ? std::chrono::file_clock::now() + 9000h : written);
    const protocol::SystemClock clock;
    const protocol::Time before = clock.now();
    REQUIRE(hall.read().outcome == Outcome::Taken);
    auto content = offline_cache::Content::open(hall.dir / "content.db", "20107").value();
    const auto information = content.information_time().value();
    REQUIRE(information);
    if (ahead) {
        CHECK(*information >= before);
        CHECK(*information <= clock.now());
    } else {
        CHECK(*information == kNow - 240h);
    }
}

TEST_CASE("an older stick is nothing new, a broken one changes nothing", "[kiosk][sync][stick]")
{
    Hall hall;
    hall.fill_stick();
    const fs::path old = hall.dir / "old";
    fs::copy(hall.folder, old, fs::copy_options::recursive);
    hall.tree.add(titled("Mới"));
    hall.tree.publish();
    hall.fill_stick();
    REQUIRE(hall.read().outcome == Outcome::Taken);

    SECTION("older")
    {
        fs::remove_all(hall.folder);
        fs::copy(old, hall.folder, fs::copy_options::recursive);
        CHECK(hall.read().outcome == Outcome::NothingNew);
    }
    SECTION("a bundle is missing")
    {
        hall.tree.add(titled("Mới hơn"));
        hall.tree.publish();
        hall.fill_stick();
        fs::remove_all(hall.folder / "l/2026/tile/entries");
        CHECK(hall.read().outcome == Outcome::Unreadable);
    }
    SECTION("the checkpoint is something else")
    {
        std::ofstream{hall.folder / "l/2026/checkpoint"} << "hello\n";
        CHECK((hall.read().outcome == Outcome::Unreadable || hall.read().outcome == Outcome::Doubted));
    }
    SECTION("a pipe in the place of a file does not hold it")
    {
        fs::remove(hall.folder / "l/2026/checkpoint");
        REQUIRE(::mkfifo((hall.folder / "l/2026/checkpoint").c_str(), 0644) == 0);
        CHECK(hall.read().outcome == Outcome::Unreadable);
    }
    CHECK(hall.shown() == 2);
    CHECK_FALSE(hall.alarmed);
}

TEST_CASE("a stick with another history raises the alarm and is not believed", "[kiosk][sync][stick]")
{
    Hall hall;
    hall.tree.add(titled("Giá đất"));
    hall.tree.publish();
    hall.fill_stick();
    REQUIRE(hall.read().outcome == Outcome::Taken);
    hall.tree.replace(static_cast<std::int64_t>(hall.tree.size()) - 1, titled("Giá đất khác"));
    hall.tree.add(titled("Mới"));
    hall.tree.publish();
    hall.fill_stick();
    CHECK(hall.read().outcome == Outcome::Doubted);
    CHECK(hall.alarmed);
    CHECK(hall.shown() == 2);
}

TEST_CASE("what one stick brought the next one goes on from, in the same run and a later one",
          "[kiosk][sync][stick]")
{
    Hall hall;
    hall.fill_stick();
    REQUIRE(hall.read().outcome == Outcome::Taken);
    // The same run reads a second stick: what the first one committed is not taken for its own memory.
    hall.tree.add(titled("Hai"));
    hall.tree.publish();
    hall.fill_stick();
    REQUIRE(hall.read().outcome == Outcome::Taken);
    hall.sync.reset();
    hall.tree.add(titled("Ba"));
    hall.tree.publish();
    hall.fill_stick();
    REQUIRE(hall.read().outcome == Outcome::Taken);
    CHECK(hall.shown() == 3);
}

TEST_CASE("of a stick only what is asked for is opened, and no link is followed", "[kiosk][sync][stick]")
{
    TempDir dir;
    std::ofstream{dir / "secret"} << "not for us";
    fs::create_directories(dir / "tree/b");
    fs::create_symlink(dir / "secret", dir / "tree/b/link");
    std::ofstream{dir / "tree/b/long"} << std::string(100, 'x');
    StickSource stick{dir / "tree", [] { return false; }};
    const auto ask = [&](const std::string& path, std::size_t most) {
        kiosk::Fetch fetch;
        fetch.path = path;
        fetch.max_bytes = most;
        return stick.get(fetch);
    };
    CHECK(ask("b/long", 100)->body.size() == 100);
    CHECK(ask("b/long", 99).error().fault == protocol::Fault::Malformed);
    CHECK(ask("b/none", 100)->status == 404);
    CHECK(ask("b", 100)->status == 404);
    const auto linked = ask("b/link", 100);
    CHECK((!linked || linked->status == 404));
}
