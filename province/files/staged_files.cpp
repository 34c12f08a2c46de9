#include "province/files/staged_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "province/files/descriptor.h"
#include "province/files/files.h"

namespace province {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

// Above this many files one syncfs is cheaper than an fsync each, whatever else the disk has to write.
constexpr std::size_t kFewFiles = 64;

Result<void> sync_each(const std::vector<std::pair<fs::path, fs::path>>& files)
{
    for (const auto& [staged, target] : files) {
        const Descriptor file{::open(staged.c_str(), O_RDONLY | O_CLOEXEC)};
        if (!file.open()) return file_fault("open", staged);
        if (::fsync(file.number()) != 0) return file_fault("fsync", staged);
    }
    return {};
}

Result<void> sync_all(const fs::path& folder)
{
    const Descriptor held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!held.open()) return file_fault("open", folder);
    if (::syncfs(held.number()) != 0) return file_fault("syncfs", folder);
    return {};
}

}  // namespace

Result<void> write_new_file(const fs::path& path, std::string_view bytes, unsigned mode, Flush flush)
{
    const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                                 static_cast<mode_t>(mode))};
    if (!file.open()) return file_fault("create", path);
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto wrote = ::write(file.number(), bytes.data() + done, bytes.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return file_fault("write", path);
        done += static_cast<std::size_t>(wrote);
    }
    if (flush == Flush::Yes && ::fsync(file.number()) != 0) return file_fault("fsync", path);
    return {};
}

Result<void> StagedFiles::add(const fs::path& target, std::string_view bytes, Existing existing)
{
    const auto folder = target.parent_path();
    const auto at = std::lower_bound(known_folders_.begin(), known_folders_.end(), folder);
    if (at == known_folders_.end() || *at != folder) {
        if (auto made = make_folder(folder); !made) return made;
        known_folders_.insert(at, folder);
    }
    if (existing == Existing::Keep) {
        const auto present = read_file(target, bytes.size());
        if (present && *present == bytes) return {};
        if (present || present.error().fault != Fault::NotFound)
            return protocol::fail(Fault::Storage, target.string() + " is there with other content");
    }
    auto staged = staging_ / std::to_string(files_.size());
    if (auto written = write_new_file(staged, bytes, 0644, Flush::No); !written) return written;
    files_.emplace_back(std::move(staged), target);
    return {};
}

Result<void> StagedFiles::commit()
{
    if (files_.empty()) return {};
    auto flushed = files_.size() <= kFewFiles ? sync_each(files_) : sync_all(staging_);
    if (!flushed) return flushed;

    // The folders are opened before they change: an error of writing a folder back is reported only to those
    // who had it open (protocol.md §1.6 step 1).
    std::vector<fs::path> folders;
    for (const auto& [staged, target] : files_) folders.push_back(target.parent_path());
    std::sort(folders.begin(), folders.end());
    folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
    std::vector<Descriptor> held;
    for (const auto& folder : folders) {
        held.emplace_back(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!held.back().open()) return file_fault("open", folder);
    }
    for (const auto& [staged, target] : files_) {
        if (auto dated = date_after(staged, target); !dated) return dated;
        if (::rename(staged.c_str(), target.c_str()) != 0) return file_fault("rename", target);
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (::fsync(held[i].number()) != 0) return file_fault("fsync", folders[i]);
    }
    files_.clear();
    return {};
}

Result<void> clear_staging(const fs::path& staging)
{
    if (auto made = make_folder(staging, 0700); !made) return made;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator{staging, code}) {
        if (!fs::remove_all(entry.path(), code) && code) break;
    }
    if (code) return protocol::fail(Fault::Storage, "clear " + staging.string() + ": " + code.message());
    return {};
}

}  // namespace province
