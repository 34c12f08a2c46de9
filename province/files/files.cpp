#include "province/files/files.h"

#include <array>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "province/files/descriptor.h"
#include "province/files/staged_files.h"

namespace province {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

Result<std::string> read_file(const fs::path& path, std::size_t limit)
{
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.open()) return file_fault("open", path);
    struct stat about {};
    if (::fstat(file.number(), &about) != 0) return file_fault("stat", path);
    if (!S_ISREG(about.st_mode)) return protocol::fail(Fault::Malformed, path.string() + " is not a file");
    const auto size = static_cast<std::size_t>(about.st_size);
    if (size > limit) return protocol::fail(Fault::Malformed, path.string() + " is too large");
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const auto got = ::read(file.number(), bytes.data() + have, size - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return file_fault("read", path);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

Result<void> sync_folder(const fs::path& path)
{
    const Descriptor folder{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder.open()) return file_fault("open", path);
    if (::fsync(folder.number()) != 0) return file_fault("fsync", path);
    return {};
}

Result<void> make_folder(const fs::path& path, unsigned mode)
{
    std::error_code ignored;
    if (path.empty() || fs::is_directory(path, ignored)) return {};
    const auto parent = path.has_filename() ? path.parent_path() : path.parent_path().parent_path();
    if (auto made = make_folder(parent, mode); !made) return made;
    if (::mkdir(path.c_str(), static_cast<mode_t>(mode)) != 0 && errno != EEXIST)
        return file_fault("mkdir", path);
    return sync_folder(parent.empty() ? fs::path{"."} : parent);
}

Result<void> replace_file(const fs::path& path, std::string_view bytes, unsigned mode)
{
    fs::path beside = path;
    beside += ".tmp";
    if (auto written = write_new_file(beside, bytes, mode, Flush::Yes); !written) return written;
    if (auto dated = date_after(beside, path); !dated) return dated;
    if (::rename(beside.c_str(), path.c_str()) != 0) return file_fault("rename", path);
    return sync_folder(path.parent_path());
}

Result<void> date_after(const fs::path& fresh, const fs::path& old)
{
    struct stat before {};
    struct stat after {};
    if (::stat(old.c_str(), &before) != 0) return errno == ENOENT ? Result<void>{} : file_fault("stat", old);
    if (::stat(fresh.c_str(), &after) != 0) return file_fault("stat", fresh);
    if (after.st_mtim.tv_sec > before.st_mtim.tv_sec) return {};
    const timespec date{before.st_mtim.tv_sec + 1, 0};
    const std::array<timespec, 2> times{date, date};
    if (::utimensat(AT_FDCWD, fresh.c_str(), times.data(), 0) != 0) return file_fault("date", fresh);
    return {};
}

Result<void> remove_file(const fs::path& path)
{
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return file_fault("unlink", path);
    }
    return sync_folder(path.parent_path());
}

}  // namespace province
