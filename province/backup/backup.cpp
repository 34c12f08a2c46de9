#include "province/backup/backup.h"

#include <chrono>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "offline_cache/sqlite/database.h"
#include "protocol/limits.h"
#include "province/backup/child.h"
#include "province/backup/folder_copy.h"
#include "province/backup/restored.h"
#include "province/config/config.h"
#include "province/files/descriptor.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/fsck/fsck.h"
#include "province/registry/registry.h"

namespace province {

using offline_cache::sqlite::Database;
using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSums = "SHA256SUMS";
constexpr std::size_t kSumsFile = 1u << 30;
constexpr std::string_view kDump = "registry.dump";
constexpr std::chrono::seconds kPatience{60};
constexpr std::chrono::milliseconds kPause{50};

Result<Descriptor> wait_for_lock(const DataFolder& data)
{
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        auto lock = lock_file(data.lock());
        if (lock || lock.error().fault != Fault::Busy || std::chrono::steady_clock::now() > until)
            return lock;
        std::this_thread::sleep_for(kPause);
    }
}

/// One moment of an SQLite file, while others read and write it.
Result<void> snapshot(const fs::path& from, const fs::path& to)
{
    auto database = Database::open(from);
    if (!database) return tl::unexpected{database.error()};
    if (auto done = database->execute("VACUUM INTO ?", to.string()); !done) return done;
    std::error_code code;
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, code);
    return code ? protocol::fail(Fault::Storage, "mode of " + to.string()) : Result<void>{};
}

Result<void> copy_registry(const Config& config, const fs::path& to)
{
    if (!is_postgresql(config.registry)) return snapshot(config.registry, to / "registry.db");
    const auto dump = to / kDump;
    if (auto done = run_program({"pg_dump", "--format=custom", "--no-owner", "--file=" + dump.string(),
                                 "--dbname=" + config.registry});
        !done)
        return done;
    std::error_code code;
    fs::permissions(dump, fs::perms::owner_read | fs::perms::owner_write, code);
    return code ? protocol::fail(Fault::Storage, "mode of " + dump.string()) : Result<void>{};
}

Result<void> copy_all(const DataFolder& data, const fs::path& to)
{
    const auto config = load_config(data.root);
    if (!config) return tl::unexpected{config.error()};
    if (auto done = make_folder(to, 0700); !done) return done;
    if (auto done = mirror_folder(data.tree(), to / "tree"); !done) return done;
    const auto lock = wait_for_lock(data);
    if (!lock) return tl::unexpected{lock.error()};
    if (auto done = mirror_folder(data.tree(), to / "tree"); !done) return done;
    if (auto done = snapshot(data.state(), to / "state.db"); !done) return done;
    if (auto done = copy_registry(*config, to); !done) return done;
    if (auto done = mirror_folder(data.keys(), to / "keys"); !done) return done;
    // What drafts of the registry attach; after its copy, so that nothing it names is missing.
    std::error_code code;
    if (fs::exists(data.root / "uploads", code)) {
        if (auto done = mirror_folder(data.root / "uploads", to / "uploads"); !done) return done;
    }
    if (!fs::exists(data.root / "province.toml", code)) return {};
    return copy_file_durably(data.root / "province.toml", to / "province.toml");
}

Result<void> flush(const fs::path& folder)
{
    const Descriptor held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!held.open() || ::syncfs(held.number()) != 0) return file_fault("syncfs", folder);
    return {};
}

/// All that can be proved of a laid-out copy. Its report tells the log's size.
Result<BackupReport> prove(const fs::path& folder)
{
    const auto report = check_province({folder});
    if (!report) return tl::unexpected{report.error()};
    if (!report->defects.empty()) {
        const auto& defect = report->defects.front();
        return protocol::fail(
            Fault::Refused, "the copy does not hold: " + defect.kind + " " + defect.what + " " + defect.why);
    }
    std::error_code code;
    if (fs::exists(folder / kDump, code)) {
        if (auto read = run_program({"pg_restore", "--list", (folder / kDump).string()}); !read)
            return tl::unexpected{read.error()};
    } else {
        auto registry = Database::open(folder / "registry.db");
        if (!registry) return tl::unexpected{registry.error()};
        if (!registry->is_sound())
            return protocol::fail(Fault::Refused, "the copy of the registry is damaged");
    }
    // What opening them leaves behind.
    for (const auto* name :
         {"writer.lock", "state.db-wal", "state.db-shm", "registry.db-wal", "registry.db-shm"})
        fs::remove(folder / name, code);
    BackupReport proved;
    proved.log_size = report->entries;
    return proved;
}

Result<void> write_sums(const fs::path& root, BackupReport& report)
{
    const auto hashes = hash_folder(root);
    if (!hashes) return tl::unexpected{hashes.error()};
    std::string text;
    std::error_code code;
    for (const auto& [path, hash] : *hashes) {
        text += protocol::to_hex(hash) + "  " + path + "\n";
        report.bytes += fs::file_size(root / path, code);
    }
    report.files = hashes->size();
    return write_new_file(root / kSums, text, 0600, Flush::Yes);
}

Result<void> check_sums(const fs::path& root, BackupReport& report)
{
    const auto text = read_file(root / kSums, kSumsFile);
    if (!text) return tl::unexpected{text.error()};
    auto hashes = hash_folder(root);
    if (!hashes) return tl::unexpected{hashes.error()};
    hashes->erase(std::string(kSums));
    report.files = hashes->size();
    std::string expected;
    for (const auto& [path, hash] : *hashes) expected += protocol::to_hex(hash) + "  " + path + "\n";
    if (*text == expected) return {};
    return protocol::fail(Fault::Refused, "files and " + std::string(kSums) + " do not fit: `sha256sum -c " +
                                              std::string(kSums) + "` names which");
}

bool is_taken(const fs::path& place)
{
    std::error_code code;
    return fs::exists(fs::symlink_status(place, code)) &&
           (!fs::is_directory(place, code) || !fs::is_empty(place, code));
}

/// A folder beside `place` that becomes it at the end, or is taken away.
class Building {
public:
    explicit Building(const fs::path& place)
    {
        auto whole = fs::absolute(place).lexically_normal();
        if (!whole.has_filename()) whole = whole.parent_path();
        place_ = whole;
        path_ =
            whole.parent_path() / ("." + whole.filename().string() + ".new-" + std::to_string(::getpid()));
    }
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;
    ~Building()
    {
        std::error_code code;
        if (!done_) fs::remove_all(path_, code);
    }
    const fs::path& path() const { return path_; }
    Result<void> finish()
    {
        if (auto done = flush(path_); !done) return done;
        std::error_code code;
        fs::rename(path_, place_, code);
        if (code)
            return protocol::fail(Fault::Storage, "rename to " + place_.string() + ": " + code.message());
        done_ = true;
        return sync_folder(place_.parent_path());
    }

private:
    fs::path place_, path_;
    bool done_ = false;
};

Result<BackupReport> restore_into(const fs::path& from, const fs::path& folder)
{
    BackupReport report;
    if (auto done = check_sums(from, report); !done) return tl::unexpected{done.error()};
    if (auto done = mirror_folder(from / "data", folder); !done) return tl::unexpected{done.error()};
    const auto proved = prove(folder);
    if (!proved) return proved;
    report.log_size = proved->log_size;
    auto config = load_config(folder);
    if (!config) return tl::unexpected{config.error()};
    if (is_postgresql(config->registry)) {
        if (auto done = run_program({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
                                     "--dbname=" + config->registry, (folder / kDump).string()});
            !done)
            return tl::unexpected{done.error()};
        std::error_code code;
        fs::remove(folder / kDump, code);
    }
    std::error_code code;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "tree", code))
        if (entry.is_directory(code)) fs::permissions(entry.path(), fs::perms{0755}, code);
    fs::permissions(folder / "tree", fs::perms{0755}, code);
    fs::permissions(folder, fs::perms{0711}, code);
    auto registry = Registry::open(config->registry);
    if (!registry) return tl::unexpected{registry.error()};
    if (auto done = mark_restored({folder}, *registry, report.log_size); !done)
        return tl::unexpected{done.error()};
    return report;
}

}  // namespace

Result<BackupReport> make_backup(const DataFolder& data, const fs::path& to)
{
    if (is_taken(to)) return protocol::fail(Fault::Refused, to.string() + " is there already");
    Building building(to);
    if (auto done = make_folder(building.path(), 0700); !done) return tl::unexpected{done.error()};
    if (auto done = copy_all(data, building.path() / "data"); !done) return tl::unexpected{done.error()};
    auto report = prove(building.path() / "data");
    if (!report) return report;
    if (auto done = write_sums(building.path(), *report); !done) return tl::unexpected{done.error()};
    if (auto done = building.finish(); !done) return tl::unexpected{done.error()};
    return report;
}

Result<BackupReport> restore_backup(const fs::path& from, const DataFolder& data)
{
    if (is_taken(data.root)) return protocol::fail(Fault::Refused, data.root.string() + " is there already");
    Building building(data.root);
    auto report = restore_into(from, building.path());
    if (!report) return report;
    if (auto done = building.finish(); !done) return tl::unexpected{done.error()};
    return report;
}

}  // namespace province
