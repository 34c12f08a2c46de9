#include "province/backup/backup.h"

#include <fstream>
#include <thread>

#include "protocol/tlog/checkpoint.h"
#include "province/attachments/upload_store.h"
#include "province/backup/restored.h"
#include "province/backup/to_redo.h"
#include "province/registry/containers.h"
#include "province/registry/terminals.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using namespace province;
namespace fs = std::filesystem;

namespace {

/// A province with two papers published, one of them erased again.
struct Kept : ProvinceFixture {
    Kept()
    {
        publish({write("mot.md", notice("Mục một")), write("hai.md", notice("Mục hai"))});
        publish({write("rut.md",
                       "+++\nwithdraws = \"hai\"\nground = \"PDP:erasure-order\"\nreason = \"Có dữ "
                       "liệu cá nhân\"\nerase = [\"card\"]\n+++\n")});
        auto opened = need(Registry::open(registry_address()));
        need(Containers(opened).take("id", "sealed", now(), [] { return std::string("receipt"); }));
    }
    fs::path place_of(const std::string& name) const { return place() / name; }
    fs::path backup(const std::string& name) const
    {
        need(make_backup(data(), place_of(name)));
        return place_of(name);
    }
    DataFolder restored(const fs::path& from, const std::string& name) const
    {
        const DataFolder folder{place_of(name) / "province"};
        fs::create_directories(place_of(name));
        database().empty();  // another machine, and nothing in its PostgreSQL
        need(restore_backup(from, folder));
        fs::copy(place() / "offices", place_of(name) / "offices", fs::copy_options::recursive);
        return folder;
    }
    /// Where a restored one's registry is.
    std::string registry_of(const DataFolder& back) const
    {
        return on_postgresql() ? registry_address() : (back.root / "registry.db").string();
    }
    static protocol::Error refused(const protocol::Result<Reopened>& result)
    {
        REQUIRE_FALSE(result);
        CHECK(result.error().fault == protocol::Fault::Refused);
        return result.error();
    }
};

/// The file of a backup that holds the registry.
std::string copied_registry() { return on_postgresql() ? "registry.dump" : "registry.db"; }

std::string read(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// How far the log of this province is.
Witnessed log_now(const DataFolder& data)
{
    const auto trust = Kept::need(load_trust(data.tree()));
    const auto& log = trust.logs.front().key;
    const auto newest = Kept::need(protocol::open_checkpoint(read(data.tree() / "l/2026/checkpoint"), log));
    return {{}, newest.size, newest.root};
}

/// What a terminal says that verified so much.
std::string beat_of(const Witnessed& seen)
{
    protocol::Beat beat;
    beat.sw = "0.1.0";
    beat.screen = "1080x1920";
    beat.log_size = static_cast<std::int64_t>(seen.size);
    beat.log_root = seen.root;
    return protocol::make_beat(beat);
}

std::string checkpoint(const DataFolder& data) { return read(data.tree() / "l/2026/checkpoint"); }

}  // namespace

TEST_CASE("what was backed up comes back whole, with its keys closed to others", "[province][backup]")
{
    const Kept kept;
    const auto upload = Kept::need(UploadStore{kept.data()}.put("attached to a draft"));
    const auto folder = kept.backup("backup");
    const auto back = kept.restored(folder, "back");
    CHECK(read(UploadStore{back}.path(upload)) == "attached to a draft");
    CHECK(Kept::need(check_province(back)).defects.empty());
    CHECK(checkpoint(back) == checkpoint(kept.data()));
    auto registry = Kept::need(Registry::open(kept.registry_of(back)));
    CHECK(Kept::need(Containers(registry).count()) == 1);
    for (const auto& secret :
         {folder, folder / "data/keys", folder / "data" / copied_registry(), back.keys() / "log"}) {
        CAPTURE(secret);
        const auto others = fs::perms::group_all | fs::perms::others_all;
        CHECK((fs::status(secret).permissions() & others) == fs::perms::none);
    }
    // nginx reads the tree as another user.
    CHECK((fs::status(back.tree() / "b").permissions() & fs::perms::others_exec) != fs::perms::none);
    CHECK_FALSE(make_backup(kept.data(), folder));
    CHECK_FALSE(restore_backup(folder, back));
}

TEST_CASE("a restore tells what people have to do again: until when it reaches, and whom it trusts",
          "[province][backup]")
{
    const Kept kept;
    {
        auto registry = Kept::need(Registry::open(kept.registry_address()));
        Terminals terminals(registry);
        for (const std::string device : {"46-20107-k7", "46-20107-k8", "46-20107-k9"}) {
            Terminal terminal;
            terminal.device = device;
            terminal.commune = "20107";
            terminal.hall_name = "Hội trường " + device.substr(9);
            protocol::SecretSeed seed;
            seed.data()[0] = static_cast<std::uint8_t>(device.back());
            Kept::need(terminals.add_live(terminal, protocol::derive_device_keys(device, seed),
                                          {kept.now(), "kythuat", "20107.ubnd", {}, {}}));
        }
        Kept::need(terminals.revoke("46-20107-k8", {kept.now() + std::chrono::minutes{61}, "kythuat",
                                                    "20107.ubnd", "terminal.revoke", "46-20107-k8"}));
    }
    const auto folder = kept.backup("backup");
    {
        // Stolen and revoked on the day after: the backup knows nothing of it.
        auto registry = Kept::need(Registry::open(kept.registry_address()));
        Kept::need(
            Terminals(registry).revoke("46-20107-k9", {kept.now() + std::chrono::hours{20}, "kythuat",
                                                       "20107.ubnd", "terminal.revoke", "46-20107-k9"}));
    }
    const auto back = kept.restored(folder, "back");
    auto registry = Kept::need(Registry::open(kept.registry_of(back)));
    CHECK(Kept::need(Terminals(registry).find("46-20107-k9"))->state == TerminalState::Live);
    const auto words = Kept::need(words_to_redo(registry));
    CHECK(words.find("up to 2026-11-24 10:01") != std::string::npos);
    CHECK(words.find("  46-20107-k7  Hội trường k7\n") != std::string::npos);
    CHECK(words.find("  46-20107-k9  Hội trường k9\n") != std::string::npos);  // to be revoked again
    CHECK(words.find("46-20107-k8") == std::string::npos);                     // it is
}

namespace {

bool published(const Kept& kept, const std::filesystem::path& paper)
{
    try {
        kept.publish({paper});
        return true;
    } catch (const std::runtime_error& busy) {
        if (std::string_view{busy.what()}.find("is locked") == std::string_view::npos) throw;
        return false;
    }
}

}  // namespace

TEST_CASE("a province that is being published to is backed up at one moment", "[province][backup]")
{
    const Kept kept;
    std::jthread publishing([&] {
        for (int i = 0; i < 6; ++i) {
            const auto paper =
                kept.write("them" + std::to_string(i) + ".md", notice("Thêm " + std::to_string(i)));
            // While a backup reads, nothing is signed: whoever publishes then tries again.
            while (!published(kept, paper)) std::this_thread::yield();
        }
    });
    for (int i = 0; i < 3; ++i) {
        const auto folder = kept.backup("backup" + std::to_string(i));
        CHECK(Kept::need(check_province({folder / "data"})).defects.empty());
    }
}

TEST_CASE("a backup that lost a byte or a file is not restored", "[province][backup]")
{
    const Kept kept;
    const auto folder = kept.backup("backup");
    const auto victim = GENERATE(as<std::string>{}, "tree/l/2026/checkpoint", "registry", "keys/log");
    const bool remove = GENERATE(false, true);
    const auto path = folder / "data" / (victim == "registry" ? copied_registry() : victim);
    CAPTURE(path, remove);
    if (remove)
        fs::remove(path);
    else
        std::ofstream(path, std::ios::app) << "x";
    const auto back = restore_backup(folder, {kept.place_of("back")});
    REQUIRE_FALSE(back);
    CHECK(back.error().fault == protocol::Fault::Refused);
    CHECK_FALSE(fs::exists(kept.place_of("back")));
}

TEST_CASE("a restored log signs nothing until it is proved to be the newest", "[province][backup]")
{
    const Kept kept;
    const auto back = kept.restored(kept.backup("backup"), "back");
    const auto closed = LogWriter::open(back);
    REQUIRE_FALSE(closed);
    CHECK(closed.error().fault == protocol::Fault::Refused);

    Kept::refused(reopen_log(back, {}, {}, {}));
    // What was restored with it proves nothing.
    Kept::refused(reopen_log(back, {}, {back.tree() / "l/2026/checkpoint"}, {}));
    Kept::refused(reopen_log(back, {}, {}, {back.root / ".." / "province" / "tree"}));
    // Nothing was published since: a kiosk's checkpoint shows it.
    const auto opened = Kept::need(reopen_log(back, {}, {kept.data().tree() / "l/2026/checkpoint"}, {}));
    CHECK(opened.recovered == 0);
    CHECK(LogWriter::open(back));
}

TEST_CASE("beats of before the backup prove nothing; those that came since open the log or keep it closed",
          "[province][backup]")
{
    const Kept kept;
    const std::string device = "46-20107-k1";
    const auto newest = log_now(kept.data());
    {
        auto before = Kept::need(Registry::open(kept.registry_address()));
        REQUIRE(Kept::need(Terminals(before).find(device))->state == TerminalState::Live);
        Kept::need(Terminals(before).keep_beat(device, 1, beat_of(newest), false, kept.now()));
    }
    const auto back = kept.restored(kept.backup("backup"), "back");
    auto registry = Kept::need(Registry::open(kept.registry_of(back)));

    auto heard = Kept::need(heard_since_restore(back, registry));
    CHECK(heard.seen.empty());
    CHECK(heard.silent == std::vector{device});
    CHECK(Kept::refused(reopen_log(back, heard, {}, {})).detail.find(device) != std::string::npos);
    CHECK_FALSE(LogWriter::open(back));

    const auto later = kept.now() + std::chrono::hours{8};
    const bool grown = GENERATE(true, false);
    CAPTURE(grown);
    auto told = newest;
    if (grown) told = {"", newest.size + 2, protocol::sha256("newer")};
    Kept::need(Terminals(registry).keep_beat(device, 2, beat_of(told), grown, later));
    heard = Kept::need(heard_since_restore(back, registry));
    REQUIRE(heard.seen.size() == 1);
    CHECK(heard.silent.empty());
    if (grown) {
        const auto copy = kept.data().tree();
        CHECK(Kept::refused(reopen_log(back, heard, {}, {copy})).detail.find(device) != std::string::npos);
        CHECK_FALSE(LogWriter::open(back));
    } else {
        CHECK(Kept::need(reopen_log(back, heard, {}, {})).recovered == 0);
        CHECK(LogWriter::open(back));
    }
}

TEST_CASE("what was published after the backup is taken over from a copy, and the log goes on as one",
          "[province][backup]")
{
    const Kept kept;
    const auto back = kept.restored(kept.backup("backup"), "back");
    kept.publish({kept.write("ba.md", notice("Mục ba")), kept.write("bon.md", notice("Mục bốn"))});
    kept.publish(
        {kept.write("ba-sua.md", notice("Mục ba, sửa", "revises = \"ba\"\nchg = \"dinh-chinh\"\n"))});
    const auto newest = kept.data().tree() / "l/2026/checkpoint";

    const auto words = Kept::refused(reopen_log(back, {}, {newest}, {})).detail;
    CHECK(words.find("bring a copy") != std::string::npos);
    CHECK_FALSE(LogWriter::open(back));

    const auto opened = Kept::need(reopen_log(back, {}, {newest}, {kept.data().tree()}));
    CHECK(opened.recovered == 3);
    CHECK(opened.size == log_now(kept.data()).size);
    CHECK(checkpoint(back) == checkpoint(kept.data()));
    CHECK(Kept::need(check_province(back)).defects.empty());
    const auto writer = LogWriter::open(back);
    REQUIRE(writer);
}

TEST_CASE("a log that went on from a backup elsewhere is never opened again", "[province][backup]")
{
    const Kept kept;
    const auto folder = kept.backup("backup");
    const auto back = kept.restored(folder, "back");
    // Somebody opened a second copy by hand and published in both.
    const auto other = kept.restored(folder, "other");
    fs::remove(other.restored());
    kept.publish({kept.write("ba.md", notice("Mục ba"))});
    {
        auto writer = Kept::need(LogWriter::open(other));
        const auto key =
            Kept::need(protocol::SigningKey::parse(read(kept.data().offices() / "20107.ubnd/publisher")));
        Problems problems;
        const auto drafts =
            read_sources({kept.write("khac.md", notice("Mục khác"))}, kept.today(), kept.law(), problems);
        Kept::need(writer.append(
            Kept::need(Composer{writer, "20107.ubnd", key, kept.today()}.compose(drafts, problems))));
    }
    const auto words = Kept::refused(reopen_log(back, {}, {kept.data().tree()}, {other.tree()})).detail;
    CHECK(words.find("another history") != std::string::npos);
    CHECK_FALSE(LogWriter::open(back));
}

TEST_CASE("a copy that lies about an entry or a text is not taken over", "[province][backup]")
{
    const Kept kept;
    const auto back = kept.restored(kept.backup("backup"), "back");
    kept.publish({kept.write("ba.md", notice("Mục ba"))});
    const auto copy = kept.place_of("copy");
    fs::copy(kept.data().tree(), copy, fs::copy_options::recursive);
    const bool entry = GENERATE(true, false);
    CAPTURE(entry);
    fs::path newest;
    for (const auto& file : fs::recursive_directory_iterator(copy / (entry ? "l/2026/tile/entries" : "b"))) {
        if (!file.is_regular_file() || file.path().extension() == ".gone") continue;
        const auto same = kept.place_of("backup") / "data/tree" / fs::relative(file.path(), copy);
        if (!fs::exists(same)) newest = file.path();
    }
    REQUIRE_FALSE(newest.empty());
    auto bytes = read(newest);
    char& flipped = bytes[bytes.size() - 20];  // of a bundle: in its last entry
    flipped = static_cast<char>(flipped ^ 1);
    std::ofstream(newest, std::ios::binary) << bytes;
    Kept::refused(reopen_log(back, {}, {}, {copy}));
    CHECK_FALSE(LogWriter::open(back));
}
